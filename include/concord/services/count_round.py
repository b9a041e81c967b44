"""Count rounds of sending in two places, so that records older than what happened are noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from concord.domain.delivery_hold import DeliveryHold
from concord.domain.issue import CONCORD
from concord.domain.notation import counted as counted_words
from concord.ports import RoundMark, Store

AT_WORK_AT_ONCE = 16
"""As many senders may have counted in the records and not beside them yet."""


def check_records(store: Store, mark: RoundMark, now: datetime) -> bool:
    """Say whether records and mark belong together; where they do not, hold delivery.

    They do not when the mark knows of later rounds: somebody has put an older database in
    place, and with it forgotten which mails went out.  Nor do they when there is no mark, and
    the records know of many rounds: they were copied to another place.
    """
    # Before the records are read: whoever is at work here as well marks after counting.
    marked = mark.number()
    with store.transaction() as tx:
        counted = tx.delivery_holds.rounds()
        reason = _reason(marked, counted)
        if reason:
            tx.delivery_holds.hold(
                DeliveryHold(reason=reason, set_by=CONCORD, since=now, older_records=True)
            )
            tx.delivery_holds.count_rounds(max(marked, counted))
    if reason:
        # So that it is noticed once.
        mark.mark(counted)
    return not reason


def count_round(store: Store, mark: RoundMark, now: datetime) -> bool:
    """Count in the records, then beside them; False when these do not belong together."""
    is_current = check_records(store, mark, now)
    with store.transaction() as tx:
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


def _reason(marked: int, counted: int) -> str:
    """Return why records and mark do not belong together; empty where they do."""
    if marked > counted:
        return (
            f"The database is older than what was sent: it knows {_rounds(counted)}, "
            f"and there were {marked:,}. It was restored, or another one was put in its place; "
            "mails that wait may have gone out before."
        )
    if marked == 0 and counted > AT_WORK_AT_ONCE:
        return (
            f"The database knows {_rounds(counted)}, and the folder of the stores none: "
            "one of them was copied without the other. Where another installation goes on with "
            "this database, mails that wait here may have gone out there."
        )
    return ""


def _rounds(number: int) -> str:
    return counted_words(number, "round of sending", "rounds of sending")
