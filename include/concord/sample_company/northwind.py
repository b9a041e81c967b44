"""Northwind answers the phone on two sites and sends a formatted daily summary each month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.random import Generator
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from concord.domain.period import MeasurementPeriod
from concord.sample_company.delivery import Delivery, xlsx
from concord.sample_company.timeline import Timeline, arrival, is_weekend

ZONE = ZoneInfo("Asia/Manila")
HEADERS = ("Date", "Site", "Calls offered", "Answered", "Answered ≤ 20 s", "Handle time (s)")
HEADER_ROW = 5
CALLS_PER_DAY = {"Manila": 420, "Cebu": 260}
SITE_LEAD = {"Manila": 0.018, "Cebu": -0.03}
USUAL_LEVEL = 0.838
LEVEL_BY_AGE = {0: 0.764, 1: 0.791, 9: 0.786}
"""The share answered in time in the months that fall short, by age before the last month."""

_PARTNER_NUMBER = 1
_FORMATS = ("dd-mmm-yyyy", "@", "#,##0", "#,##0", "#,##0", "#,##0")
_WIDTHS = (14, 12, 16, 14, 18, 18)


def deliveries(timeline: Timeline, seed: int) -> Iterator[Delivery]:
    """Yield a workbook for every month that is over, and one for the running month so far."""
    for month in (*timeline.months, *timeline.ended_since):
        frame = daily_summary(month, month.days(), timeline, seed)
        arrived = arrival(month, 1, time(15, 20), ZONE)
        yield Delivery(path=_path(month), content=_workbook(frame, month), arrived=arrived)
    running = timeline.running
    so_far = [day for day in running.days() if day < timeline.today - timedelta(days=1)]
    if so_far:
        frame = daily_summary(running, so_far, timeline, seed)
        yield Delivery(
            path=_path(running), content=_workbook(frame, running), arrived=timeline.now
        )


def _path(month: MeasurementPeriod) -> str:
    return f"Northwind/Inbound/NW_daily_{month}.xlsx"


def daily_summary(
    month: MeasurementPeriod, days: tuple[date, ...] | list[date], timeline: Timeline, seed: int
) -> pd.DataFrame:
    """Return one row a day and site, in the columns of the workbook."""
    chance = np.random.default_rng([seed, _PARTNER_NUMBER, month.start.year, month.start.month])
    level = LEVEL_BY_AGE.get(timeline.age(month), USUAL_LEVEL)
    rows = [_row(day, site, level, chance) for day in days for site in CALLS_PER_DAY]
    return pd.DataFrame(rows, columns=list(HEADERS))


def _row(day: date, site: str, level: float, chance: Generator) -> tuple[object, ...]:
    usual = CALLS_PER_DAY[site] * (0.6 if is_weekend(day) else 1.0)
    offered = int(chance.poisson(usual))
    answered = round(offered * chance.uniform(0.955, 0.985))
    in_time = round(offered * (level + SITE_LEAD[site] + chance.normal(0, 0.012)))
    handle = round(answered * chance.normal(342, 6))
    return day, site, offered, answered, min(in_time, answered), handle


def _workbook(frame: pd.DataFrame, month: MeasurementPeriod) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one, says openpyxl
    sheet.title = "Daily"
    _write_title(sheet, month)
    _write_table(sheet, frame)
    _write_totals(sheet, frame)
    notes = workbook.create_sheet("Read me")
    notes["A1"] = "One row a day and site. Days are cut at midnight in London."
    return xlsx(workbook)


def _write_title(sheet: Worksheet, month: MeasurementPeriod) -> None:
    sheet["A1"] = "NORTHWIND"
    sheet["A1"].font = Font(size=20, bold=True, color="1F4E79")
    sheet["A2"] = f"Daily performance summary, {month.start:%B %Y}"
    sheet["A2"].font = Font(size=12, italic=True)
    sheet["A3"] = "Prepared by: Workforce Management, Makati"


def _write_table(sheet: Worksheet, frame: pd.DataFrame) -> None:
    thin = Side(style="thin", color="9DB2C9")
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(HEADER_ROW, column, header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        cell.border = Border(bottom=thin)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(frame.itertuples(index=False), start=HEADER_ROW + 1):
        for column, (value, shown) in enumerate(zip(row, _FORMATS, strict=True), start=1):
            sheet.cell(number, column, value).number_format = shown
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"


def _write_totals(sheet: Worksheet, frame: pd.DataFrame) -> None:
    number = HEADER_ROW + 1 + len(frame)
    sheet.cell(number, 1, "Total")
    for column, header in enumerate(HEADERS[2:], start=3):
        sheet.cell(number, column, int(frame[header].sum())).number_format = "#,##0"
    for column in range(1, len(HEADERS) + 1):
        sheet.cell(number, column).font = Font(bold=True)
