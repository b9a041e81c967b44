"""A number is a date or a time where its format says so, and stays a number elsewhere."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from concord.adapters.workbook.numeric_cell import DAY_ZERO, moment_cell, numeric_cell
from concord.domain.table import CellKind

DAY = datetime(2026, 10, 31)  # noqa: DTZ001 - cells have no zone


@pytest.mark.parametrize(
    ("number", "number_format", "kind", "value"),
    [
        (500.0, "General", CellKind.NUMBER, Decimal(500)),
        (0.1, "0.00", CellKind.NUMBER, Decimal("0.1")),
        (1e16, "0", CellKind.NUMBER, Decimal("1e16")),
        (46_326.0, "yyyy-mm-dd", CellKind.DATE, DAY),
        (0.25, "h:mm", CellKind.TIME, timedelta(hours=6)),
        (1.25, "[h]:mm", CellKind.TIME, timedelta(hours=30)),
        (1e9, "yyyy-mm-dd", CellKind.NUMBER, Decimal(10**9)),
        (float("inf"), "General", CellKind.NUMBER, Decimal("Infinity")),
    ],
)
def test_as_its_format_shows_it(
    number: float, number_format: str, kind: CellKind, value: object
) -> None:
    cell = numeric_cell(number, number_format, CALENDAR_WINDOWS_1900)
    assert (cell.kind, cell.value, cell.is_formula) == (kind, value, False)


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_the_number_behind_a_day_counts_from_day_zero(epoch: datetime) -> None:
    cell = moment_cell(date(2026, 10, 31), "yyyy-mm-dd", epoch, is_formula=True)
    assert (cell.value, cell.is_formula) == (DAY, True)
    assert cell.serial == (date(2026, 10, 31) - DAY_ZERO[epoch]).days


def test_a_time_of_day_is_what_has_passed_of_it() -> None:
    cell = moment_cell(time(6, 30, 0, 5), "h:mm", CALENDAR_WINDOWS_1900)
    assert cell.value == timedelta(hours=6, minutes=30, microseconds=5)
