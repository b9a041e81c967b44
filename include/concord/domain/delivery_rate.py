"""Punctuality and first-time-right: shares of deliveries, as measurements of a KPI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from concord.domain.delivery_record import DeliveryRecord
from concord.domain.kpi import TOTAL, DeliveryRate, Dimension, Kpi, Measurement, ratio
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import PERCENT

SOURCE = "source"
"""The only dimension of deliveries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedDeliveries:
    """A share of deliveries in a period, and whether it can still change by time alone."""

    measurement: Measurement
    is_final: bool


def is_counted(rate: DeliveryRate, record: DeliveryRecord) -> bool:
    """Say whether a delivery is part of the whole: it was due, or some file of it came."""
    match rate:
        case DeliveryRate.PUNCTUALITY:
            return record.is_due
        case DeliveryRate.FIRST_TIME_RIGHT:
            return record.first is not None
        case _:  # pragma: no cover
            assert_never(rate)


def is_good(rate: DeliveryRate, record: DeliveryRecord) -> bool:
    """Say whether a delivery that is counted came on time, or was right the first time."""
    match rate:
        case DeliveryRate.PUNCTUALITY:
            return record.is_punctual
        case DeliveryRate.FIRST_TIME_RIGHT:
            return record.is_right_first
        case _:  # pragma: no cover
            assert_never(rate)


def records_within(
    sources: Iterable[str], period: MeasurementPeriod, records: Iterable[DeliveryRecord]
) -> tuple[DeliveryRecord, ...]:
    """Return the deliveries of some sources for what ends within `period`.

    Those of October are the files about October, whenever they are due.
    """
    wanted = frozenset(sources)
    return tuple(
        record
        for record in records
        if record.source in wanted and period.start <= record.period.end <= period.end
    )


def share_of(
    rate: DeliveryRate, records: Iterable[DeliveryRecord]
) -> tuple[Fraction, Fraction, Fraction | None]:
    """Return how many were good, how many counted, and the share in percent.

    Where none counted there is no share: neither 0 % nor 100 %.
    """
    counted = [record for record in records if is_counted(rate, record)]
    good = Fraction(sum(is_good(rate, record) for record in counted))
    whole = Fraction(len(counted))
    return good, whole, ratio(good, whole, PERCENT)


def rated_deliveries(
    kpi: Kpi, rate: DeliveryRate, period: MeasurementPeriod, records: Iterable[DeliveryRecord]
) -> tuple[RatedDeliveries, ...]:
    """Return the KPI in a period: the total, and each source where it is measured by source.

    Nothing at all where no delivery was expected in the period.
    """
    own = records_within(kpi.deliveries, period, records)
    if not own:
        return ()
    parts: dict[Dimension, Sequence[DeliveryRecord]] = {TOTAL: own}
    if (SOURCE,) in kpi.by:
        for record in own:
            dimension = ((SOURCE, record.source),)
            parts[dimension] = (*parts.get(dimension, ()), record)
    return tuple(
        _rated(kpi, rate, period, dimension, parts[dimension]) for dimension in sorted(parts)
    )


def _rated(
    kpi: Kpi,
    rate: DeliveryRate,
    period: MeasurementPeriod,
    dimension: Dimension,
    records: Sequence[DeliveryRecord],
) -> RatedDeliveries:
    good, whole, value = share_of(rate, records)
    files = (
        record.first if rate is DeliveryRate.FIRST_TIME_RIGHT else record.came
        for record in records
    )
    measurement = Measurement(
        kpi=kpi.id,
        service=kpi.service,
        period=period,
        dimension=dimension,
        unit=PERCENT,
        value=value,
        numerator=good,
        denominator=whole,
        volume=whole,
        submissions=tuple(sorted({file.sha256 for file in files if file is not None})),
    )
    # What has no due time can come at any time: nobody waits for it.
    open_ = any(record.due is not None and not record.is_final for record in records)
    return RatedDeliveries(measurement=measurement, is_final=not open_)
