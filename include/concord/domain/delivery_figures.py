"""The figures of deliveries: values and outcomes of the KPIs that count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.delivery_rate import RatedDeliveries, rated_deliveries
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.kpi import TOTAL, Kpi, Measurement
from concord.domain.measurement_plan import is_over, lengths_of
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Evidence, Outcome, ServiceLevel, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFigures:
    """What the deliveries of one period came to."""

    measurements: tuple[Measurement, ...]
    outcomes: tuple[Outcome, ...]


def delivery_figures(
    agreement: Agreement,
    period: MeasurementPeriod,
    records: Sequence[DeliveryRecord],
    now: datetime,
) -> DeliveryFigures:
    """Return values and outcomes of every KPI that counts deliveries.

    While a delivery of the period is not due yet, or nobody could look whether it came, the
    value is provisional.  Without any delivery that counts there is no value.
    """
    measured: list[Measurement] = []
    outcomes: list[Outcome] = []
    for kpi in _counting(agreement, period):
        rated = _rated(kpi, period, records)
        measured.extend(each.measurement for each in rated)
        for level in agreement.service_levels:
            if level.kpi == kpi.id and level.period == period.length:
                outcomes.extend(_outcomes(agreement, kpi, level, rated, now))
    return DeliveryFigures(measurements=tuple(measured), outcomes=tuple(outcomes))


def _counting(agreement: Agreement, period: MeasurementPeriod) -> Iterator[Kpi]:
    for kpi in agreement.kpis:
        if kpi.rate is not None and period.length in lengths_of(kpi, agreement):
            yield kpi


def _rated(
    kpi: Kpi, period: MeasurementPeriod, records: Sequence[DeliveryRecord]
) -> tuple[RatedDeliveries, ...]:
    return () if kpi.rate is None else rated_deliveries(kpi, kpi.rate, period, records)


def _outcomes(
    agreement: Agreement,
    kpi: Kpi,
    level: ServiceLevel,
    rated: Sequence[RatedDeliveries],
    now: datetime,
) -> Iterator[Outcome]:
    for each in rated:
        measurement = each.measurement
        names = tuple(name for name, _ in measurement.dimension)
        if measurement.dimension == TOTAL or names[0] in level.for_each:
            evidence = Evidence(
                measurement=measurement,
                volume=measurement.volume,
                completeness=Fraction(1),
                over=each.is_final and _is_over(agreement, kpi, measurement.period, now),
            )
            yield rate(level, measurement.period, measurement.dimension, evidence)


def _is_over(agreement: Agreement, kpi: Kpi, period: MeasurementPeriod, now: datetime) -> bool:
    zones = {source.zone for source in agreement.sources if source.id in kpi.deliveries}
    return all(is_over(period, zone, now) for zone in zones)


def delivery_inputs(
    agreement: Agreement,
    period: MeasurementPeriod,
    records: Sequence[DeliveryRecord],
    now: datetime,
) -> Iterator[str]:
    """Yield all that the figures of a period's deliveries depend on, beside the agreement."""
    for kpi in _counting(agreement, period):
        for each in _rated(kpi, period, records):
            m, final = each.measurement, each.is_final and _is_over(agreement, kpi, period, now)
            yield f"{kpi.id} {m.dimension} {m.numerator}/{m.denominator} {final}"
            yield " ".join(m.submissions)
