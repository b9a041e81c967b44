"""What waits for somebody: the sections of issues and of contract dates."""

from __future__ import annotations

from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.domain.notation import day, named
from concord.domain.report import MonthlyReport


def issues_section(report: MonthlyReport) -> Section:
    """Return the issues, each with where it stands."""
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(text=row.headline, note="; ".join(row.notes)),
            named(row.severity).capitalize(),
            named(row.state).capitalize(),
            f"level {row.level}",
        )
        for row in report.issues
    ]
    header = ("Issue", "Severity", "State", "Asked at")
    return Section(title="Issues", grids=(grid(header, rows),))


def dates_section(report: MonthlyReport) -> Section:
    """Return the contract dates ahead, each with the day to act by."""
    rows: list[tuple[Cell | str, ...]] = [
        (row.what, day(row.act_by), day(row.latest)) for row in report.dates
    ]
    header = ("What", "Act by", "Last day")
    return Section(title="Contract dates of the next 90 days", grids=(grid(header, rows),))
