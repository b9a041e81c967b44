"""The sheet of the past: twelve periods of each service level, drawn beside the figures."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from concord.adapters.report_formats.sheet import FONT, Sheet
from concord.domain.notation import result_words, short_period
from concord.domain.quantity import PERCENT
from concord.domain.report import MonthlyReport, ServiceLevelRow
from concord.domain.trend import HistoryPoint

_HEADER = ("Service level", "Period", "Result", "Target", "Upper end", "Outcome")
_NAME, _PERIOD, _RESULT, _TARGET, _UPPER, _OUTCOME = range(6)
_CHART_COLUMN = 7
_CHART_ROWS = 12
_CHART_SIZE = {"width": 560, "height": 276}
_PER_LINE = 9
_WHOLE = Fraction(100)
_LABELS = {"name": FONT, "size": 9, "color": "#66727F"}


def write_history(workbook: Workbook, sheet: Sheet, report: MonthlyReport) -> None:
    """Write the past of each service level, with a line chart and one of columns for it."""
    sheet.header(_HEADER, frozenset({"Result", "Target", "Upper end"}))
    blocks = [(row, *_block(sheet, row)) for row in report.service_levels if row.history]
    sheet.colour_outcomes(_OUTCOME)
    at = 0
    for row, first, last in blocks:
        at = max(at, first)
        for kind, offset in (("line", 0), ("column", _PER_LINE)):
            chart = _chart(workbook, kind, row, sheet.name, first, last)
            sheet.sheet.insert_chart(at, _CHART_COLUMN + offset, chart, {"object_position": 3})
        at += _CHART_ROWS
    sheet.finish()


def _block(sheet: Sheet, row: ServiceLevelRow) -> tuple[int, int]:
    """Write one service level's periods; return its first and last row."""
    first = sheet.row
    for point in row.history:
        sheet.text(row.name)
        sheet.text(short_period(point.period))
        sheet.figure(point.value, row.unit)
        sheet.figure(point.target, row.unit)
        sheet.figure(point.upper, row.unit)
        sheet.text(result_words(point.kind))
        sheet.next_row()
    return first, sheet.row - 1


def _chart(
    workbook: Workbook, kind: str, row: ServiceLevelRow, sheet: str, first: int, last: int
) -> Chart:
    chart: Chart = workbook.add_chart({"type": kind})
    results: dict[str, object] = {
        "name": "Result",
        "categories": [sheet, first, _PERIOD, last, _PERIOD],
        "values": [sheet, first, _RESULT, last, _RESULT],
    }
    if kind == "line":
        results |= {
            "line": {"color": "#4A6785", "width": 2.25},
            "marker": {"type": "circle", "size": 5, "fill": {"color": "#4A6785"}},
        }
    else:
        results |= {"fill": {"color": "#A9BACB"}, "gap": 60, "points": _points(row)}
    chart.add_series(results)
    line = workbook.add_chart({"type": "line"}) if kind == "column" else chart
    ends = [("Target", _TARGET)]
    if any(point.upper is not None for point in row.history):
        ends.append(("Upper end", _UPPER))
    for name, column in ends:
        line.add_series(
            {
                "name": name,
                "categories": [sheet, first, _PERIOD, last, _PERIOD],
                "values": [sheet, first, column, last, column],
                "line": {"color": "#C0453C", "width": 1.5, "dash_type": "dash"},
            }
        )
    if kind == "column":
        chart.combine(line)
    _dress(chart, kind, row, sheet, first)
    return chart


def _points(row: ServiceLevelRow) -> list[dict[str, object] | None]:
    missed: dict[str, object] = {"fill": {"color": "#C0453C"}}
    return [missed if point.kind.is_failure else None for point in row.history]


def _dress(chart: Chart, kind: str, row: ServiceLevelRow, sheet: str, first: int) -> None:
    # Words of ours come first: a title that begins with an equals sign would be a reference.
    title = {"name": FONT, "size": 11, "color": "#1D2733", "bold": True}
    # A reference to the cell: a name that looks like one would be taken for it.
    chart.set_title({"name": [sheet, first, _NAME], "name_font": title})
    axis: dict[str, object] = {
        "num_font": _LABELS,
        "num_format": "0.0%" if row.unit == PERCENT else "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": "#E6EAEE", "width": 0.75}},
        "line": {"none": True},
    }
    # Columns start at zero, or their heights would lie; a line shows the trend close up.
    chart.set_y_axis({**axis, "min": 0} if kind == "column" else {**axis, **_close_up(row)})
    chart.set_x_axis({"num_font": {**_LABELS, "rotation": -45}, "line": {"color": "#9AA8B6"}})
    chart.set_legend({"position": "bottom", "font": _LABELS})
    chart.set_chartarea({"border": {"color": "#E6EAEE"}})
    chart.set_size(_CHART_SIZE)


def _close_up(row: ServiceLevelRow) -> dict[str, object]:
    """Return the ends of an axis that leaves a little air around the figures."""
    drawn = [figure for point in row.history for figure in _drawn(point)]
    if not drawn:
        return {}
    low, high = min(drawn), max(drawn)
    air = (high - low) / 4 or abs(high) / 20 or Fraction(1)
    if row.unit != PERCENT:
        return {"min": _even(low - air), "max": _even(high + air)}
    top = min(high + air, _WHOLE) if high <= _WHOLE else high + air
    return {"min": _even((low - air) / _WHOLE), "max": _even(top / _WHOLE)}


def _drawn(point: HistoryPoint) -> list[Fraction]:
    return [figure for figure in (point.value, point.target, point.upper) if figure is not None]


def _even(value: Fraction) -> float:
    return float(round(value, 3) if abs(value) <= 1 else round(value))
