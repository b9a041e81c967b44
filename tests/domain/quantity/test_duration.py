"""Elapsed time: exact, and never a month."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import (
    QuantityError,
    duration_words,
    parse_business_hours,
    parse_duration,
)
from concord.domain.quantity.duration import parse_seconds

DURATIONS = st.timedeltas(min_value=timedelta(0), max_value=timedelta.max)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 s", timedelta(seconds=20)),
        ("20s", timedelta(seconds=20)),
        ("1 second", timedelta(seconds=1)),
        ("45 min", timedelta(minutes=45)),
        ("1 minute", timedelta(minutes=1)),
        ("4 hours", timedelta(hours=4)),
        ("1.5 h", timedelta(minutes=90)),
        ("1,000 hours", timedelta(hours=1000)),
        ("0 s", timedelta(0)),
        ("0.1 s", timedelta(milliseconds=100)),
        ("0.000001 s", timedelta(microseconds=1)),
        ("0.3 h", timedelta(minutes=18)),
        ("PT20S", timedelta(seconds=20)),
        ("PT0.25S", timedelta(milliseconds=250)),
        ("PT4H30M", timedelta(hours=4, minutes=30)),
        ("PT90M", timedelta(minutes=90)),
        ("P1DT2H", timedelta(hours=26)),
        ("P2D", timedelta(days=2)),
        ("PT1H0M1S", timedelta(hours=1, seconds=1)),
        ("999999999 h", timedelta(hours=999999999)),
    ],
)
def test_these_are_read(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "20 m",
        "20 M",
        "20 mins",
        "20 S",
        "1:30",
        "1 h 30 min",
        "1 month",
        "2 days",
        "3 d",
        "-20 s",
        "+20 s",
        "\N{MINUS SIGN}20 s",
        "-0 s",
        "1e3 s",
        "1,5 h",
        ".5 h",
        "\N{ARABIC-INDIC DIGIT THREE} s",
        "\N{FULLWIDTH DIGIT THREE} s",
        "1 h.",
        "P",
        "PT",
        "P1DT",
        "P1M",
        "P1Y",
        "P1Y2D",
        "P3W",
        "PT1.5H",
        "PT0,5S",
        "PT.5S",
        "-PT20S",
        "pt20s",
        "PT20",
        "PT1M1H",
        "P1D2H",
        "PT20SS",
        "P 1D",
        "T20S",
        "PT20S PT20S",
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(text: str) -> None:
    with pytest.raises(QuantityError, match="such as 20 s, 45 min, 4 hours or PT4H30M"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.0000001 s", "whole microseconds"),
        ("PT0.1234567S", "whole microseconds"),
        ("0.0000000001 h", "whole microseconds"),
        ("24,000,000,000 h", "at most 999999999 days"),
        ("P1000000000D", "at most 999999999 days"),
    ],
)
def test_what_cannot_be_kept_exactly_is_an_error(text: str, expected: str) -> None:
    with pytest.raises(QuantityError, match=expected):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=90), "90 s"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=2), "48 hours"),
        (timedelta(milliseconds=100), "0.1 s"),
        (timedelta(seconds=100), "100 s"),
        (timedelta(microseconds=1), "0.000001 s"),
    ],
)
def test_a_duration_is_written_in_its_largest_whole_unit(duration: timedelta, words: str) -> None:
    assert duration_words(duration) == words


@given(DURATIONS)
def test_a_duration_survives_being_written(duration: timedelta) -> None:
    assert parse_duration(duration_words(duration)) == duration


@given(st.integers(0, 400), st.integers(0, 99), st.integers(0, 99), st.integers(0, 10**8))
def test_the_parts_of_an_iso_duration_add_up(d: int, h: int, m: int, micro: int) -> None:
    read = parse_duration(f"P{d}DT{h}H{m}M{micro // 10**6}.{micro % 10**6:06d}S")
    assert read == timedelta(days=d, hours=h, minutes=m, microseconds=micro)


@given(st.decimals(min_value=0, max_value=10**6, places=6), st.sampled_from(["s", "min", "h"]))
def test_no_duration_is_rounded(number: Decimal, unit: str) -> None:
    factor = {"s": 1, "min": 60, "h": 3600}[unit]
    read = parse_duration(f"{number:f} {unit}")
    assert Fraction(read // timedelta(microseconds=1), 10**6) == Fraction(number) * factor
    assert parse_seconds(f"{number:f} {unit}") == Fraction(number) * factor


def test_seconds_of_a_figure_may_have_a_sign_and_any_fineness() -> None:
    assert parse_seconds("-5 min") == -300
    assert parse_seconds("0.0000001 s") == Decimal("1e-7")
    assert parse_seconds("9" * 28 + " h") == int("9" * 28) * 3600


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 business hours", timedelta(hours=4)),
        ("1 business hour", timedelta(hours=1)),
        ("0.1 business hours", timedelta(minutes=6)),
    ],
)
def test_business_hours_are_read(text: str, expected: timedelta) -> None:
    assert parse_business_hours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "4 hours",
        "4",
        "-4 business hours",
        "4 business days",
        "4  business hours",
        "1,5 business hours",
        "four business hours",
        "4 business hourss",
        "0.0000000001 business hours",
    ],
)
def test_other_hours_are_no_business_hours(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_business_hours(text)
