"""What is left out: each moment once, in whatever order it is put together."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.relief import NOTHING, LeftOut

START = datetime(2026, 10, 1)  # noqa: DTZ001 - on the source's clock
HOUR = timedelta(hours=1)


def on(*days: int) -> frozenset[date]:
    return frozenset(date(2026, 10, day) for day in days)


def window(begin: int, end: int) -> LeftOut:
    """Return hours of October, counted from its first midnight."""
    return LeftOut(windows=((START + begin * HOUR, START + end * HOUR),))


def some() -> st.SearchStrategy[LeftOut]:
    hours = st.tuples(st.integers(0, 400), st.integers(1, 60))
    windows = hours.map(lambda pair: NOTHING | window(pair[0], pair[0] + pair[1]))
    days = st.sets(st.integers(1, 31)).map(lambda numbers: LeftOut(days=on(*numbers)))
    return st.one_of(windows, days, st.just(NOTHING))


@given(some())
def test_nothing_added_changes_nothing(one: LeftOut) -> None:
    assert one | NOTHING == one
    assert NOTHING | one == one


@given(some())
def test_what_is_left_out_twice_is_left_out_once(one: LeftOut) -> None:
    assert one | one == one


@given(some(), some(), some())
def test_the_order_does_not_matter(one: LeftOut, other: LeftOut, third: LeftOut) -> None:
    assert one | other == other | one
    assert (one | other) | third == one | (other | third)


@given(some(), some())
def test_whole_days_are_among_the_days_touched(one: LeftOut, other: LeftOut) -> None:
    both = one | other
    assert both.whole_days <= both.touched
    assert both.whole_days >= one.whole_days | other.whole_days
    assert both.touched == one.touched | other.touched


@pytest.mark.parametrize(
    ("begin", "end", "whole", "touched"),
    [
        (0, 24, on(1), on(1)),
        (0, 23, on(), on(1)),
        (1, 24, on(), on(1)),
        (1, 25, on(), on(1, 2)),
        (24, 72, on(2, 3), on(2, 3)),
        (23, 73, on(2, 3), on(1, 2, 3, 4)),
        (30, 31, on(), on(2)),
    ],
)
def test_a_day_is_whole_from_midnight_to_midnight(
    begin: int, end: int, whole: frozenset[date], touched: frozenset[date]
) -> None:
    found = window(begin, end)
    assert (found.whole_days, found.touched) == (whole, touched)


def test_two_windows_that_meet_make_a_whole_day() -> None:
    assert (window(0, 12) | window(12, 24)).whole_days == on(1)
    assert (window(0, 12) | window(13, 24)).whole_days == on()


def test_days_in_a_row_are_one_stretch() -> None:
    found = LeftOut(days=on(1, 2, 5)) | window(48, 72)
    assert found.stretches == (
        (date(2026, 10, 1), date(2026, 10, 3)),
        (date(2026, 10, 5), date(2026, 10, 5)),
    )


def test_nothing_is_left_out_by_nothing() -> None:
    assert not NOTHING
    assert window(0, 1)
    assert LeftOut(days=on(1))
