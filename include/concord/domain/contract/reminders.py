"""The reminders that lead up to a contract's dates, rung by rung."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract.agreed import Contract
from concord.domain.contract.dates import Obligation, ObligationKind

LADDER_DAYS = (180, 120, 90, 60, 30, 14, 7, 1)
"""Days before the date that matters on which a reminder goes out."""

OVERDUE_DAYS = (-1, -7, -14, *range(-30, -361, -30))
"""Days after an obligation's date on which it is asked for again, as they count to the date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The latest rung of an obligation's ladder that is due.

    `days_before` its date; negative once the date has passed.
    """

    obligation: Obligation
    days_before: int
    due: date

    @property
    def rung(self) -> str:
        """The rung in words, such as `60 days` or `7 days overdue`."""
        days = abs(self.days_before)
        words = f"{days} day{'' if days == 1 else 's'}"
        return f"{words} overdue" if self.is_overdue else words

    @property
    def is_overdue(self) -> bool:
        """Say whether the date has passed."""
        return self.days_before < 0


def due_reminder(
    obligation: Obligation, today: date, ladder: Iterable[int] = LADDER_DAYS
) -> Reminder | None:
    """Return the latest rung that is due on `today`, or None before the first one.

    Rungs count back from the obligation's latest date.
    """
    due = [
        Reminder(
            obligation=obligation,
            days_before=days,
            due=obligation.latest_date - timedelta(days=days),
        )
        for days in ladder
        if obligation.latest_date - timedelta(days=days) <= today
    ]
    return max(due, key=lambda reminder: reminder.due, default=None)


def ladder_of(
    obligation: Obligation, contract: Contract, calendar: BusinessCalendar
) -> tuple[int, ...]:
    """Return the rungs up to an obligation's date, in days; a review's begin with its lead."""
    if obligation.kind is not ObligationKind.REVIEW or contract.reviews is None:
        return LADDER_DAYS
    first = contract.reviews.lead.before(obligation.latest_date, calendar)
    lead = (obligation.latest_date - first).days
    return (lead, *(days for days in LADDER_DAYS if days < lead))
