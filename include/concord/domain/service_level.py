"""Service levels: what was agreed for a KPI, and the outcome of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from concord.domain.kpi import Dimension, Measurement
from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.quantity import Target


class RoundingMode(StrEnum):
    """How a contract rounds before it compares."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Rounding of a value before it is compared, as the contract words it."""

    places: int
    mode: RoundingMode = RoundingMode.HALF_UP

    def apply(self, value: Fraction) -> Fraction:
        """Return `value` rounded to `places` decimals; halves move away from zero or to even."""
        scaled = abs(value) * 10**self.places
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        if self._goes_up(whole, Fraction(rest, scaled.denominator)):
            whole += 1
        rounded = Fraction(whole, 10**self.places)
        return -rounded if value < 0 else rounded

    def _goes_up(self, whole: int, rest: Fraction) -> bool:
        half = Fraction(1, 2)
        match self.mode:
            case RoundingMode.HALF_UP:
                return rest >= half
            case RoundingMode.HALF_EVEN:
                return rest > half or (rest == half and whole % 2 == 1)
            case RoundingMode.TRUNCATE:
                return False
            case _:  # pragma: no cover
                assert_never(self.mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of a miss.  The edge still belongs to it, the milder side."""

    name: str
    edge: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """How badly a service level was missed, mildest band first.

    For *at least* the edges are lower ends, for *at most* upper ends, for *within* the
    distance outside the range.  `beyond` names what lies past the last edge.
    """

    steps: tuple[Band, ...] = ()
    beyond: str | None = None

    def of_miss(self, value: Fraction, target: Target) -> str | None:
        """Return the name of the band of a value that missed `target`.

        Past the last edge without a name of its own, the worst band stands.
        """
        for step in self.steps:
            if _reaches(value, step.edge, target):
                return step.name
        if self.beyond is not None:
            return self.beyond
        return self.steps[-1].name if self.steps else None

    @property
    def names(self) -> tuple[str, ...]:
        """All band names, mildest first."""
        named = tuple(step.name for step in self.steps)
        return named if self.beyond is None else (*named, self.beyond)


def _reaches(value: Fraction, edge: Decimal, target: Target) -> bool:
    if target.upper is not None:
        return target.distance(value) <= edge
    return Target(direction=target.direction, limit=edge).is_met_by(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Target and bands in force from a day on; an amendment adds another `Terms`."""

    since: date
    target: Target
    bands: Bands
    amendment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumVolume:
    """The volume under which a period is not rated; of a column's sum, or of the KPI's own."""

    amount: Decimal
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """A KPI bound to a target.

    `for_each` rates the total and, beside it, each value of those dimensions.
    `required_completeness` is in percent points; `weight` counts in the overall score.
    """

    id: str
    kpi: str
    service: str
    period: PeriodRule
    terms: tuple[Terms, ...]
    rounding: Rounding | None = None
    minimum_volume: MinimumVolume | None = None
    required_completeness: Decimal = Decimal(100)
    weight: Decimal = Decimal(1)
    for_each: tuple[str, ...] = ()
    in_force_until: date | None = None
    bears_money: bool = True

    def terms_for(self, period: MeasurementPeriod) -> Terms | None:
        """Return the terms in force on the period's last day, or None.

        A period in which the service level came into force is reported, not rated: the
        first full one is the first that is rated.
        """
        if self.in_force_until is not None and period.end > self.in_force_until:
            return None
        if period.start < self.terms[0].since:
            return None
        return max((t for t in self.terms if t.since <= period.end), key=lambda t: t.since)


class OutcomeKind(StrEnum):
    """Result of a service level in a period, a closed set."""

    MET = "met"
    MISSED = "missed"
    DEFAULTED = "defaulted"
    INSUFFICIENT_DATA = "insufficient_data"
    INCOMPLETE = "incomplete"
    RELIEVED = "relieved"
    NOT_IN_FORCE = "not_in_force"
    OPEN = "open"

    @property
    def is_rated(self) -> bool:
        """Say whether the period counts for streaks; the others neither count nor break one."""
        return self in {OutcomeKind.MET, OutcomeKind.MISSED, OutcomeKind.DEFAULTED}

    @property
    def is_failure(self) -> bool:
        """Say whether the partner fell short."""
        return self in {OutcomeKind.MISSED, OutcomeKind.DEFAULTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a period came to under a service level, with the figures it was judged by.

    `value` is provisional while `kind` is open or incomplete.  `completeness` is the share
    (0 to 1) of expected cells that were delivered whole.  `points` are None where no
    credit regime counts points for this outcome.
    """

    service_level: str
    kpi: str
    service: str
    period: MeasurementPeriod
    dimension: Dimension
    kind: OutcomeKind
    band: str | None
    value: Fraction | None
    compared_value: Fraction | None
    target: Target | None
    volume: Fraction | None
    completeness: Fraction
    points: Decimal | None = None
    repeat: bool = False


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
    if kind is OutcomeKind.MISSED and terms is not None and compared is not None:
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
    return OutcomeKind.MET if terms.target.is_met_by(compared) else OutcomeKind.MISSED


def _lacks_volume(level: ServiceLevel, volume: Fraction | None) -> bool:
    if level.minimum_volume is None:
        return False
    return volume is None or volume < level.minimum_volume.amount
