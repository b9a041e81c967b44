"""Rungs: when people hear of one delivery, in the source's calendar and zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.delivery_rule import DeliveryReminders
from concord.domain.delivery_rungs import reached, rungs_after, rungs_before
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import DueRule, parse_delay, parse_span
from concord.domain.source import Source
from tests.builders import CALENDAR, moment, period, source
from tests.builders_quantity import days

MANILA = ZoneInfo("Asia/Manila")
NEW_YORK = ZoneInfo("America/New_York")


def due(after: str, at: int = 17, **changes: object) -> Source:
    rule = DueRule(after_end=parse_span(after), at=time(at))
    return source(**{"due": rule, **changes})


def said(before: str = "", after: str = "") -> DeliveryReminders:
    return DeliveryReminders(
        before=tuple(parse_delay(text) for text in before.split(", ") if text),
        after=tuple(parse_delay(text) for text in after.split(", ") if text),
    )


@pytest.mark.parametrize(
    ("given_source", "month", "moments"),
    [
        # 4 November 2026 is the third business day, in winter time.
        (due("3 business days"), "2026-10", ["2026-11-03T17:00"]),
        # The holiday stands between: the business day before is a day earlier.
        (
            due(
                "3 business days",
                calendar=replace(CALENDAR, holidays=frozenset({date(2026, 11, 3)})),
            ),
            "2026-10",
            ["2026-11-04T17:00"],
        ),
        # A Monday's business day before is the Friday, on the other side of a clock change.
        (due("1 business day"), "2026-10", ["2026-10-30T17:00"]),
        (due("30 days"), "2026-02", ["2026-03-27T17:00"]),
        (due("3 business days", zone=MANILA), "2026-10", ["2026-11-03T09:00"]),
    ],
)
def test_a_business_day_before_is_the_same_time_of_day(
    given_source: Source, month: str, moments: list[str]
) -> None:
    found = rungs_before(given_source, period(month))
    assert [rung.moment for rung in found] == [moment(text) for text in moments]


def test_hours_pass_and_days_keep_the_time_when_the_clock_is_set() -> None:
    # Due on Sunday 1 November 2026, the day on which New York sets the clock back.
    daily = due("1 day", at=3, zone=NEW_YORK, reminders=said("4 hours, 1 day", "4 hours, 1 day"))
    october = MeasurementPeriod.parse("2026-10")
    assert [r.moment for r in rungs_before(daily, october)] == [
        moment("2026-10-31T07:00"),
        moment("2026-11-01T04:00"),
    ]
    after = daily.due_at(october)
    assert after is not None
    assert [r.moment for r in rungs_after(daily, after)] == [
        moment("2026-11-01T12:00"),
        moment("2026-11-02T08:00"),
    ]


def test_they_are_counted_from_the_earliest_whatever_the_order_in_the_file() -> None:
    late = due("3 business days", reminders=said(after="3 days, 4 hours, 1 business day"))
    due_at = late.due_at(period())
    assert due_at is not None
    found = [(rung.number, rung.words) for rung in rungs_after(late, due_at)]
    assert found == [(1, "4 hours after"), (2, "1 business day after"), (3, "3 days after")]


def test_without_a_due_time_there_are_none() -> None:
    assert rungs_before(source(), period()) == ()


@pytest.mark.parametrize(
    ("at", "number"),
    [
        ("2026-11-04T20:59:59", None),
        ("2026-11-04T21:00", 1),
        ("2026-11-05T16:59:59", 1),
        ("2026-11-05T17:00", 2),
        ("2026-11-09T16:59:59", 2),
        ("2026-11-09T17:00", 3),
        ("2027-11-09T17:00", 3),
    ],
)
def test_of_those_that_have_come_only_the_latest_counts(at: str, number: int | None) -> None:
    monthly = due("3 business days")
    rung = reached(rungs_after(monthly, moment("2026-11-04T17:00")), moment(at))
    assert (None if rung is None else rung.number) == number


@given(days(), st.sampled_from([MANILA, NEW_YORK, ZoneInfo("Europe/London")]))
def test_each_comes_after_the_one_before_it(day: date, zone: ZoneInfo) -> None:
    due_at = datetime.combine(day, time(17), zone)
    moments = [rung.moment for rung in rungs_after(due("1 day", zone=zone), due_at)]
    assert moments == sorted(moments)
    assert all(moment > due_at.astimezone(UTC) for moment in moments)
