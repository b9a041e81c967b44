"""Rating: from what was delivered for a period to its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from concord.domain.kpi import Dimension, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level.level import ServiceLevel
from concord.domain.service_level.outcome import Outcome, OutcomeKind
from concord.domain.service_level.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was delivered for one period and dimension: the input of a rating.

    `measurement` is None without any row.  `volume` is what the minimum volume is held
    against.  `over` says that the period, in the service level's zone, has ended; `full` that
    it does not reach back before the first delivery.
    """

    measurement: Measurement | None
    volume: Fraction | None
    completeness: Fraction
    over: bool
    full: bool = True


def rate(
    level: ServiceLevel, period: MeasurementPeriod, dimension: Dimension, evidence: Evidence
) -> Outcome:
    """Return the outcome of `level` in `period` for one dimension."""
    value = evidence.measurement.value if evidence.measurement else None
    compared = _compared(level, value)
    terms = level.terms_for(period)
    kind = _kind(level, terms, compared, evidence)
    band = None
    if kind.is_failure and terms is not None and compared is not None:
        band = terms.bands.of_miss(compared, terms.target)
    return Outcome(
        service_level=level.id,
        kpi=level.kpi,
        service=level.service,
        period=period,
        dimension=dimension,
        kind=kind,
        band=band,
        value=value,
        compared_value=compared,
        target=terms.target if terms else None,
        volume=evidence.volume,
        completeness=evidence.completeness,
    )


def _compared(level: ServiceLevel, value: Fraction | None) -> Fraction | None:
    if value is None or level.rounding is None:
        return value
    return level.rounding.apply(value)


def _kind(
    level: ServiceLevel, terms: Terms | None, compared: Fraction | None, evidence: Evidence
) -> OutcomeKind:
    if terms is None:
        return OutcomeKind.NOT_IN_FORCE
    if not evidence.over:
        return OutcomeKind.OPEN
    if not evidence.full:
        return OutcomeKind.INSUFFICIENT_DATA
    if evidence.completeness * 100 < level.required_completeness:
        return OutcomeKind.INCOMPLETE
    if compared is None or _lacks_volume(level, evidence.volume):
        return OutcomeKind.INSUFFICIENT_DATA
    return _result(terms, compared)


def _result(terms: Terms, compared: Fraction) -> OutcomeKind:
    if terms.target.is_met_by(compared):
        return OutcomeKind.MET
    if terms.minimum is not None and not terms.minimum.is_met_by(compared):
        return OutcomeKind.DEFAULTED
    return OutcomeKind.MISSED


def _lacks_volume(level: ServiceLevel, volume: Fraction | None) -> bool:
    if level.minimum_volume is None:
        return False
    return volume is None or volume < level.minimum_volume.amount
