"""The content of an OpenDocument workbook is read once for its facts, once for its rows."""

import zipfile
from io import BytesIO

from concord.adapters.workbook.ods_content import facts_of, repeated, rows_of
from tests.legacy_workbooks import ods_cell, ods_of

CELL = ods_cell("float", "1")
ROW = f"<table:table-row>{CELL}</table:table-row>"


def opened(tables: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(ods_of(tables)))


def sheet(name: str, inside: str = ROW) -> str:
    return f'<table:table table:name="{name}">{inside}</table:table>'


def test_sheets_stand_in_order_and_are_visible_unless_told() -> None:
    with opened(sheet("Daily") + sheet("Lists")) as container:
        found = facts_of(container).sheets
    assert [(s.title, s.sheet_state) for s in found] == [
        ("Daily", "visible"),
        ("Lists", "visible"),
    ]


def test_rows_are_those_of_the_asked_sheet_numbered_as_shown() -> None:
    gap = '<table:table-row table:number-rows-repeated="7"/>'
    grouped = f"<table:table-row-group>{ROW}</table:table-row-group>"
    with opened(sheet("Other", ROW * 3) + sheet("Daily", gap + grouped + ROW)) as container:
        assert [number for number, _ in rows_of(container, "Daily")] == [1, 8, 9]


def test_columns_hidden_and_cells_merged_are_placed() -> None:
    wide = ods_cell(
        *("string", "", "Calls"),
        'table:number-columns-spanned="2" table:number-rows-spanned="3"',
    )
    inside = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="filter" table:number-columns-repeated="16000"/>'
        f"{ROW}<table:table-row>{CELL}{wide}</table:table-row>"
    )
    with opened(sheet("Daily", inside)) as container:
        (found,) = facts_of(container).sheets
    assert found.hidden_columns == set(range(3, 200))
    assert [block.shown for block in found.merged] == ["B2:C4"]


def test_what_takes_values_from_elsewhere_is_named() -> None:
    linked = "<table:dde-links><table:dde-link/></table:dde-links>"
    with opened(sheet("Daily") + linked) as container:
        assert facts_of(container).outside == "dde-link"


def test_nothing_repeats_more_often_than_a_sheet_can_hold() -> None:
    written = '<table:table-row table:number-rows-repeated="{}"/>'
    for times, expected in (("0", 1), ("x", 1), ("5", 5), ("9" * 30, 1_100_001)):
        with opened(sheet("Daily", written.format(times))) as container:
            ((_, row),) = [(n, repeated(r, "rows")) for n, r in rows_of(container, "Daily")]
        assert row == expected
