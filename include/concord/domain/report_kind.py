"""Kinds of reports, and what an agreement says of those beside the monthly one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concord.domain.quantity import DayOfPeriod


class ReportKind(StrEnum):
    """The reports that can be agreed beside the monthly one."""

    DAILY = "daily"
    WEEKLY = "weekly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    PORTFOLIO = "portfolio"
    SPONSOR = "sponsor"
    STAND_UP = "stand_up"

    @property
    def words(self) -> str:
        """The kind as people say it."""
        return self.value.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReport:
    """Who gets a report, in which formats, and on which day after its period."""

    kind: ReportKind
    to: tuple[str, ...]
    formats: tuple[str, ...]
    day: DayOfPeriod | None = None
    approve: str | None = None
