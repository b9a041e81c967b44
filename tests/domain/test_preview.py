"""Previews: the rows that matter, under their addresses, with nothing raw and never too much."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.finding import Finding, Severity
from concord.domain.preview import (
    AROUND,
    BEGINNING,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_PLACES,
    Place,
    place_of,
    places_of,
    preview_of,
)
from concord.domain.table import Row, Table
from tests.reading_tables import row, table


def finding(where: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity=severity, rule="type", where=where, found="", expected="", message="")


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("Daily!D17", Place(row=17, column=3)),
        ("Daily!AA17", Place(row=17, column=26)),
        ("a!b!C4", Place(row=4, column=2)),
        ("Daily!17", Place(row=17)),
        ("Daily!B2:D2", Place(row=2, column=1)),
        ("D17", Place(row=17, column=3)),
        ("line 12", Place(row=12)),
        ("line 12, column 4", Place(row=12, column=3)),
        ("", None),
        ("Daily", None),
        ("Daily!", None),
        ("Daily!D0", None),
        ("line x", None),
    ],
)
def test_a_finding_names_its_place(where: str, place: Place | None) -> None:
    assert place_of(where) == place


def test_the_first_places_are_looked_at_and_each_row_once() -> None:
    found = ["", "Daily!B4", "Daily!C4", "Daily!7", "Daily!9", "Daily!11"]
    places = places_of(map(finding, found))
    assert [place.row for place in places] == [4, 7, 9]
    assert len(places) == MOST_PLACES
    assert places[0].column == 1


def test_errors_are_looked_at_before_the_rest() -> None:
    remarks = [finding(f"Daily!B{row}", Severity.WARNING) for row in range(2, 9)]
    places = places_of([*remarks, finding("Daily!B30")])
    assert [place.row for place in places] == [30, 2, 3]


LONG = table(*(row(number, f"a{number}", number) for number in range(1, 31)))


def test_without_a_place_the_beginning_is_shown() -> None:
    preview = preview_of(LONG, ())
    assert [each.number for each in preview.rows] == [1, 2, 3]
    assert preview.columns == ("A", "B")
    assert preview.rows[0].cells == ("a1", "1")
    assert preview.sheet == LONG.sheet


def test_the_rows_around_a_place_follow_the_beginning() -> None:
    preview = preview_of(LONG, (Place(row=10), Place(row=12)))
    assert [each.number for each in preview.rows] == [1, 2, 3, 8, 9, 10, 11, 12, 13, 14]


def test_rows_beyond_the_last_place_are_not_asked_for() -> None:
    def rows() -> Iterator[Row]:
        yield from LONG.rows
        raise AssertionError

    assert len(preview_of(Table(sheet=None, rows=rows()), (Place(row=8),)).rows) == 8


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [(None, "A", "H"), (0, "A", "H"), (6, "A", "H"), (7, "B", "I"), (39, "AH", "AN")],
)
def test_of_a_wide_table_the_columns_about_the_place_are_shown(
    column: int | None, first: str, last: str
) -> None:
    wide = table(row(1, *range(40)))
    columns = preview_of(wide, (Place(row=1, column=column),)).columns
    assert (columns[0], columns[-1]) == (first, last)


def test_content_is_cut_and_made_visible() -> None:
    preview = preview_of(table(row(1, "a\nb\u202e", "x" * 100), sheet="D\r"), ())
    cells = preview.rows[0].cells
    assert cells[0] == "a\\nb\\u202e"
    assert len(cells[1]) == LONGEST_CELL
    assert preview.sheet == "D\\r"


@given(
    st.lists(st.lists(st.text(max_size=60), max_size=20), max_size=40),
    st.lists(st.builds(Place, row=st.integers(1, 50), column=st.integers(0, 30)), max_size=3),
)
def test_a_preview_is_small_whatever_the_file(
    content: list[list[str]], places: list[Place]
) -> None:
    preview = preview_of(table(*(row(n, *cells) for n, cells in enumerate(content, 1))), places)
    assert len(preview.columns) <= MOST_COLUMNS
    assert len(preview.rows) <= BEGINNING + MOST_PLACES * (2 * AROUND + 1)
    assert all(len(each.cells) == len(preview.columns) for each in preview.rows)
    assert all(cell.isprintable() for each in preview.rows for cell in each.cells)
