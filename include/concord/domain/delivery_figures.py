"""The figures of deliveries: values and outcomes of the KPIs that count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.delivery_rate import RatedDeliveries, rated_deliveries
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.delivery_relief import RelievedDeliveries, relieved_deliveries
from concord.domain.kpi import TOTAL, DeliveryRate, Kpi, Measurement
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
    for kpi, rule in _counting(agreement, period):
        rated = rated_deliveries(kpi, rule, period, records)
        measured.extend(each.measurement for each in rated)
        for level in agreement.service_levels:
            if level.kpi == kpi.id and level.period == period.length:
                relieved = relieved_deliveries(agreement, level, kpi, rule, period, records)
                outcomes.extend(_outcomes(agreement, level, rated, relieved, now))
    return DeliveryFigures(measurements=tuple(measured), outcomes=tuple(outcomes))


def _counting(
    agreement: Agreement, period: MeasurementPeriod
) -> Iterator[tuple[Kpi, DeliveryRate]]:
    for kpi in agreement.kpis:
        if kpi.rate is not None and period.length in lengths_of(kpi, agreement):
            yield kpi, kpi.rate


def _outcomes(
    agreement: Agreement,
    level: ServiceLevel,
    rated: Sequence[RatedDeliveries],
    relieved: RelievedDeliveries,
    now: datetime,
) -> Iterator[Outcome]:
    for each in rated:
        dimension = each.measurement.dimension
        names = tuple(name for name, _ in dimension)
        if dimension == TOTAL or names[0] in level.for_each:
            left = relieved.rated(dimension)
            final = left is None or left.is_final
            evidence = Evidence(
                measurement=None if left is None else left.measurement,
                volume=None if left is None else left.measurement.volume,
                completeness=Fraction(1),
                over=final and _is_over(agreement, relieved.kpi, relieved.period, now),
                excluded=relieved.exclusions(dimension),
                relieved=relieved.is_whole,
            )
            yield rate(level, relieved.period, dimension, evidence)


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
    for kpi, rule in _counting(agreement, period):
        for each in rated_deliveries(kpi, rule, period, records):
            m, final = each.measurement, each.is_final and _is_over(agreement, kpi, period, now)
            yield f"{kpi.id} {m.dimension} {m.numerator}/{m.denominator} {final}"
            yield " ".join(m.submissions)
