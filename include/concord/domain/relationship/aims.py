"""What a relationship aims at: objectives, feedback in both directions, recognition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.domain.quantity import Recurrence, Span, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Where some KPIs should be by a day, from a figure at the beginning.

    Target and `start` are in the unit of the first KPI, by which progress is measured.
    """

    id: str
    what: str
    kpis: tuple[str, ...]
    by: date
    target: Target
    start: Decimal | None = None
    since: date | None = None
    owner: str | None = None

    def is_due(self, today: date) -> bool:
        """Say whether its day has passed, so that it is to be reviewed."""
        return self.by < today


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRound:
    """Questions that are put to some roles again and again, on either side."""

    id: str
    rhythm: Recurrence
    ask: tuple[str, ...]
    questions: tuple[str, ...] = ()
    scale: str = "1-5"
    answer_within: Span | None = None


class Occasion(StrEnum):
    """What is recognised."""

    ALL_MET = "all_met"
    STRETCH_BEATEN = "stretch_beaten"
    OBJECTIVE_REACHED = "objective_reached"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """When congratulations are due, to whom, and who releases them."""

    id: str
    occasion: Occasion
    periods: int = 1
    service_levels: tuple[str, ...] = ()
    words: str = ""
    to: tuple[str, ...] = ()
    released_by: str | None = None
