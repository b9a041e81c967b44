"""Rows lie in periods by the calendar, or day by day where the calendar has no such cut."""

import pytest

from concord.adapters.duckdb_observations.placing import placings
from tests.builders import period, source


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ("2026-10-31", "date_trunc('day', _day)::DATE"),
        ("2026-W44", "date_trunc('week', _day)::DATE"),
        ("2026-10", "date_trunc('month', _day)::DATE"),
        ("2026-Q4", "date_trunc('quarter', _day)::DATE"),
        ("2026", "date_trunc('year', _day)::DATE"),
        ("2026-H2", "_asked"),
        ("2026-10/P3M", "_asked"),
    ],
)
def test_only_periods_that_sql_cannot_cut_are_joined(asked: str, by: str) -> None:
    (placing,) = placings(source(), [period(asked)])
    assert placing.asked == by
    assert bool(placing.tables) is (by == "_asked")
    assert list(placing.periods.values()) == [period(asked)]


def test_without_a_day_rows_are_joined_with_periods() -> None:
    (placing,) = placings(source(day_column=None), [period("2026-10")])
    assert placing.tables
    assert placing.all_rows in placing.rows


def test_each_length_is_placed_on_its_own() -> None:
    asked = [period(text) for text in ("2026-10", "2026-Q4", "2026-11")]
    found = [list(placing.periods.values()) for placing in placings(source(), asked)]
    assert found == [[asked[0], asked[2]], [asked[1]]]


def test_nothing_asked_places_nothing() -> None:
    assert list(placings(source(), [])) == []
