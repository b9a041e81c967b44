"""Relief: time and volume that do not count against the partner."""

from concord.domain.relief.approval import state_of
from concord.domain.relief.clock import Stretch
from concord.domain.relief.left_out import NOTHING, LeftOut
from concord.domain.relief.reach import Clocks, reached
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
    "NOTHING",
    "Clocks",
    "Drops",
    "LeftOut",
    "Relief",
    "ReliefCause",
    "ReliefEvent",
    "ReliefRule",
    "ReliefState",
    "StandingRelief",
    "Stretch",
    "reached",
    "state_of",
]
