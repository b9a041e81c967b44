"""Rows are as wide as what they hold; what lies far away is no part of them."""

from decimal import Decimal

import pytest

from concord.adapters.workbook import row_limits as module
from concord.adapters.workbook.limits import MAX_COLUMNS
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.row_limits import placed_row, within_limits
from concord.domain.table import EMPTY, Cell, CellKind, Row

ONE = Cell(kind=CellKind.NUMBER, value=Decimal(1))
LAST = MAX_COLUMNS - 1


@pytest.mark.parametrize(
    ("places", "width", "stray"),
    [
        ((), 0, None),
        ((0, 2), 3, None),
        ((LAST,), MAX_COLUMNS, None),
        ((0, MAX_COLUMNS), 1, MAX_COLUMNS),
        ((16_383, 300), 0, 300),
    ],
)
def test_cells_by_their_places(places: tuple[int, ...], width: int, stray: int | None) -> None:
    row = placed_row(7, dict.fromkeys(places, ONE))
    assert (len(row.cells), row.stray) == (width, stray)


def test_empty_cells_are_not_far_away() -> None:
    assert placed_row(1, {0: ONE, 5: EMPTY, 900: EMPTY}) == Row(number=1, cells=(ONE,))


def test_only_rows_that_hold_something_pass() -> None:
    rows = [placed_row(1, {}), placed_row(2, {0: ONE}), placed_row(3, {999: ONE})]
    assert [row.number for row in within_limits("Daily", rows)] == [2, 3]


def refused(*rows: Row) -> tuple[str, str]:
    with pytest.raises(UnreadableTableError) as caught:
        list(within_limits("Daily", rows))
    return caught.value.finding.rule, caught.value.finding.where


def test_a_row_filled_to_the_end_and_beyond_is_too_wide() -> None:
    full = dict.fromkeys(range(MAX_COLUMNS), ONE)
    assert list(within_limits("Daily", [placed_row(1, full)]))
    assert refused(placed_row(4, {**full, MAX_COLUMNS: ONE})) == ("too-wide", "Daily!4")


def test_more_rows_than_a_sheet_has_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    rows = [placed_row(number, {0: ONE}) for number in (1, 2, 3)]
    assert refused(*rows) == ("too-long", "Daily!3")
