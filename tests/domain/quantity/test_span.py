"""Spans of the calendar: back and on, clamped at a month's end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import QuantityError, Span, SpanUnit, parse_span
from tests.builders_quantity import WEEKENDS, calendars, days, slips, spans


@pytest.mark.parametrize(
    ("text", "day", "before", "after"),
    [
        ("90 days", date(2026, 5, 31), date(2026, 3, 2), date(2026, 8, 29)),
        ("90d", date(2026, 5, 31), date(2026, 3, 2), date(2026, 8, 29)),
        ("P90D", date(2026, 5, 31), date(2026, 3, 2), date(2026, 8, 29)),
        ("3 months", date(2026, 5, 31), date(2026, 2, 28), date(2026, 8, 31)),
        ("P3M", date(2026, 5, 31), date(2026, 2, 28), date(2026, 8, 31)),
        ("quarter", date(2026, 5, 31), date(2026, 2, 28), date(2026, 8, 31)),
        ("half-year", date(2026, 8, 31), date(2026, 2, 28), date(2027, 2, 28)),
        ("1 year", date(2028, 2, 29), date(2027, 2, 28), date(2029, 2, 28)),
        ("P1Y", date(2028, 2, 29), date(2027, 2, 28), date(2029, 2, 28)),
        ("2 weeks", date(2026, 1, 5), date(2025, 12, 22), date(2026, 1, 19)),
        ("P2W", date(2026, 1, 5), date(2025, 12, 22), date(2026, 1, 19)),
        ("2 business days", date(2026, 1, 5), date(2026, 1, 1), date(2026, 1, 7)),
        ("P0D", date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 5)),
        ("14 calendar days", date(2026, 1, 15), date(2026, 1, 1), date(2026, 1, 29)),
    ],
)
def test_a_span_counts_back_and_on(text: str, day: date, before: date, after: date) -> None:
    span = parse_span(text)
    assert (span.before(day, WEEKENDS), span.after(day, WEEKENDS)) == (before, after)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 day", "1 day"),
        ("0 days", "0 days"),
        ("90 d", "90 days"),
        ("1 quarter", "3 months"),
        ("2 quarters", "6 months"),
        ("half-year", "6 months"),
        ("3 half-years", "18 months"),
        ("12 months", "12 months"),
        ("P1Y", "1 year"),
        ("1 business day", "1 business day"),
    ],
)
def test_a_span_is_written_in_full(text: str, words: str) -> None:
    assert str(parse_span(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "days",
        "month",
        "year",
        "business day",
        "three months",
        "a month",
        "3 ds",
        "90 D",
        "3 m",
        "3m",
        "3 min",
        "3 mon",
        "3 M",
        "3 w",
        "1 y",
        "3 q",
        "quarters",
        "half year",
        "1 half",
        "+5 days",
        "-3 days",
        "\N{MINUS SIGN}3 days",
        "5.5 days",
        "1,000 days",
        "1e3 days",
        "\N{ARABIC-INDIC DIGIT THREE} days",
        "\N{FULLWIDTH DIGIT THREE} days",
        "5 days ago",
        "5 days 2 weeks",
        "5 days,",
        "5 business  days",
        "5 businessdays",
        "5 workdays",
        "P",
        "PD",
        "P3",
        "P1H",
        "PT3M",
        "P3M2D",
        "P1Y6M",
        "P-3D",
        "P1.5M",
        "p3m",
        "P 3M",
        "P\N{ARABIC-INDIC DIGIT THREE}M",
        "99999999999 days",
        "P99999999999D",
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(text: str) -> None:
    with pytest.raises(QuantityError, match="such as 90 days, 2 business days, 3 months or P3M"):
        parse_span(text)


@given(spans(most=999_999))
def test_a_span_survives_being_written(span: Span) -> None:
    assert parse_span(str(span)) == span


@given(slips(spans().map(str)))
def test_a_slip_changes_no_figure_in_silence(text: str) -> None:
    try:
        span = parse_span(text)
    except QuantityError:
        return
    written = int("".join(character for character in text if character.isdigit()))
    assert span.count == written
    assert str(span.unit).rpartition(" ")[2][0] in text.lower()


@given(spans(), st.integers(0, 99), days(), calendars())
def test_a_longer_span_never_lands_nearer(
    span: Span, more: int, day: date, calendar: BusinessCalendar
) -> None:
    longer = Span(count=span.count + more, unit=span.unit)
    assert day <= span.after(day, calendar) <= longer.after(day, calendar)
    assert day >= span.before(day, calendar) >= longer.before(day, calendar)


@given(spans(), days(), st.integers(0, 99), calendars())
def test_a_later_day_never_lands_earlier(
    span: Span, day: date, later: int, calendar: BusinessCalendar
) -> None:
    other = day + timedelta(days=later)
    assert span.after(day, calendar) <= span.after(other, calendar)
    assert span.before(day, calendar) <= span.before(other, calendar)


@given(st.integers(0, 200), days(), calendars())
def test_business_days_on_and_back_lead_to_where_one_was(
    count: int, day: date, calendar: BusinessCalendar
) -> None:
    span = Span(count=count, unit=SpanUnit.BUSINESS_DAY)
    open_day = calendar.following(day)
    assert span.before(span.after(open_day, calendar), calendar) == open_day
    assert span.after(span.before(open_day, calendar), calendar) == open_day


@given(st.integers(1, 200), days(), calendars())
def test_from_a_day_off_one_comes_back_to_the_business_day_before_or_after(
    count: int, day: date, calendar: BusinessCalendar
) -> None:
    span = Span(count=count, unit=SpanUnit.BUSINESS_DAY)
    assert span.before(span.after(day, calendar), calendar) == calendar.preceding(day)
    assert span.after(span.before(day, calendar), calendar) == calendar.following(day)


@given(st.integers(1, 200), days(), calendars())
def test_business_days_pass_as_many_business_days_as_they_say(
    count: int, day: date, calendar: BusinessCalendar
) -> None:
    reached = Span(count=count, unit=SpanUnit.BUSINESS_DAY).after(day, calendar)
    passed = calendar.business_days(day + timedelta(days=1), reached)
    assert len(passed) == count
    assert passed[-1] == reached


@given(st.integers(0, 99), days())
def test_units_agree_with_each_other(count: int, day: date) -> None:
    def after(words: str) -> date:
        return parse_span(words).after(day, WEEKENDS)

    assert after(f"{count} weeks") == after(f"{7 * count} days")
    assert after(f"{count} quarters") == after(f"{3 * count} months")
    assert after(f"{count} half-years") == after(f"{2 * count} quarters")
    assert after(f"{count} years") == after(f"{12 * count} months")
