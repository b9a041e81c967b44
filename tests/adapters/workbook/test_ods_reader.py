"""OpenDocument workbooks: the kinds of their cells, rows that repeat, what is hidden."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from concord.adapters.workbook.ods_reader import open_ods
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.source import SheetRule
from concord.domain.table import CellKind, Row, Table
from tests.legacy_workbooks import ods, ods_cell, ods_of


def opened(tmp_path: Path, content: bytes) -> tuple[Table, Sequence[Row], list[str]]:
    path = tmp_path / "landed"
    path.write_bytes(content)
    with open_ods(path, SheetRule()) as (table, findings):
        return table, list(table.rows), [finding.rule for finding in findings]


def drawn(inside: str, name: str = "Daily", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{inside}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


FORMULA = 'table:formula="of:=[.A1]"'


@pytest.mark.parametrize(
    ("cell", "kind", "read"),
    [
        (ods_cell("float", "500"), CellKind.NUMBER, Decimal(500)),
        (ods_cell("float", "5e-3"), CellKind.NUMBER, Decimal("0.005")),
        (ods_cell("string", text="manila"), CellKind.TEXT, "manila"),
        (ods_cell("string", more='office:string-value="cebu"'), CellKind.TEXT, "cebu"),
        (ods_cell("boolean", "true", "TRUE"), CellKind.BOOLEAN, True),
        (ods_cell("date", "2026-10-31"), CellKind.DATE, datetime(2026, 10, 31)),  # noqa: DTZ001 - cells have no zone
        (ods_cell("date", "2026-13-31"), CellKind.TEXT, "2026-13-31"),
        (ods_cell("time", "PT30H05M00.5S"), CellKind.TIME, timedelta(hours=30, seconds=300.5)),
        (ods_cell("time", "-PT01H"), CellKind.TIME, timedelta(hours=-1)),
        (ods_cell("time", "soon"), CellKind.TEXT, "soon"),
        (ods_cell("float", "0", "#DIV/0!", FORMULA), CellKind.ERROR, "#DIV/0!"),
        (ods_cell("string", "", "Err:502", FORMULA), CellKind.ERROR, "Err:502"),
        (
            ods_cell("string", "", "#N/A", 'calcext:value-type="error" xmlns:calcext="x"'),
            CellKind.ERROR,
            "#N/A",
        ),
        (ods_cell("", "", "", FORMULA), CellKind.FORMULA_WITHOUT_VALUE, None),
        (ods_cell("string", text="a<text:s text:c='2'/>b<text:tab/>c"), CellKind.TEXT, "a  b\tc"),
        (
            ods_cell("string", text="a<text:span>b</text:span><text:line-break/>c<text:s/>d"),
            CellKind.TEXT,
            "ab\nc d",
        ),
        (ods_cell("", text="#N/A as text"), CellKind.TEXT, "#N/A as text"),
    ],
)
def test_each_kind_of_cell(tmp_path: Path, cell: str, kind: CellKind, read: object) -> None:
    _, (found,), _ = opened(tmp_path, ods_of(drawn(row(cell))))
    assert (found.cells[0].kind, found.cells[0].value) == (kind, read)
    has_value = kind is not CellKind.FORMULA_WITHOUT_VALUE
    assert found.cells[0].is_formula is (FORMULA in cell and has_value)


def test_a_number_that_is_none_is_not_finite(tmp_path: Path) -> None:
    _, (found,), _ = opened(tmp_path, ods_of(drawn(row(ods_cell("float", "many")))))
    assert found.cells[0].shown == "NaN"


def test_percentages_and_amounts_say_so_by_their_format(tmp_path: Path) -> None:
    cells = (
        ods_cell("percentage", "0.95"),
        ods_cell("currency", "5", more='office:currency="EUR"'),
    )
    _, (found,), _ = opened(tmp_path, ods_of(drawn(row(*cells))))
    assert [cell.number_format for cell in found.cells] == ["0%", "[$EUR]0.00"]


def test_a_note_beside_a_cell_is_no_part_of_it(tmp_path: Path) -> None:
    noted = ods_cell("string", text="a<office:annotation><text:p>why</text:p></office:annotation>")
    _, (found,), _ = opened(tmp_path, ods_of(drawn(row(noted))))
    assert found.cells[0].value == "a"


def test_rows_and_cells_that_repeat_stand_as_often(tmp_path: Path) -> None:
    one, blank = ods_cell("float", "1"), "<table:table-cell/>"
    inside = (
        row(blank, more='table:number-rows-repeated="3"')
        + row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            ods_cell("float", "7", more='table:number-columns-repeated="3"'),
            more='table:number-rows-repeated="2"',
        )
        + row(one, '<table:table-cell table:number-columns-repeated="16383"/>')
        + row(blank, more='table:number-rows-repeated="1048570"')
    )
    _, rows, _ = opened(tmp_path, ods_of(drawn(inside)))
    assert [(r.number, r.width) for r in rows] == [(4, 5), (5, 5), (6, 1)]


def test_a_row_repeated_without_end_is_too_long(tmp_path: Path) -> None:
    endless = row(ods_cell("float", "1"), more='table:number-rows-repeated="99999999999"')
    with pytest.raises(UnreadableTableError) as caught:
        opened(tmp_path, ods_of(drawn(endless)))
    assert caught.value.finding.rule == "too-long"


def test_cells_far_to_the_right_are_strays(tmp_path: Path) -> None:
    gap = '<table:table-cell table:number-columns-repeated="249"/>'
    content = ods_of(drawn(row(ods_cell("float", "1"), gap, ods_cell("float", "2"))))
    _, (found,), _ = opened(tmp_path, content)
    assert (found.width, found.stray) == (1, 250)


def test_what_is_hidden_or_merged_is_known(tmp_path: Path) -> None:
    hidden = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    inside = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
        + row(ods_cell("string", text="Calls", more='table:number-columns-spanned="2"'))
        + row(ods_cell("float", "1"), more='table:visibility="filter"')
    )
    tables = drawn(inside) + drawn("", "Lists", 'table:style-name="ta2"')
    table, rows, remarks = opened(tmp_path, ods_of(tables, styles=hidden))
    assert [r.is_hidden for r in rows] == [False, True]
    assert table.hidden_columns == {1, 2}
    assert [block.shown for block in table.merged] == ["A1:B1"]
    assert remarks == ["hidden-sheet"]


def test_a_table_within_a_cell_is_no_sheet(tmp_path: Path) -> None:
    inner = drawn(row(ods_cell("float", "9")), "Inner")
    cell = f"<table:table-cell>{inner}</table:table-cell>"
    _, rows, _ = opened(tmp_path, ods_of(drawn(row(cell, ods_cell("float", "1")))))
    assert [[cell.value for cell in r.cells] for r in rows] == [[None, Decimal(1)]]


def test_macros_and_values_from_elsewhere_are_cautioned_against(tmp_path: Path) -> None:
    tables = drawn('<table:table-source table:name="x"/>' + row(ods_cell("float", "1")))
    content = ods_of(tables, extra={"Basic/Standard/Module1.xml": b"<x/>"})
    assert opened(tmp_path, content)[2] == ["macros", "external-link"]


def test_days_may_count_from_1904(tmp_path: Path) -> None:
    settings = (
        "<table:calculation-settings><table:null-date "
        'table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    table, _, _ = opened(tmp_path, ods_of(settings + drawn("")))
    assert table.day_zero.year == 1904
    assert opened(tmp_path, ods([]))[0].day_zero.year == 1899


def test_a_password_is_never_asked_for(tmp_path: Path) -> None:
    manifest = b'<manifest><encryption-data checksum="x"/></manifest>'
    with pytest.raises(UnreadableTableError) as caught:
        opened(tmp_path, ods_of("", extra={"META-INF/manifest.xml": manifest}))
    assert caught.value.finding.rule == "password-protected"
