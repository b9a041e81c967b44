"""Service levels: what was agreed for a KPI, and the outcome of a period."""

from concord.domain.service_level.bands import Band, Bands
from concord.domain.service_level.level import MinimumVolume, ServiceLevel
from concord.domain.service_level.outcome import Outcome, OutcomeKind
from concord.domain.service_level.rating import Evidence, rate
from concord.domain.service_level.rounding import Rounding, RoundingMode
from concord.domain.service_level.terms import Terms

__all__ = [
    "Band",
    "Bands",
    "Evidence",
    "MinimumVolume",
    "Outcome",
    "OutcomeKind",
    "Rounding",
    "RoundingMode",
    "ServiceLevel",
    "Terms",
    "rate",
]
