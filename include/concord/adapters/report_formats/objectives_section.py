"""The section of objectives: where each stands, and how much of the way lies behind."""

from __future__ import annotations

from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.domain.letter import Tone
from concord.domain.notation import named, shown
from concord.domain.objective_words import now_words, objective_target, progress_words
from concord.domain.objectives import ObjectiveState
from concord.domain.report import MonthlyReport

_STANDS = {
    ObjectiveState.REACHED: Tone.GOOD,
    ObjectiveState.ON_COURSE: Tone.GOOD,
    ObjectiveState.BEHIND: Tone.WARNING,
    ObjectiveState.MISSED: Tone.BAD,
    ObjectiveState.UNDETERMINED: Tone.NEUTRAL,
    ObjectiveState.NO_DATA: Tone.NEUTRAL,
}


def objectives_section(report: MonthlyReport) -> Section:
    """Return the objectives of a report, in the agreement's order."""
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(text=shown(one.objective.what), note=objective_target(one)),
            now_words(one),
            progress_words(one),
            Cell(text=named(one.state).capitalize(), tone=_STANDS[one.state]),
        )
        for one in report.objectives
    ]
    header = ("Objective", "Now", "Progress", "Stands")
    return Section(title="Objectives", grids=(grid(header, rows),))
