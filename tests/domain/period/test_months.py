"""Months are not equally long: days that a month lacks become its last."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period.months import add_months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_clamp_at_the_months_end(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)),
    st.integers(min_value=-500, max_value=500),
)
def test_months_there_and_back_lose_no_more_than_the_months_end(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back == day or back.day >= 28
