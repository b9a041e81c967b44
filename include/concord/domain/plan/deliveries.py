"""The plan's files: when each source is due, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.delivery import within_contract
from concord.domain.people import Side, with_role
from concord.domain.period import MeasurementPeriod
from concord.domain.plan.entry import PlanKind, PlannedEntry
from concord.domain.source import Source


def due_files(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield the files due; they fall to the partner's operations managers."""
    managers = with_role(agreement.people, Side.PARTNER, "operations_manager")
    for source in agreement.sources:
        for period, due in _due(source, first, last):
            if within_contract(agreement, period, due.date()):
                yield PlannedEntry(
                    partner=agreement.partner,
                    kind=PlanKind.FILE,
                    identity=f"file/{source.id}/{period}",
                    day=due.date(),
                    what=f"{source.id} for {period} is due",
                    who=tuple(person.id for person in managers),
                    at=due,
                )


def _due(source: Source, first: date, last: date) -> Iterator[tuple[MeasurementPeriod, datetime]]:
    """Yield periods, newest first, until they were due before `first`."""
    period = MeasurementPeriod.containing(last, source.covers)
    while (due := source.due_at(period)) is not None and due.date() >= first:
        yield period, due
        period = period.previous()
