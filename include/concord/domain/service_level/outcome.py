"""Outcomes: what a period came to under a service level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import PERCENT, Target
from concord.domain.service_level.basis import CountedDays, TargetPart
from concord.domain.service_level.exclusion import Exclusion


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
    credit regime counts points for this outcome.  `excluded` is what relief left out of the
    value, or was asked to.  Of a share of days, `value` is that share, and `days` are those it
    was counted over.  Where terms changed within the period and hold by day, `target` is the
    mean of the `target_parts`, weighted by their days.
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
    excluded: tuple[Exclusion, ...] = ()
    days: CountedDays | None = None
    target_parts: tuple[TargetPart, ...] = ()

    def unit(self, of_kpi: str) -> str:
        """Return the unit of its value and target: the KPI's, but of a share of days percent."""
        return of_kpi if self.days is None else PERCENT
