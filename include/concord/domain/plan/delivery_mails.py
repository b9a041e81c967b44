"""The plan's reminders of deliveries: one mail for all that are reminded of at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement
from concord.domain.data_contacts import data_contacts_on
from concord.domain.delivery import within_contract
from concord.domain.delivery_rungs import Rung, rungs_before
from concord.domain.message import MessageKind
from concord.domain.period import MeasurementPeriod
from concord.domain.plan.entry import PlanKind, PlannedEntry, PlannedMail
from concord.domain.source import Source

_Reminded = tuple[Source, MeasurementPeriod, Rung]


def delivery_reminders(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield the reminders of deliveries that are not there yet by then.

    What is asked for after its due time is no plan: nobody knows it before.
    """
    found: dict[datetime, list[_Reminded]] = defaultdict(list)
    for source in agreement.sources:
        for period, rung in _rungs(source, agreement.zone, first, last):
            day = _day(rung, agreement.zone)
            if agreement.has_effects(period) and within_contract(agreement, period, day):
                found[rung.moment].append((source, period, rung))
    for moment, reminded in found.items():
        yield _entry(agreement, moment.astimezone(agreement.zone), reminded)


def _rungs(
    source: Source, zone: ZoneInfo, first: date, last: date
) -> Iterator[tuple[MeasurementPeriod, Rung]]:
    """Yield periods and their reminders, until the periods were due before `first`."""
    period = MeasurementPeriod.containing(last, source.covers)
    while any(_day(rung, zone) <= last for rung in rungs_before(source, period.next())):
        period = period.next()
    while (due := source.due_at(period)) is not None and due.date() >= first:
        for rung in rungs_before(source, period):
            yield period, rung
        period = period.previous()


def _day(rung: Rung, zone: ZoneInfo) -> date:
    return rung.moment.astimezone(zone).date()


def _entry(agreement: Agreement, moment: datetime, reminded: Sequence[_Reminded]) -> PlannedEntry:
    day = moment.date()
    readers = tuple(person.id for person in data_contacts_on(agreement, day))
    names = ", ".join(f"{source.id} for {period}" for source, period, _ in reminded)
    keys = "+".join(f"{source.id}/{period}/{rung.number}" for source, period, rung in reminded)
    return PlannedEntry(
        partner=agreement.partner,
        kind=PlanKind.REMINDER,
        identity=f"delivery-reminder/{keys}",
        day=day,
        what=f"reminder, due soon: {names}",
        who=readers,
        at=moment,
        mail=PlannedMail(kind=MessageKind.DELIVERY_REMINDER, readers=readers),
    )
