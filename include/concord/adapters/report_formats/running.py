"""What a report says of periods that are still running, each figure marked as an estimate."""

from __future__ import annotations

from collections.abc import Iterator

from concord.adapters.report_formats.sections import Cell, Section, grid
from concord.adapters.report_formats.sheet import Sheet
from concord.domain.forecast import (
    ForecastLabel,
    label_words,
    needed_words,
    rest_words,
    so_far_words,
)
from concord.domain.letter import Tone
from concord.domain.notation import day, figure, target_words
from concord.domain.report import MonthlyReport, RunningRow

_TONES = {
    ForecastLabel.ON_TRACK: Tone.GOOD,
    ForecastLabel.AT_RISK: Tone.WARNING,
    ForecastLabel.LOST: Tone.BAD,
}
_SAID = "By the data so far; every figure is an estimate."


def running_section(report: MonthlyReport) -> Iterator[Section]:
    """Yield the section about running periods; nothing where none of them has data."""
    if not report.running:
        return
    rows: list[tuple[Cell | str, ...]] = [_row(row) for row in report.running]
    header = ("Service level", "So far", "Needed of the rest", "Heads for")
    yield Section(
        title="Running periods (estimate)", sentences=(_SAID,), grids=(grid(header, rows),)
    )


def _row(row: RunningRow) -> tuple[Cell | str, ...]:
    forecast = row.forecast
    return (
        Cell(text=row.name, note=target_words(forecast.target, forecast.unit)),
        so_far_words(forecast),
        Cell(text=needed_words(forecast), note=rest_words(forecast)),
        Cell(text=label_words(forecast.label), tone=_TONES[forecast.label]),
    )


def write_running(sheet: Sheet, report: MonthlyReport) -> None:
    """Write the sheet about running periods: a line each, or none."""
    header = (
        "Service level", "Target", "So far", "Unit", "Up to", "Expected still",
        "Needed of the rest", "Heads for",
    )  # fmt: skip
    sheet.header(header, frozenset({"So far"}))
    for row in report.running:
        forecast = row.forecast
        shown = figure(forecast.value, forecast.unit, forecast.target)
        sheet.text(row.name)
        sheet.text(target_words(forecast.target, forecast.unit))
        sheet.figure(forecast.value, forecast.unit, shown=shown)
        sheet.text(forecast.unit)
        sheet.text(day(forecast.as_of))
        sheet.text(rest_words(forecast))
        sheet.text(needed_words(forecast))
        sheet.text(label_words(forecast.label))
        sheet.next_row()
    sheet.finish()
