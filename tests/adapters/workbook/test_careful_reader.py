"""The careful reader keeps apart what looks alike: errors, formulas, dates, truths, blanks."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from concord.adapters.workbook.careful_reader import open_sheet
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.source import SheetRule
from concord.domain.table import Cell, CellKind, Row
from tests.broken_workbooks import saved, workbook, workbook_with


def rows(path: Path, content: bytes, sheet: str = "") -> list[Row]:
    file = path / "landed"
    file.write_bytes(content)
    with open_sheet(file, SheetRule(name=sheet)) as (table, _):
        return list(table.rows)


def only_cell(tmp_path: Path, value: object, number_format: str = "") -> Cell:
    made = Workbook()
    made.worksheets[0].append([value])
    cell = made.worksheets[0]["A1"]
    if number_format:
        cell.number_format = number_format
    (row,) = rows(tmp_path, saved(made))
    return row.cells[0]


def refused(tmp_path: Path, content: bytes, sheet: str = "") -> tuple[str, str]:
    with pytest.raises(UnreadableTableError) as caught:
        rows(tmp_path, content, sheet)
    return (caught.value.finding.rule, caught.value.finding.found)


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("manila", CellKind.TEXT, "manila"),
        ("99.95", CellKind.TEXT, "99.95"),
        (410, CellKind.NUMBER, Decimal(410)),
        (0.1, CellKind.NUMBER, Decimal("0.1")),
        (True, CellKind.BOOLEAN, True),
        ("#DIV/0!", CellKind.ERROR, "#DIV/0!"),
        (datetime(2026, 10, 31, 8, 30), CellKind.DATE, datetime(2026, 10, 31, 8, 30)),  # noqa: DTZ001 - cells have no zone
        (date(2026, 10, 31), CellKind.DATE, datetime(2026, 10, 31)),  # noqa: DTZ001 - as above
        (time(0, 6, 30), CellKind.TIME, timedelta(minutes=6, seconds=30)),
        (timedelta(hours=30), CellKind.TIME, timedelta(hours=30)),
    ],
)
def test_each_kind_of_cell(tmp_path: Path, value: object, kind: CellKind, read: object) -> None:
    cell = only_cell(tmp_path, value)
    assert (cell.kind, cell.value) == (kind, read)


def test_a_percentage_is_a_number_that_says_so_by_its_format(tmp_path: Path) -> None:
    cell = only_cell(tmp_path, 0.815, "0.0%")
    assert (cell.value, cell.number_format) == (Decimal("0.815"), "0.0%")


def test_a_formula_without_a_saved_value_is_not_blank(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["Offered", "=1+1"])
    (row,) = rows(tmp_path, saved(made))
    assert [cell.kind for cell in row.cells] == [CellKind.TEXT, CellKind.FORMULA_WITHOUT_VALUE]


def test_rows_keep_the_numbers_that_the_sheet_shows(tmp_path: Path) -> None:
    found = rows(tmp_path, workbook((None, "Northwind"), (), ("Date", "Offered")))
    assert [(row.number, row.width) for row in found] == [(1, 2), (3, 2)]


def test_hidden_rows_are_read_and_marked(tmp_path: Path) -> None:
    made = Workbook()
    for number in range(3):
        made.worksheets[0].append([number])
    made.worksheets[0].row_dimensions[2].hidden = True
    assert [row.is_hidden for row in rows(tmp_path, saved(made))] == [False, True, False]


def test_a_sheet_that_understates_its_size_loses_nothing(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v>'
        b'</c></row><row r="2"><c r="B2"><v>3</v></c></row></sheetData></worksheet>'
    )
    found = rows(tmp_path, workbook_with({"xl/worksheets/sheet1.xml": sheet}))
    assert [[cell.value for cell in row.cells] for row in found] == [[1, 2], [None, 3]]


def test_workbooks_that_count_from_1904_say_so(tmp_path: Path) -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.worksheets[0].append([date(2026, 10, 31)])
    file = tmp_path / "landed"
    file.write_bytes(saved(made))
    with open_sheet(file, SheetRule()) as (table, _):
        (row,) = table.rows
    assert table.day_zero == date(1904, 1, 1)
    assert row.cells[0].value == datetime(2026, 10, 31)  # noqa: DTZ001 - cells have no zone
    assert row.cells[0].serial == (date(2026, 10, 31) - table.day_zero).days


def two_sheets(**states: str) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, state in states.items():
        sheet = made.create_sheet(title)
        sheet.append([title])
        sheet.sheet_state = state
    return saved(made)


def test_the_only_visible_sheet_is_meant_and_hidden_ones_are_remarked(tmp_path: Path) -> None:
    file = tmp_path / "landed"
    file.write_bytes(two_sheets(Daily="visible", Lists="hidden"))
    with open_sheet(file, SheetRule()) as (table, findings):
        assert table.sheet == "Daily"
    assert [(f.rule, f.found) for f in findings] == [("hidden-sheet", "'Lists'")]


def test_a_named_sheet_may_differ_in_case_and_space(tmp_path: Path) -> None:
    content = two_sheets(Daily="visible", Weekly="visible")
    assert rows(tmp_path, content, "daily ")[0].cells[0].value == "Daily"


def test_a_hidden_sheet_is_read_when_the_agreement_names_it(tmp_path: Path) -> None:
    content = two_sheets(Daily="visible", Lists="veryHidden")
    assert rows(tmp_path, content, "Lists")[0].cells[0].value == "Lists"


def test_none_is_chosen_among_several_and_none_invented(tmp_path: Path) -> None:
    content = two_sheets(Daily="visible", Weekly="visible")
    assert refused(tmp_path, content) == ("sheet-ambiguous", "'Daily', 'Weekly'")
    assert refused(tmp_path, content, "Monthly")[0] == "sheet-not-found"


def test_merged_cells_are_hinted_at_where_they_may_hide_a_header(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["Calls"])
    made.worksheets[0].merge_cells("A1:C1")
    file = tmp_path / "landed"
    file.write_bytes(saved(made))
    with open_sheet(file, SheetRule()) as (table, _):
        assert "A1:C1" in table.hint


def test_a_sheet_wider_than_any_delivery_is_refused_with_its_place(tmp_path: Path) -> None:
    assert refused(tmp_path, workbook(tuple(range(201)))) == ("too-wide", "more than 200 columns")


def test_a_sheet_longer_than_any_delivery_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("concord.adapters.workbook.row_limits.MAX_ROWS", 2)
    assert refused(tmp_path, workbook((1,), (2,), (3,)))[0] == "too-long"


values = st.one_of(
    st.integers(-(10**15), 10**15),
    # Workbooks keep 15 digits of a number.
    st.decimals(-(10**9), 10**9, places=4).map(float),
    st.text(
        st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
    ).filter(lambda text: text.strip() and text[0] not in "=#'"),
    st.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=8))
def test_what_was_written_is_what_is_read(table: list[list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        found = rows(Path(folder), workbook(*table))
    read = [
        [cell.value for cell in row.cells[: len(t)]] for row, t in zip(found, table, strict=True)
    ]
    assert read == [
        [v if isinstance(v, bool | str) else Decimal(repr(v)) for v in row] for row in table
    ]


def test_a_workbook_in_the_strict_form_is_named_for_what_it_is(tmp_path: Path) -> None:
    strict = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    content = workbook_with({"xl/workbook.xml": strict})
    rule, found = refused(tmp_path, content)
    assert (rule, "strict form" in found) == ("unsupported-type", True)
