"""Rows are counted where they lie; those without a day wherever their file may."""

from datetime import date

import pytest

from concord.adapters.duckdb_observations.cells import Counting
from concord.adapters.duckdb_observations.placing import placings
from concord.domain.coverage import Coverage, CoverageUnit
from tests.builders import observation_file, period, source

BY_DAY = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))
FILES = [observation_file("2026-10"), observation_file("2026-11")]


@pytest.mark.parametrize("asked", [["2026-10", "2026-11"], ["2026-11/P2M", "2027-01/P2M"]])
def test_a_row_without_a_day_counts_where_its_file_s_period_does(asked: list[str]) -> None:
    counting = Counting(source=BY_DAY, columns=["site"])
    (placing,) = placings(BY_DAY, list(map(period, asked)))
    (first, _), *_ = placing.periods.items()
    rows = [
        (first, None, date(2026, 10, 1), 2, 1, "cebu"),
        (None, 0, None, 0, 3, "cebu"),
        (None, 0, None, 0, 4, None),
    ]
    found = list(counting.cells(rows, placing, FILES))
    october = [p for p in map(period, asked) if p.overlaps(FILES[0].period)]
    assert [(c.period, c.day, c.values, c.accepted, c.invalid) for c in found] == [
        (period(asked[0]), date(2026, 10, 1), (("site", "cebu"),), 2, 1),
        *((each, None, (("site", "cebu"),), 0, 3) for each in october),
        *((each, None, (("site", None),), 0, 4) for each in october),
    ]


def test_dated_and_undated_rows_of_whole_periods_are_counted_together() -> None:
    counting = Counting(source=source(), columns=[])
    (placing,) = placings(source(), [period("2026-10")])
    rows = [(date(2026, 10, 1), None, None, 2, 1), (None, 0, None, 0, 3)]
    (cell,) = counting.cells(rows, placing, FILES)
    assert (cell.accepted, cell.invalid) == (2, 4)


def test_periods_that_were_not_asked_for_are_left_out() -> None:
    counting = Counting(source=source(), columns=[])
    (placing,) = placings(source(), [period("2026-10")])
    assert list(counting.cells([(date(2026, 12, 1), None, None, 2, 1)], placing, FILES)) == []
