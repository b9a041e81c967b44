"""The section of what figures were made of: relief, counted days, targets that hold by day."""

from __future__ import annotations

from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.domain.report import MonthlyReport


def basis_sections(report: MonthlyReport) -> tuple[Section, ...]:
    """Return what is to be said of the service levels' figures; nothing where all are plain."""
    rows: list[tuple[Cell | str, ...]] = [
        (row.name, sentence) for row in report.service_levels for sentence in row.basis
    ]
    if not rows:
        return ()
    table = grid(("Service level", "What counts"), rows)
    return (Section(title="Relief, and how figures were counted", grids=(table,)),)
