"""What an agreement makes happen in a range of days, from every part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.plan.contract_dates import contract_dates
from concord.domain.plan.deliveries import due_files
from concord.domain.plan.delivery_mails import delivery_reminders
from concord.domain.plan.entry import PlannedEntry
from concord.domain.plan.meetings import held_meetings
from concord.domain.plan.reports import due_reports
from concord.domain.plan.silences import ends_of_silence

PLANNERS: tuple[Callable[[Agreement, date, date], Iterator[PlannedEntry]], ...] = (
    due_files,
    delivery_reminders,
    ends_of_silence,
    due_reports,
    contract_dates,
    held_meetings,
)
"""What a plan is made of; each yields at least what falls from the first to the last day."""


def planned(agreement: Agreement, first: date, last: date) -> tuple[PlannedEntry, ...]:
    """Return what falls on the days from `first` to `last`, both included, in order.

    Dates of terms to come stand there as they are if the contract renews.
    """
    found = (entry for planner in PLANNERS for entry in planner(agreement, first, last))
    return tuple(sorted((e for e in found if first <= e.day <= last), key=lambda e: e.order))
