"""Rows: their order, the files they come in and how often they are asked change no figure.

The figures are those of the stored files.  Each example asks for many months at once, so that
ninety examples are a thousand periods.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.adapters.duckdb_observations import DuckDbObservations
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod
from concord.ports import ObservationFile
from tests.builders import kpi, months, period, source
from tests.stored_rows import store_rows

pytestmark = pytest.mark.journey

MONTHS = tuple(period(month) for month in months("2024-01", 12))
SITES = ("cebu", "manila")
SOURCE = source()
RATE = kpi()
thorough = settings(
    max_examples=90, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Row = dict[str, date | str | int]
Cell = tuple[int, int, str, int, int]
"""Month, day, site, offered, answered."""

cells = st.lists(
    st.tuples(
        st.integers(0, len(MONTHS) - 1),
        st.integers(1, 28),
        st.sampled_from(SITES),
        st.integers(0, 2_000_000_000_000),
        st.integers(0, 2_000_000_000_000),
    ).map(lambda cell: (*cell[:3], max(cell[3:]), min(cell[3:]))),
    unique_by=lambda cell: cell[:3],
    max_size=40,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def rows_of(month: int, found: Sequence[Cell]) -> list[Row]:
    start = MONTHS[month].start
    return [
        {"date": start.replace(day=day), "site": site, "offered": offered, "answered": answered}
        for number, day, site, offered, answered in found
        if number == month
    ]


def stored(root: Path, found: Sequence[Cell], sent_as: str = "a") -> list[ObservationFile]:
    """Store what was found in one file a month."""
    by_month = ((number, rows_of(number, found)) for number in range(len(MONTHS)))
    return [
        store_rows(root, SOURCE, MONTHS[number], rows, f"{sent_as}-{number}")
        for number, rows in by_month
        if rows
    ]


Figures = dict[tuple[MeasurementPeriod, Dimension], tuple[Fraction | None, Fraction | None]]


def figures(root: Path, files: Sequence[ObservationFile]) -> Figures:
    measured = DuckDbObservations(root).measure(RATE, SOURCE, files, MONTHS)
    return {(m.period, m.dimension): (m.numerator, m.denominator) for m in measured}


def counted(found: Sequence[Cell]) -> Figures:
    """Return the sums by months and sites, as anybody adds them up."""
    sums: dict[tuple[MeasurementPeriod, Dimension], list[int]] = defaultdict(lambda: [0, 0])
    for number, _, site, offered, answered in found:
        for dimension in (TOTAL, (("site", site),)):
            sums[MONTHS[number], dimension][0] += answered
            sums[MONTHS[number], dimension][1] += offered
    return {place: (Fraction(good), Fraction(all_)) for place, (good, all_) in sums.items()}


@thorough
@given(cells, st.randoms(use_true_random=False))
def test_rows_add_up_in_any_order_and_however_often_they_are_asked(
    root: Path, found: list[Cell], chance: Random
) -> None:
    once = figures(root, stored(root, found))
    shuffled = list(found)
    chance.shuffle(shuffled)
    files = stored(root, shuffled, "b")
    assert once == figures(root, files) == figures(root, files) == counted(found)


@thorough
@given(cells, st.data())
def test_rows_may_come_in_several_files(
    root: Path, found: list[Cell], data: st.DataObject
) -> None:
    parts: list[list[Cell]] = [[], [], []]
    for cell in found:
        parts[data.draw(st.integers(0, 2))].append(cell)
    files = [file for n, part in enumerate(parts) for file in stored(root, part, f"part {n}")]
    assert figures(root, data.draw(st.permutations(files))) == counted(found)


@thorough
@given(cells, cells)
def test_the_newest_row_of_a_key_counts_as_if_the_older_had_never_come(
    root: Path, first: list[Cell], then: list[Cell]
) -> None:
    newest = {cell[:3]: cell for cell in (*first, *then)}
    both = [*stored(root, first, "first"), *stored(root, then, "then")]
    assert figures(root, both) == counted(list(newest.values()))
    again = [*both, *stored(root, then, "once more")]
    assert figures(root, again) == counted(list(newest.values()))


@thorough
@given(cells)
def test_a_total_is_the_ratio_of_sums_and_lies_between_those_of_its_parts(
    root: Path, found: list[Cell]
) -> None:
    measured = DuckDbObservations(root).measure(RATE, SOURCE, stored(root, found), MONTHS)
    by_month: dict[MeasurementPeriod, dict[Dimension, Fraction | None]] = defaultdict(dict)
    for one in measured:
        by_month[one.period][one.dimension] = one.value
    for values in by_month.values():
        total = values.pop(TOTAL)
        parts = [value for value in values.values() if value is not None]
        assert (total is None) == (not parts)
        if total is not None:
            assert min(parts) <= total <= max(parts)
            assert 0 <= total <= Decimal(100)
