"""Count each round of sending twice, so that records older than what happened are noticed."""

from __future__ import annotations

from datetime import datetime

from concord.domain.delivery_hold import DeliveryHold
from concord.domain.issue import CONCORD
from concord.ports import RoundMark, Store


def count_round(store: Store, mark: RoundMark, now: datetime) -> bool:
    """Count a round in the records, then beside them; False when the records are too old.

    They are when the mark knows of a later round: somebody has put an older database in
    place, and with it forgotten which mails went out.  Delivery is on hold then.
    """
    # Before the records are read: whoever is at work here as well marks after counting.
    marked = mark.number()
    with store.transaction() as tx:
        counted = tx.delivery_holds.rounds()
        if marked > counted:
            tx.delivery_holds.hold(_hold(marked, counted, now))
        number = max(marked, counted) + 1
        tx.delivery_holds.count_rounds(number)
    mark.mark(number)
    return marked <= counted


def _hold(marked: int, counted: int, now: datetime) -> DeliveryHold:
    reason = (
        f"The database is older than what was sent: it knows {counted} rounds of sending, "
        f"and there were {marked}. It was restored, or another one was put in its place; "
        "mails that wait may have gone out before."
    )
    return DeliveryHold(reason=reason, set_by=CONCORD, since=now, older_records=True)
