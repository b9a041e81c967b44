"""Nothing is read unseen, and nothing far away is read at all."""

from dataclasses import replace

from concord.domain.reading.beside import Beside
from concord.domain.reading.header import Header
from concord.domain.table import Row
from tests.reading_tables import row, table

HEADER = Header(row=1, positions={"date": 0, "offered": 2, "answered": None})


def told(*rows: Row, hidden_columns: frozenset[int] = frozenset()) -> list[tuple[str, str, str]]:
    beside = Beside(table=replace(table(), hidden_columns=hidden_columns))
    for passed in beside.passing(rows):
        beside.count(passed)
    return [(f.rule, f.where, f.found) for f in beside.findings(HEADER)]


def test_an_ordinary_table_has_nothing_beside_it() -> None:
    assert told(row(2, "a", None, 1)) == []


def test_hidden_rows_are_counted_and_named() -> None:
    assert told(row(2, 1, hidden=True), row(3, 1), row(4, 1, hidden=True)) == [
        ("hidden-rows", "Daily!2", "2 hidden rows (2, 4)")
    ]


def test_only_hidden_columns_that_are_read_matter() -> None:
    assert told(hidden_columns=frozenset({1, 2})) == [
        ("hidden-columns", "Daily!C1", "1 hidden columns (C)")
    ]


def test_a_cell_in_the_last_corner_is_named_and_not_read() -> None:
    corner = Row(number=1_048_576, cells=(), stray=16_383)
    assert told(corner) == [("stray-cell", "Daily!XFD1048576", "XFD1048576")]


def test_many_strays_are_shortened() -> None:
    ((_, _, found),) = told(*(Row(number=n, cells=(), stray=300) for n in range(1, 99)))
    assert found.endswith("KO8, …")
