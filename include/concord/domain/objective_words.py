"""Objectives in words, for tables and reports alike."""

from __future__ import annotations

from concord.domain.notation import NO_FIGURE, day, figure, number, short_period, target_words
from concord.domain.objectives import ObjectiveProgress


def now_words(progress: ObjectiveProgress) -> str:
    """Return the latest figure and its period, such as 84.20 % (Oct 2026); a dash without."""
    latest = progress.latest
    if latest is None:
        return NO_FIGURE
    value = figure(latest.value, progress.kpi.unit, progress.objective.target)
    return f"{value} ({short_period(latest.period)})"


def objective_target(progress: ObjectiveProgress) -> str:
    """Return the target and its day, such as at least 90 % by 31 Dec 2026."""
    objective = progress.objective
    return f"{target_words(objective.target, progress.kpi.unit)} by {day(objective.by)}"


def progress_words(progress: ObjectiveProgress) -> str:
    """Return how much of the way lies behind, and what a straight line asks for by then."""
    if progress.progress is None:
        return NO_FIGURE
    behind = f"{number(progress.progress)} %"
    if progress.expected is None:
        return behind
    return f"{behind}, {number(progress.expected)} % expected"
