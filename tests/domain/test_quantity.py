"""Quantities as people write them: read strictly, never guessed."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain import quantity as q
from concord.domain.business_calendar import BusinessCalendar

CALENDAR = BusinessCalendar(name="weekends", zone=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (q.parse_number, "120,000.00", Decimal("120000.00")),
        (q.parse_number, " 1.5 ", Decimal("1.5")),
        (q.parse_number, "-3", Decimal(-3)),
        (q.parse_percent, "80 %", Decimal(80)),
        (q.parse_percent, "99.5%", Decimal("99.5")),
        (q.parse_duration, "20 s", timedelta(seconds=20)),
        (q.parse_duration, "45 min", timedelta(minutes=45)),
        (q.parse_duration, "1.5 hours", timedelta(minutes=90)),
        (q.parse_business_hours, "4 business hours", timedelta(hours=4)),
        (q.parse_business_hours, "1 business hour", timedelta(hours=1)),
        (q.parse_time_of_day, "9:05", time(9, 5)),
        (q.parse_time_of_day, "17:00", time(17)),
        (q.parse_date, "2028-02-29", date(2028, 2, 29)),
        (q.parse_currency, "GBP", "GBP"),
        (q.parse_day_of_period, "6th business day", q.DayOfPeriod(number=6, business=True)),
        (q.parse_day_of_period, "1st day", q.DayOfPeriod(number=1, business=False)),
    ],
)
def test_these_are_read(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (q.parse_number, "1.000,00"),
        (q.parse_number, "12,00"),
        (q.parse_number, "1e3"),
        (q.parse_number, ""),
        (q.parse_number, "NaN"),
        (q.parse_percent, "80"),
        (q.parse_percent, "0.8"),
        (q.parse_percent, "80 percent"),
        (q.parse_duration, "20"),
        (q.parse_duration, "20 m"),
        (q.parse_duration, "1:30"),
        (q.parse_business_hours, "4 hours"),
        (q.parse_time_of_day, "24:00"),
        (q.parse_time_of_day, "5 pm"),
        (q.parse_date, "2026-02-30"),
        (q.parse_date, "31/10/2026"),
        (q.parse_date, "20261031"),
        (q.parse_currency, "gbp"),
        (q.parse_currency, "£"),
        (q.parse_day_of_period, "sixth day"),
        (q.parse_target, "80 %"),
        (q.parse_span, "three months"),
        (q.parse_span, "3 ds"),
        (q.parse_span, "3"),
        (q.parse_span, "P1H"),
        (q.parse_due_rule, "3 business days"),
        (q.parse_due_rule, "3 business days after period end at noon"),
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(
    read: Callable[..., object], text: str
) -> None:
    with pytest.raises(q.QuantityError) as refused:
        read(text, "percent") if read is q.parse_target else read(text)
    assert refused.value.expected
    assert repr(refused.value.found) in str(refused.value)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_number_survives_being_written_with_grouping(number: Decimal) -> None:
    assert q.parse_number(f"{number:,.2f}") == number
    assert q.parse_percent(f"{number:,.2f} %") == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = q.parse_number(text)
    except q.QuantityError:
        return
    assert number == Decimal(text.strip().replace(",", ""))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("80 %", "percent", 80),
        ("6 min", "seconds", 360),
        ("360 s", "seconds", 360),
        ("40", "points", 40),
        ("40 points", "points", 40),
    ],
)
def test_an_amount_is_read_in_the_unit_of_its_kpi(text: str, unit: str, expected: int) -> None:
    assert q.parse_in_unit(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [("80", "percent"), ("6", "seconds"), ("6 apples", "seconds"), ("40 %", "points")],
)
def test_an_amount_in_another_unit_is_an_error(text: str, unit: str) -> None:
    with pytest.raises(q.QuantityError):
        q.parse_in_unit(text, unit)


@pytest.mark.parametrize(
    ("text", "unit", "direction", "limit", "upper"),
    [
        ("at least 80 %", "percent", q.Direction.AT_LEAST, 80, None),
        ("at most 6 min", "seconds", q.Direction.AT_MOST, 360, None),
        ("within 360–420 s", "seconds", q.Direction.WITHIN, 360, 420),
        ("within 6 min to 420 s", "seconds", q.Direction.WITHIN, 360, 420),
        ("within 80%-90%", "percent", q.Direction.WITHIN, 80, 90),
        ("within 3 to 4", "points", q.Direction.WITHIN, 3, 4),
    ],
)
def test_a_target_is_read_in_words(
    text: str, unit: str, direction: q.Direction, limit: int, upper: int | None
) -> None:
    target = q.parse_target(text, unit)
    expected = q.Target(
        direction=direction,
        limit=Decimal(limit),
        upper=None if upper is None else Decimal(upper),
    )
    assert target == expected
    assert target.top == Decimal(upper or limit)


@pytest.mark.parametrize("text", ["within 420–360 s", "at least 80", "above 80 %", "within 5 s"])
def test_a_target_that_is_not_clear_is_an_error(text: str) -> None:
    with pytest.raises(q.QuantityError):
        q.parse_target(text, "seconds")


@pytest.mark.parametrize(
    ("target", "value", "distance"),
    [
        ("at least 80 %", "79.99", "0.01"),
        ("at least 80 %", "80", "0"),
        ("at most 30 %", "30.01", "0.01"),
        ("at most 30 %", "29", "-1"),
        ("within 70–80 %", "69", "1"),
        ("within 70–80 %", "80", "0"),
        ("within 70–80 %", "81.5", "1.5"),
    ],
)
def test_both_ends_of_a_target_belong_to_it(target: str, value: str, distance: str) -> None:
    parsed = q.parse_target(target, "percent")
    assert parsed.distance(Fraction(value)) == Fraction(distance)
    assert parsed.is_met_by(Fraction(value)) is (Fraction(distance) <= 0)


@pytest.mark.parametrize(
    ("text", "day", "before", "after"),
    [
        ("90 days", date(2026, 5, 31), date(2026, 3, 2), date(2026, 8, 29)),
        ("90d", date(2026, 5, 31), date(2026, 3, 2), date(2026, 8, 29)),
        ("3 months", date(2026, 5, 31), date(2026, 2, 28), date(2026, 8, 31)),
        ("P3M", date(2026, 5, 31), date(2026, 2, 28), date(2026, 8, 31)),
        ("1 year", date(2028, 2, 29), date(2027, 2, 28), date(2029, 2, 28)),
        ("2 weeks", date(2026, 1, 5), date(2025, 12, 22), date(2026, 1, 19)),
        ("2 business days", date(2026, 1, 5), date(2026, 1, 1), date(2026, 1, 7)),
        ("P0D", date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 5)),
        ("14 calendar days", date(2026, 1, 15), date(2026, 1, 1), date(2026, 1, 29)),
    ],
)
def test_a_span_counts_back_and_on(text: str, day: date, before: date, after: date) -> None:
    span = q.parse_span(text)
    assert (span.before(day, CALENDAR), span.after(day, CALENDAR)) == (before, after)


@given(st.builds(q.Span, count=st.integers(0, 10_000), unit=st.sampled_from(q.SpanUnit)))
def test_a_span_survives_being_written(span: q.Span) -> None:
    assert q.parse_span(str(span)) == span


@given(
    st.builds(
        q.DueRule,
        after_end=st.builds(q.Span, count=st.integers(0, 99), unit=st.sampled_from(q.SpanUnit)),
        at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    )
)
def test_a_due_rule_survives_being_written(rule: q.DueRule) -> None:
    assert q.parse_due_rule(str(rule)) == rule


def test_without_a_time_something_is_due_by_the_end_of_the_day() -> None:
    rule = q.parse_due_rule("3 business days after period end")
    assert rule.at == time(23, 59)
    assert rule.day(date(2026, 10, 31), CALENDAR) == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("text", "day"), [("6th business day", date(2026, 11, 9)), ("10th day", date(2026, 11, 10))]
)
def test_a_day_of_the_period_is_counted_from_its_first(text: str, day: date) -> None:
    assert q.parse_day_of_period(text).day(date(2026, 10, 31), CALENDAR) == day


def test_money_is_an_amount_beside_its_currency() -> None:
    assert q.Money(amount=Decimal(1), currency="GBP") != q.Money(amount=Decimal(1), currency="EUR")
