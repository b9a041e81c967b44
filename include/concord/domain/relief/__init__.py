"""Relief: time and volume that do not count against the partner."""

from concord.domain.relief.rule import (
    Drops,
    Relief,
    ReliefCause,
    ReliefEvent,
    ReliefRule,
    ReliefState,
    StandingRelief,
)

__all__ = [
    "Drops",
    "Relief",
    "ReliefCause",
    "ReliefEvent",
    "ReliefRule",
    "ReliefState",
    "StandingRelief",
]
