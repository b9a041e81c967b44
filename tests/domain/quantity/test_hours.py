"""Hours of a day, which may go past midnight."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Hours, QuantityError, parse_hours
from tests.builders_quantity import slips

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
HOURS = st.builds(Hours, opens=TIMES, closes=TIMES).filter(
    lambda hours: hours.opens != hours.closes or hours.opens == time(0)
)


@pytest.mark.parametrize(
    ("text", "words", "crosses", "length"),
    [
        ("09:00-18:00", "09:00-18:00", False, timedelta(hours=9)),
        ("9:00-18:00", "09:00-18:00", False, timedelta(hours=9)),
        ("09:00 – 18:00", "09:00-18:00", False, timedelta(hours=9)),
        ("15:00-04:00", "15:00-04:00", True, timedelta(hours=13)),
        ("15:00–04:00", "15:00-04:00", True, timedelta(hours=13)),
        ("09:00-08:59", "09:00-08:59", True, timedelta(hours=23, minutes=59)),
        ("09:00-24:00", "09:00-24:00", False, timedelta(hours=15)),
        ("09:00-00:00", "09:00-24:00", False, timedelta(hours=15)),
        ("00:00-24:00", "00:00-24:00", False, timedelta(days=1)),
        ("23:59-24:00", "23:59-24:00", False, timedelta(minutes=1)),
        ("23:59-00:01", "23:59-00:01", True, timedelta(minutes=2)),
    ],
)
def test_hours_are_read(text: str, words: str, *, crosses: bool, length: timedelta) -> None:
    hours = parse_hours(text)
    assert str(hours) == words
    assert hours.crosses_midnight is crosses
    assert hours.length == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "09:00",
        "09:00-",
        "-18:00",
        "9-18",
        "09:00 18:00",
        "09:00 to 18:00",
        "09:00\N{EM DASH}18:00",
        "24:00-08:00",
        "09:00-24:01",
        "09:00-25:00",
        "09:60-18:00",
        "9am-6pm",
        "09.00-18.00",
        "09:00-18:00-20:00",
        "09:00--18:00",
        "09:00\N{MINUS SIGN}18:00",
        "09:00-18:00 daily",
        "\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT NINE}:00-18:00",
        "09:00-09:00",
        "00:00-00:00",
        "24:00-24:00",
        "09:00:00-18:00:00",
    ],
)
def test_doubtful_hours_are_an_error_that_shows_how_to_write_them(text: str) -> None:
    with pytest.raises(QuantityError, match="09:00-18:00, 15:00-04:00 or 00:00-24:00"):
        parse_hours(text)


@given(HOURS)
def test_hours_survive_being_written(hours: Hours) -> None:
    assert parse_hours(str(hours)) == hours


@given(HOURS)
def test_they_are_longer_than_nothing_and_no_longer_than_a_day(hours: Hours) -> None:
    assert timedelta(0) < hours.length <= timedelta(days=1)


@given(HOURS)
def test_the_length_leads_from_opening_to_closing(hours: Hours) -> None:
    end = timedelta(hours=hours.opens.hour, minutes=hours.opens.minute) + hours.length
    closes = timedelta(hours=hours.closes.hour, minutes=hours.closes.minute)
    assert end % timedelta(days=1) == closes
    assert hours.crosses_midnight is (end > timedelta(days=1))


@given(slips(HOURS.map(str)))
def test_a_slip_changes_no_time_in_silence(text: str) -> None:
    try:
        hours = parse_hours(text)
    except QuantityError:
        return
    opens, _, closes = text.strip().replace("–", "-").partition("-")
    assert f"{opens.strip():0>5}" == f"{hours.opens:%H:%M}"
    assert f"{closes.strip():0>5}".replace("24:00", "00:00") == f"{hours.closes:%H:%M}"
