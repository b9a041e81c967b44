"""Merged cells are filled in where the header's row is declared, and stop the file elsewhere."""

import pytest

from concord.domain.reading.header import find_header
from concord.domain.source import SheetRule
from concord.domain.table import MergedCells, Row, Table, column_index
from tests.reading_tables import row, source

NAMES = ("Date", "Site", "Offered")


def merged(text: str) -> MergedCells:
    """Return a range such as `A1:C1`, of columns with one letter."""
    first, _, last = text.partition(":")
    return MergedCells(
        first_row=int(first[1:]),
        last_row=int(last[1:]),
        first_column=column_index(first[0]),
        last_column=column_index(last[0]),
    )


def found(rows: tuple[Row, ...], range_: str, declared: int | None = None) -> str:
    """Return the rule of the first finding, or the places of the columns."""
    table = Table(sheet="Daily", rows=rows, merged=(merged(range_),))
    rule = SheetRule(header_row=declared)
    header, findings = find_header(table, source(sheet=rule), rows)
    return findings[0].rule if header is None else "".join(map(str, header.positions.values()))


WHOLE = (row(1, *NAMES, "Answered"),)


@pytest.mark.parametrize(
    ("range_", "read"),
    [
        ("C1:D1", "merged-header"),
        ("D1:E1", "merged-header"),
        ("A1:A2", "0123"),
        ("F1:G1", "0123"),
        ("A2:D2", "0123"),
    ],
)
def test_only_a_range_over_a_column_and_its_neighbour_hides_one(range_: str, read: str) -> None:
    assert found(WHOLE, range_) == read


def test_a_missing_column_may_be_behind_any_merged_header() -> None:
    assert found((row(1, *NAMES),), "F1:F2") == "merged-header"
    assert found((row(1, *NAMES),), "F3:G3") == "column-missing"


def test_a_declared_header_row_takes_the_text_above_it() -> None:
    rows = (row(1, "Date", "Site", "Calls"), row(2, None, "Site", "Offered", "Answered"))
    assert found(rows, "A1:A2", declared=2) == "0123"
    assert found(rows, "A1:A2") == "merged-header"
    assert found((row(1, *NAMES, "Answered"),), "A1:D2", declared=2) == "header-not-found"


def test_a_declared_header_that_spans_two_columns_is_two_of_a_name() -> None:
    assert found((row(1, *NAMES, None, "Answered"),), "C1:D1", declared=1) == "column-duplicated"


def test_a_range_that_begins_where_nothing_was_read_fills_nothing() -> None:
    assert found((row(4, *NAMES, "Answered"),), "A1:A4", declared=4) == "0123"
