"""Relief of deliveries: which of them a service level does not count, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement
from concord.domain.delivery_rate import RatedDeliveries, rated_deliveries, records_within
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.kpi import DeliveryRate, Dimension, Kpi
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import Clocks, Drops, ReliefRule, ReliefState, reached, state_of
from concord.domain.service_level import Exclusion, ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class _Touch:
    """A relief with the days on which it touches a period or deliveries, and these."""

    rule: ReliefRule
    state: ReliefState
    days: tuple[date, ...]
    records: frozenset[DeliveryRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelievedDeliveries:
    """The deliveries of a period that a service level counts."""

    kpi: Kpi
    rate: DeliveryRate
    period: MeasurementPeriod
    records: Sequence[DeliveryRecord]
    touches: Sequence[_Touch]

    @property
    def is_whole(self) -> bool:
        """Say whether the period is left out whole."""
        return any(t.rule.drops is Drops.PERIOD for t in self._counted())

    def rated(self, dimension: Dimension) -> RatedDeliveries | None:
        """Return what is left of a dimension, or None where nothing is."""
        return None if self.is_whole else self._rated(self._counted(), dimension)

    def exclusions(self, dimension: Dimension) -> tuple[Exclusion, ...]:
        """Return all relief that touches the dimension, in the agreement's order."""
        return tuple(
            Exclusion(
                relief=touch.rule.id,
                cause=touch.rule.cause,
                drops=touch.rule.drops,
                state=touch.state,
                approved_by=touch.rule.approved_by,
                evidence=touch.rule.evidence,
                days=touch.days,
                rows=len(own) if touch.state is ReliefState.COUNTED else 0,
                value_without=self._value_without(touch, dimension),
            )
            for touch in self.touches
            if (own := _of(touch.records, dimension))
        )

    def _counted(self, without: _Touch | None = None) -> tuple[_Touch, ...]:
        found = (t for t in self.touches if t.state is ReliefState.COUNTED)
        return tuple(touch for touch in found if touch is not without)

    def _rated(self, touches: Iterable[_Touch], dimension: Dimension) -> RatedDeliveries | None:
        out = frozenset[DeliveryRecord]().union(*(touch.records for touch in touches))
        kept = [record for record in self.records if record not in out]
        found = rated_deliveries(self.kpi, self.rate, self.period, kept)
        return next((each for each in found if each.measurement.dimension == dimension), None)

    def _value_without(self, touch: _Touch, dimension: Dimension) -> Fraction | None:
        found = self._rated(self._counted(touch), dimension)
        return None if found is None else found.measurement.value


def relieved_deliveries(
    agreement: Agreement,
    level: ServiceLevel,
    kpi: Kpi,
    rate: DeliveryRate,
    period: MeasurementPeriod,
    records: Iterable[DeliveryRecord],
) -> RelievedDeliveries:
    """Return the deliveries that count once relief is applied.

    A delivery is left out when it was due within, or, for whole days, on a day that is
    touched; without a due time it is when it came.
    """
    own = records_within(kpi.deliveries, period, records)
    touches = (_touch(agreement, rule, period, own) for rule in agreement.relief)
    return RelievedDeliveries(
        kpi=kpi,
        rate=rate,
        period=period,
        records=own,
        touches=tuple(t for t in touches if t.records and t.rule.is_for(level.id)),
    )


def _touch(
    agreement: Agreement,
    rule: ReliefRule,
    period: MeasurementPeriod,
    records: Iterable[DeliveryRecord],
) -> _Touch:
    zones = {source.id: source.zone for source in agreement.sources}
    if rule.drops is Drops.PERIOD:
        clocks = _clocks(agreement, agreement.zone)
        days = tuple(sorted(reached(rule, clocks, period.start, period.end).touched))
        found = frozenset(records if days else ())
    else:
        moments = [(each, _moment(each, zones[each.source])) for each in records]
        due = [
            (each, at)
            for each, at in moments
            if at is not None and _lies_in(agreement, rule, zones[each.source], at)
        ]
        days = tuple(sorted({at.date() for _, at in due}))
        found = frozenset(each for each, _ in due)
    state = state_of(rule, agreement.people, agreement.zone)
    return _Touch(rule=rule, state=state, days=days, records=found)


def _clocks(agreement: Agreement, zone: ZoneInfo) -> Clocks:
    return Clocks(agreement=agreement.zone, calendar=agreement.calendar, source=zone)


def _moment(record: DeliveryRecord, zone: ZoneInfo) -> datetime | None:
    """Return when a delivery was due, or else came, on its source's clock."""
    came = None if record.first is None else record.first.arrived
    at = record.due or came
    return None if at is None else at.astimezone(zone).replace(tzinfo=None)


def _lies_in(agreement: Agreement, rule: ReliefRule, zone: ZoneInfo, at: datetime) -> bool:
    left_out = reached(rule, _clocks(agreement, zone), at.date(), at.date())
    return at.date() in left_out.days or any(b <= at < e for b, e in left_out.windows)


def _of(records: Iterable[DeliveryRecord], dimension: Dimension) -> Sequence[DeliveryRecord]:
    sources = [value for _, value in dimension]
    return [each for each in records if not sources or each.source in sources]
