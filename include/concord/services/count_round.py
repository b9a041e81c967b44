"""Count rounds of sending in two places, so that records older than what happened are noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from concord.domain.delivery_hold import DeliveryHold
from concord.domain.issue import CONCORD
from concord.ports import RoundMark, Store, Transaction


def check_records(store: Store, mark: RoundMark, now: datetime) -> bool:
    """Say whether the records know of every round that the mark knows of.

    They do not when somebody has put an older database in place, and with it forgotten which
    mails went out.  Delivery is on hold then.
    """
    # Before the records are read: whoever is at work here as well marks after counting.
    marked = mark.number()
    with store.transaction() as tx:
        return _is_current(tx, marked, now)


def count_round(store: Store, mark: RoundMark, now: datetime) -> bool:
    """Count in the records, then beside them; False when the records are too old."""
    marked = mark.number()
    with store.transaction() as tx:
        is_current = _is_current(tx, marked, now)
        number = tx.delivery_holds.rounds() + 1
        tx.delivery_holds.count_rounds(number)
    mark.mark(number)
    return is_current


@dataclass(slots=True, kw_only=True)
class RoundCount:
    """The count of one round: as its first mail goes out, and again when it ends.

    So a copy of the database that was made in the midst of a round is told from what stands
    after it.
    """

    store: Store
    mark: RoundMark
    clock: Callable[[], datetime]
    _is_current: bool | None = None

    def begin(self) -> bool:
        """Count unless that is done; say whether the records are as new as what was sent."""
        if self._is_current is None:
            self._is_current = count_round(self.store, self.mark, self.clock())
        return self._is_current

    def end(self) -> None:
        """Count again where anything was sent."""
        if self._is_current:
            count_round(self.store, self.mark, self.clock())
        self._is_current = None


def _is_current(tx: Transaction, marked: int, now: datetime) -> bool:
    counted = tx.delivery_holds.rounds()
    if marked <= counted:
        return True
    tx.delivery_holds.hold(_hold(marked, counted, now))
    tx.delivery_holds.count_rounds(marked)
    return False


def _hold(marked: int, counted: int, now: datetime) -> DeliveryHold:
    reason = (
        f"The database is older than what was sent: it knows {counted} rounds of sending, "
        f"and there were {marked}. It was restored, or another one was put in its place; "
        "mails that wait may have gone out before."
    )
    return DeliveryHold(reason=reason, set_by=CONCORD, since=now, older_records=True)
