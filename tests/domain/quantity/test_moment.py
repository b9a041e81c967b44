"""Dates and times of day: written in one way only."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import QuantityError, parse_date, parse_time_of_day


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (parse_time_of_day, "9:05", time(9, 5)),
        (parse_time_of_day, "09:05", time(9, 5)),
        (parse_time_of_day, "00:00", time(0)),
        (parse_time_of_day, "23:59", time(23, 59)),
        (parse_date, "2028-02-29", date(2028, 2, 29)),
        (parse_date, "0001-01-01", date.min),
    ],
)
def test_these_are_read(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_time_of_day, text)
        for text in (
            "24:00",
            "12:60",
            "5 pm",
            "17",
            "1700",
            "17:0",
            "17:00:00",
            "017:00",
            "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT SEVEN}:00",
        )
    ]
    + [
        (parse_date, text)
        for text in [
            "2026-02-30",
            "2027-02-29",
            "0000-01-01",
            "2026-13-01",
            "31/10/2026",
            "20261031",
            "2026-10-1",
            "2026-W44-6",
            "2026-304",
            "2026-10-31T00:00",
            "\N{FULLWIDTH DIGIT TWO}026-10-31",
        ]
    ],
)
def test_a_doubtful_one_is_an_error(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read(text)
    assert refused.value.found == text


def test_a_day_that_does_not_exist_is_told_from_a_wrong_spelling() -> None:
    with pytest.raises(QuantityError, match="a date that exists"):
        parse_date("2026-02-30")
    with pytest.raises(QuantityError, match="such as 2026-10-31"):
        parse_date("30.02.2026")


@given(st.dates(), st.integers(0, 23), st.integers(0, 59))
def test_dates_and_times_survive_being_written(day: date, hour: int, minute: int) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_time_of_day(f"{hour}:{minute:02d}") == time(hour, minute)
