"""Where a table begins, and what of it is data."""

import pytest

from concord.domain.proposal.layout import find_table
from tests.proposals import Line, found, sheet


def test_the_header_is_found_below_a_title_block() -> None:
    table = found(
        ("NORTHWIND",), ("Summary", "October"), (), ("Date", "Calls"), ("1 Oct", 5), ("2 Oct", 6)
    )
    assert (table.header_row, [c.header for c in table.columns]) == (4, ["Date", "Calls"])
    assert [row.number for row in table.rows] == [5, 6]


def test_totals_and_notes_are_no_rows_of_data() -> None:
    table = found(
        ("Team", "Calls"), ("a", 5), ("Subtotal", 5), ("b", 6), ("Grand total:", 11), ("A note",)
    )
    assert [row.number for row in table.rows] == [2, 4]
    assert [row.number for row in table.totals] == [3, 5]


def test_a_header_that_stands_there_twice_is_no_column() -> None:
    table = found(("Team", "Value", "value "), ("a", 1, 2))
    assert [c.header for c in table.columns] == ["Team"]
    assert table.twins == ("Value", "value")
    assert table.signature == {"team"}


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (("A note", ""),),
        (("Team", "Calls"),),
        ((1, 2), (3, 4)),
        (("1.5", "2026-10-01"), ("3", "4")),
        (("Team", "Calls"), ("Total", 5)),
        (("Value", "Value"), (1, 2)),
        (("Team", "x" * 200), ("a", 1)),
        (("Team",), ("a",)),
        (("Made", "by", "Workforce", "Management", "Makati"), (5,)),
    ],
)
def test_what_has_no_header_above_figures_is_no_table(lines: tuple[Line, ...]) -> None:
    assert find_table(sheet(*lines)) is None


def test_a_column_without_a_header_is_left_out() -> None:
    table = found(("Team", None, "Calls", "\u200b"), ("a", "x", 1, "y"))
    assert [(c.header, c.position) for c in table.columns] == [("Team", 0), ("Calls", 2)]


def test_one_named_column_beside_twins_keeps_rows_of_a_single_cell() -> None:
    table = found(("Team", "Value", "Value"), ("a", 1, 2), ("b",))
    assert len(table.rows) == 2
