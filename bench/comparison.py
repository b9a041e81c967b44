"""A comparison: two programs over the same data.  A goal is mostly a ratio, ours to theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Side = Callable[[Path], Callable[[], None] | None]
"""Does its work, or sets it up and returns it: then the work alone is measured."""


class Measure(StrEnum):
    """What of both sides is compared."""

    CPU = "CPU-s"
    WALL = "seconds"
    PEAK = "MB"
    HELD = "MB of process"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two programs over what `prepare` laid out.

    `limit` is what their ratio may be at most, `most` what ours may cost at most in its unit,
    `more` how much more it may cost.  Without any the goal is one that the table only quotes.
    """

    name: str
    what: str
    goal: str
    prepare: Callable[[Path], None]
    ours: Side
    theirs: Side
    limit: float | None = None
    most: float | None = None
    more: float | None = None
    measure: Measure = Measure.CPU
    rounds: int = 5
