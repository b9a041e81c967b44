"""Delays: by the clock they pass, by the calendar they keep the time of day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import (
    Delay,
    QuantityError,
    delay_words,
    moment_after,
    moment_before,
    parse_delay,
    parse_span,
)
from tests.builders_quantity import WEEKENDS, days

LONDON = ZoneInfo("Europe/London")
MANILA = ZoneInfo("Asia/Manila")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("4 hours", timedelta(hours=4)),
        ("90 min", timedelta(minutes=90)),
        ("PT4H", timedelta(hours=4)),
        ("1 business day", parse_span("1 business day")),
        ("2 days", parse_span("2 days")),
        ("1 week", parse_span("1 week")),
    ],
)
def test_it_is_hours_or_days(text: str, delay: Delay) -> None:
    assert parse_delay(text) == delay


@pytest.mark.parametrize(
    "text", ["", "4", "0 hours", "0 days", "-1 day", "4 business hours", "soon", "1 day before"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="1 business day"):
        parse_delay(text)


@given(st.sampled_from(["4 hours", "90 min", "1 business day", "3 days", "2 weeks"]))
def test_its_words_are_read_again(text: str) -> None:
    assert parse_delay(delay_words(parse_delay(text))) == parse_delay(text)


@pytest.mark.parametrize(
    ("text", "moment", "before", "after"),
    [
        # The clock is set back on 25 October: a day has 25 hours, four hours have four.
        ("1 day", "2026-10-25T12:00", "2026-10-24T12:00+01:00", "2026-10-26T12:00+00:00"),
        ("4 hours", "2026-10-25T03:00", "2026-10-25T00:00+01:00", "2026-10-25T07:00+00:00"),
        # The clock is set forward on 29 March.
        ("1 day", "2026-03-29T17:00", "2026-03-28T17:00+00:00", "2026-03-30T17:00+01:00"),
        ("4 hours", "2026-03-29T03:00", "2026-03-28T22:00+00:00", "2026-03-29T07:00+01:00"),
        # 30 October 2026 is a Friday.
        (
            "1 business day",
            "2026-10-30T17:00",
            "2026-10-29T17:00+00:00",
            "2026-11-02T17:00+00:00",
        ),
    ],
)
def test_days_keep_the_time_of_day_and_hours_pass(
    text: str, moment: str, before: str, after: str
) -> None:
    delay, at = parse_delay(text), datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    assert moment_before(at, delay, WEEKENDS) == datetime.fromisoformat(before)
    assert moment_after(at, delay, WEEKENDS) == datetime.fromisoformat(after)


def test_business_days_are_those_of_the_calendar() -> None:
    manila = replace(WEEKENDS, holidays=frozenset({date(2026, 11, 2)}), zone=MANILA)
    friday = datetime(2026, 10, 30, 17, tzinfo=MANILA)
    tuesday = datetime(2026, 11, 3, 17, tzinfo=MANILA)
    assert moment_after(friday, parse_delay("1 business day"), manila) == tuesday
    assert moment_before(tuesday, parse_delay("1 business day"), manila) == friday


@given(days(), st.integers(1, 72))
def test_hours_before_and_after_are_as_far(day: date, hours: int) -> None:
    at = datetime(day.year, day.month, day.day, 17, tzinfo=LONDON)
    delay = timedelta(hours=hours)
    after = moment_after(at, delay, WEEKENDS)
    assert after.astimezone(UTC) - at.astimezone(UTC) == delay
    assert moment_before(after, delay, WEEKENDS) == at
