"""Service levels: what was agreed for a KPI, and the outcome of a period."""

from concord.domain.service_level.bands import Band, Bands
from concord.domain.service_level.basis import CountedDays, FailedDay, TargetPart
from concord.domain.service_level.exclusion import Exclusion
from concord.domain.service_level.level import CountsAs, MinimumVolume, NthMiss, ServiceLevel
from concord.domain.service_level.nth_miss import most_occasions, with_defaults
from concord.domain.service_level.outcome import Outcome, OutcomeKind
from concord.domain.service_level.own_targets import OwnTarget, StatedTarget
from concord.domain.service_level.rating import (
    Evidence,
    is_missed_by_silence,
    rate,
    value_rated,
)
from concord.domain.service_level.rounding import Rounding, RoundingMode
from concord.domain.service_level.share_of_days import DayValue, counted_days
from concord.domain.service_level.terms import Applies, Ramp, Terms

__all__ = [
    "Applies",
    "Band",
    "Bands",
    "CountedDays",
    "CountsAs",
    "DayValue",
    "Evidence",
    "Exclusion",
    "FailedDay",
    "MinimumVolume",
    "NthMiss",
    "Outcome",
    "OutcomeKind",
    "OwnTarget",
    "Ramp",
    "Rounding",
    "RoundingMode",
    "ServiceLevel",
    "StatedTarget",
    "TargetPart",
    "Terms",
    "counted_days",
    "is_missed_by_silence",
    "most_occasions",
    "rate",
    "value_rated",
    "with_defaults",
]
