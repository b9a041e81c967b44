"""Rating: from what was delivered for a period to its outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.kpi import Dimension, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level.basis import CountedDays
from concord.domain.service_level.exclusion import Exclusion
from concord.domain.service_level.level import ServiceLevel
from concord.domain.service_level.outcome import Outcome, OutcomeKind
from concord.domain.service_level.share_of_days import DayValue, counted_days
from concord.domain.service_level.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was delivered for one period and dimension: the input of a rating.

    `measurement` is None without any row.  `volume` is what the minimum volume is held
    against.  `over` says that the period, in the service level's zone, has ended; `full` that
    it does not reach back before the first delivery; `silent` that what is missing is so long
    overdue that it counts as a miss, where that is agreed.  `stated` is the target that the
    rows state, None where they state none or several.  A value that is not `sound` cannot be
    right, and is not judged.  `excluded` is what relief left out of all the rest, or was asked
    to; nothing of a `relieved` period counts.  `days` are the single days, where a share of
    them is agreed.
    """

    measurement: Measurement | None
    volume: Fraction | None
    completeness: Fraction
    over: bool
    full: bool = True
    silent: bool = False
    stated: Decimal | None = None
    sound: bool = True
    excluded: tuple[Exclusion, ...] = ()
    relieved: bool = False
    days: tuple[DayValue, ...] = ()


def rate(
    level: ServiceLevel, period: MeasurementPeriod, dimension: Dimension, evidence: Evidence
) -> Outcome:
    """Return the outcome of `level` in `period` for one dimension."""
    terms = level.terms_for(period, dimension, evidence.stated)
    days = _days(level, terms, evidence.days)
    value = _value(evidence.measurement, days)
    compared = _compared(level, value) if days is None else value
    kind = _kind(level, period, terms, compared, evidence)
    return Outcome(
        service_level=level.id,
        kpi=level.kpi,
        service=level.service,
        period=period,
        dimension=dimension,
        kind=kind,
        band=_band(level, terms, compared, evidence) if kind.is_failure else None,
        value=value,
        compared_value=compared,
        target=terms.rated_target if terms else None,
        volume=evidence.volume,
        completeness=evidence.completeness,
        excluded=evidence.excluded,
        days=days,
        target_parts=terms.parts if terms else (),
    )


def _value(measurement: Measurement | None, days: CountedDays | None) -> Fraction | None:
    if measurement is None:
        return None
    return measurement.value if days is None else days.share


def _days(
    level: ServiceLevel,
    terms: Terms | None,
    days: Iterable[DayValue],
) -> CountedDays | None:
    """Return the days that the rating counts; None where no share of them is agreed."""
    if terms is None or terms.share_of_days is None:
        return None
    return counted_days(level, terms.target, days)


def value_rated(
    level: ServiceLevel,
    period: MeasurementPeriod,
    dimension: Dimension,
    measurement: Measurement | None,
    days: tuple[DayValue, ...] = (),
) -> Fraction | None:
    """Return the value by which a measurement would be rated: its own, or the share of days."""
    counted = _days(level, level.terms_for(period, dimension), days)
    return _value(measurement, counted)


def _compared(level: ServiceLevel, value: Fraction | None) -> Fraction | None:
    if value is None or level.rounding is None:
        return value
    return level.rounding.apply(value)


def _kind(
    level: ServiceLevel,
    period: MeasurementPeriod,
    terms: Terms | None,
    compared: Fraction | None,
    evidence: Evidence,
) -> OutcomeKind:
    if not level.is_in_force(period):
        return OutcomeKind.NOT_IN_FORCE
    if not evidence.over:
        return OutcomeKind.OPEN
    if evidence.relieved:
        return OutcomeKind.RELIEVED
    if not evidence.full:
        return OutcomeKind.INSUFFICIENT_DATA
    if _is_incomplete(level, evidence.completeness):
        counts = evidence.silent and level.if_incomplete is not None
        return OutcomeKind.MISSED if counts else OutcomeKind.INCOMPLETE
    if evidence.measurement is None and any(each.counts for each in evidence.excluded):
        # Nothing is missing and nothing is left: all that came is left out.
        return OutcomeKind.RELIEVED
    if terms is None or compared is None or not _is_rateable(level, terms, evidence):
        return OutcomeKind.INSUFFICIENT_DATA
    return _result(terms, compared)


def _is_incomplete(level: ServiceLevel, completeness: Fraction) -> bool:
    return completeness != 1 and completeness * 100 < level.required_completeness


def is_missed_by_silence(outcome: Outcome, level: ServiceLevel) -> bool:
    """Say whether a failure of `level` is one for want of data, not one of its value."""
    return outcome.kind.is_failure and _is_incomplete(level, outcome.completeness)


def _band(
    level: ServiceLevel, terms: Terms | None, compared: Fraction | None, evidence: Evidence
) -> str | None:
    """Return the band of a failure; in a ramp without bands silence has none either."""
    if _is_incomplete(level, evidence.completeness):
        eased = terms is not None and terms.ramp_month is not None and not terms.bands.names
        return None if eased or level.if_incomplete is None else level.if_incomplete.band
    return (
        None
        if terms is None or compared is None
        else terms.bands.of_miss(compared, terms.rated_target)
    )


def _result(terms: Terms, compared: Fraction) -> OutcomeKind:
    if terms.rated_target.is_met_by(compared):
        return OutcomeKind.MET
    if terms.minimum is not None and not terms.minimum.is_met_by(compared):
        return OutcomeKind.DEFAULTED
    return OutcomeKind.MISSED


def _is_rateable(level: ServiceLevel, terms: Terms, evidence: Evidence) -> bool:
    """Say whether a value is sound and of enough volume, which single days have each or not."""
    if level.minimum_volume is None or terms.share_of_days is not None:
        return evidence.sound
    volume = evidence.volume
    enough = volume is not None and volume >= level.minimum_volume.amount
    return evidence.sound and enough
