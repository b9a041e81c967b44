"""Which files are read at all, and how values are written as words."""

from fractions import Fraction
from pathlib import Path

import pytest

from concord.adapters.duckdb_observations.rows import as_words, in_order
from concord.domain.source import ColumnType, Restates
from tests.builders import column, expression, kpi, observation_file, period, source
from tests.stored_places import Place

ROOT = Path("/observations")
SENT = [
    observation_file("2026-09"),
    observation_file("2026-10", "aa11", "first"),
    observation_file("2026-10", "bb22", "second"),
    observation_file("2026-11"),
]


@pytest.mark.parametrize(
    ("restates", "asked", "numbers"),
    [
        (Restates.ROWS, ["2026-10"], [1, 2]),
        (Restates.FILE, ["2026-10"], [2]),
        (Restates.ROWS, ["2026-Q4"], [1, 2, 3]),
        (Restates.ROWS, ["2026-W40"], [0, 1, 2]),
        (Restates.ROWS, ["2026-09", "2026-11"], [0, 3]),
        (Restates.ROWS, ["2026-12"], []),
    ],
)
def test_only_files_that_can_hold_rows_are_read(
    restates: Restates, asked: list[str], numbers: list[int]
) -> None:
    found = in_order(ROOT, source(restates=restates), SENT, map(period, asked))
    assert [stored.number for stored in found] == numbers


def test_a_file_lies_below_the_first_digits_of_its_hash() -> None:
    found = in_order(ROOT, source(), SENT, [period("2026-10")])
    assert [str(stored.path) for stored in found] == [
        "/observations/aa/aa11.parquet",
        "/observations/bb/bb22.parquet",
    ]
    assert [stored.newest for stored in found] == [False, True]


def test_only_decimals_lose_their_idle_zeros() -> None:
    assert "rtrim" in as_words(column("rate", ColumnType.PERCENT))
    assert "rtrim" not in as_words(column("answered", ColumnType.COUNT))


@pytest.mark.parametrize("name", ["file_index", "filename", "FILE_INDEX"])
def test_a_column_may_be_named_as_duckdb_names_its_own(name: str, files: Place) -> None:
    odd = source(columns=(column("date", ColumnType.DATE), column(name)), key=("date",))
    october, november = period("2026-10"), period("2026-11")
    sent = [
        files.keep(odd, october, [{"date": october.start, name: 7}], "first"),
        files.keep(odd, october, [{"date": october.start, name: 8}], "second"),
        files.keep(odd, november, [{"date": november.start, name: 9}], "third"),
    ]
    total = kpi(by=(), numerator=expression(f'sum("{name}")'), denominator=expression("count(*)"))
    found = files.observations.measure(total, odd, sent, [october, november])
    assert [m.numerator for m in found] == [Fraction(8), Fraction(9)]
    assert [m.submissions for m in found] == [("second",), ("third",)]
