"""Sheets: typed cells with the formats that people expect."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from concord.adapters.report_formats.sheet import Formats, Sheet, local_time
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)


def written(write: Callable[[Sheet], None], name: str = "Northwind") -> Worksheet:
    """Return the only sheet after `write` had it."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    report = replace(REPORT, partner_name=name)
    write(Sheet(workbook, Formats(workbook), "Sheet", report))
    workbook.close()
    found = openpyxl.load_workbook(target).active
    assert isinstance(found, Worksheet)
    return found


@pytest.mark.parametrize(
    ("value", "unit", "cell", "pattern"),
    [
        (Fraction(80), "percent", 0.8, "0.00%"),
        (Fraction("342.46"), "seconds", 342.46, "#,##0.0"),
        (Fraction(41286), "", 41286, "#,##0"),
        (Decimal("2.5"), "", 2.5, "#,##0.00"),
        (None, "percent", None, "General"),
    ],
)
def test_figures_are_numbers_with_formats(
    value: Fraction | Decimal | None, unit: str, cell: float | None, pattern: str
) -> None:
    found = written(lambda sheet: sheet.figure(value, unit))["A1"]
    assert (found.value, found.number_format) == (cell, pattern)


def test_moments_stand_on_the_reports_clock() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    local = local_time(moment, "Europe/Berlin")
    assert local == datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001 - cells hold wall-clock times
    assert written(lambda sheet: sheet.moment(local))["A1"].value == local
    assert local_time(None, "Europe/Berlin") is None


def test_columns_fit_what_stands_in_them_up_to_a_width() -> None:
    def write(sheet: Sheet) -> None:
        sheet.header(("A", "B"))
        sheet.text("x" * 30)
        sheet.text("y" * 300)
        sheet.next_row()
        sheet.finish()

    found = written(write)
    assert found.column_dimensions["A"].width == pytest.approx(32, abs=1)
    assert found.column_dimensions["B"].width == pytest.approx(60, abs=1)
    assert found["B2"].alignment.wrap_text
    assert found.auto_filter.ref == "A1:B2"


def test_a_sheet_without_rows_has_no_filter() -> None:
    def write(sheet: Sheet) -> None:
        sheet.header(("A", "B"))
        sheet.colour_outcomes(0)
        sheet.finish()

    assert written(write).auto_filter.ref is None


def test_an_ampersand_in_a_name_is_no_code_in_the_footer() -> None:
    found = written(lambda sheet: sheet.count(1), "Pick & Pack")
    assert found.oddFooter is not None
    assert found.oddFooter.left.text == "Pick && Pack, October 2026, version 1"


def test_pairs_hold_words_figures_or_nothing() -> None:
    def write(sheet: Sheet) -> None:
        sheet.pair("Words", "=1+1")
        sheet.pair("Whole", 3)
        sheet.pair("Part", Fraction(7, 2))
        sheet.pair("Nothing", None)

    found = written(write)
    assert [found.cell(row, 2).value for row in range(1, 5)] == ["=1+1", 3, 3.5, None]
    assert found["B1"].data_type == "s"
