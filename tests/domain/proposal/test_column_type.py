"""The type that reads most of the cells under a header."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from concord.domain.proposal.column_type import PlacedCell, TypedColumn, typed_column
from concord.domain.proposal.marks import Mark
from concord.domain.source import ColumnType, DurationUnit, TextFormat
from tests.builders import source
from tests.proposals import cell, error

ZERO = date(1899, 12, 30)


def column(header: str, *values: object, text: TextFormat | None = None) -> TypedColumn:
    cells = [
        PlacedCell(cell=cell(value), file="f.xlsx", where=f"A{n}", zero=ZERO)
        for n, value in enumerate(values, start=2)
    ]
    by = source(
        text=text or TextFormat(date_order="dmy", null_tokens=("n/a",)), zone=ZoneInfo("UTC")
    )
    return typed_column("name", (header,), cells, by)


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Date", date(2026, 10, 1), ColumnType.DATE),
        ("Datum", "03.10.2026", ColumnType.DATE),
        ("Start", datetime(2026, 10, 1, 7, 9), ColumnType.TIMESTAMP),  # noqa: DTZ001 - cells have no zone
        ("Start", "2026-10-01 07:09", ColumnType.TIMESTAMP),
        ("Calls", 5, ColumnType.COUNT),
        ("Anrufe", "5", ColumnType.COUNT),
        ("Hours", Decimal("7.5"), ColumnType.NUMBER),
        ("Rate", "95 %", ColumnType.PERCENT),
        ("Rate %", 95, ColumnType.PERCENT),
        ("Handle time (s)", 340, ColumnType.DURATION),
        ("AHT", timedelta(seconds=340), ColumnType.DURATION),
        ("AHT", "0:05:40", ColumnType.DURATION),
        ("Agent", "004711", ColumnType.TEXT),
        ("Number", "1234567890123", ColumnType.TEXT),
        ("Site", "Cebu", ColumnType.TEXT),
        ("Year", 2026, ColumnType.COUNT),
        ("Balance", -5, ColumnType.NUMBER),
    ],
)
def test_cells_tell_their_type(header: str, value: object, expected: ColumnType) -> None:
    read = column(header, value, value)
    assert read.column.type is expected
    assert read.column.required
    assert read.note.mark is Mark.GUESS


def test_a_percentage_is_told_by_its_format_too() -> None:
    shown = cell(Decimal("0.95"), number_format="0.0%")
    assert column("Rate", shown, shown).numbers == (Decimal(95), Decimal(95))


def test_a_unit_is_named_by_the_header_or_for_a_person_to_confirm() -> None:
    named, unnamed = column("Wait (min)", 3), column("Wait time", 3)
    assert (named.column.unit, named.note.mark) == (DurationUnit.MINUTES, Mark.GUESS)
    assert (unnamed.column.unit, unnamed.note.mark) == (DurationUnit.SECONDS, Mark.CONFIRM)
    assert column("Wait time", timedelta(seconds=3)).column.unit is None


def test_days_as_plain_numbers_are_for_a_person_to_confirm() -> None:
    read = column("Date", 46_296, 46_297)
    assert (read.column.type, read.note.mark) == (ColumnType.DATE, Mark.CONFIRM)
    assert read.values[0] == date(2026, 10, 1)


def test_blank_cells_make_a_column_optional() -> None:
    read = column("Calls", 5, None, "n/a", "\u200b", 6)
    assert not read.column.required
    assert read.values == (Decimal(5), None, None, None, Decimal(6))
    assert read.bad == ()


def test_a_slip_is_told_with_its_cell() -> None:
    read = column("Calls", 1, 2, 3, 4, 5, 6, "folgt")
    assert read.column.type is ColumnType.COUNT
    assert [bad.where for bad in read.bad] == ["A8"]
    assert (read.note.mark, "'folgt' (f.xlsx A8)" in read.note.why) == (Mark.CONFIRM, True)


def test_a_column_without_content_is_an_optional_text() -> None:
    read = column("Remark", None, None)
    assert (read.column.type, read.column.required) == (ColumnType.TEXT, False)
    assert read.is_readable


def test_cells_of_no_type_cannot_be_read() -> None:
    flags = (cell(value=True), cell(value=False))
    assert not column("Is blue", *flags).is_readable
    assert not column("Ratio", error("#DIV/0!"), error("#DIV/0!"), "x").is_readable


def test_texts_are_no_numbers() -> None:
    assert column("Site", "Cebu", "Manila").numbers == (None, None)
