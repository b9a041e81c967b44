"""What holds for every quantity: a text is read as it stands, or refused with its spellings."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain import quantity as q
from concord.domain.quantity.spelling import trimmed
from tests.builders_quantity import slips, spoilt

Parser = Callable[[str], object]

SPELLINGS: tuple[tuple[Parser, str], ...] = (
    (q.parse_number, "120,000.00"),
    (q.parse_percent, "99.5 %"),
    (q.parse_duration, "20 s"),
    (q.parse_duration, "P1DT2H30M0.5S"),
    (q.parse_business_hours, "4 business hours"),
    (q.parse_time_of_day, "17:00"),
    (q.parse_date, "2026-10-31"),
    (partial(q.parse_in_unit, unit="percent"), "80 %"),
    (partial(q.parse_in_unit, unit="seconds"), "6 min"),
    (partial(q.parse_in_unit, unit="points"), "40 points"),
    (partial(q.parse_target, unit="percent"), "at least 80 %"),
    (partial(q.parse_target, unit="seconds"), "within 360–420 s"),
    (partial(q.parse_target, unit="points"), "within 3 to 4 points"),
    (q.parse_span, "2 business days"),
    (q.parse_span, "P3M"),
    (q.parse_span, "half-year"),
    (q.parse_due_rule, "3 business days after period end at 17:00"),
    (q.parse_day_of_period, "6th business day"),
    (q.parse_money, "GBP 120,000.00"),
    (q.parse_currency, "GBP"),
    (q.parse_hours, "15:00-04:00"),
    (q.parse_weekday, "Tuesday"),
    (q.parse_weekdays, "mon, wed, fri"),
    (q.parse_weekdays, "fri-mon"),
    (q.parse_recurrence, "2 weeks on Tuesday 10:00"),
    (q.parse_recurrence, "month on 3rd business day 14:00"),
)
EACH = pytest.mark.parametrize(
    # A parser's repr holds its address, which differs between the processes of a run.
    ("read", "text"),
    SPELLINGS,
    ids=lambda case: case if isinstance(case, str) else "read",
)


@EACH
def test_blanks_and_line_ends_around_a_quantity_are_layout(read: Parser, text: str) -> None:
    assert read(f" {text}\r\n") == read(f"\t{text}") == read(text)


@EACH
@pytest.mark.parametrize("blank", ["\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\t", "\n"])
def test_blanks_within_are_plain_spaces(read: Parser, text: str, blank: str) -> None:
    if " " not in text:
        return
    with pytest.raises(q.QuantityError):
        read(text.replace(" ", blank))
    with pytest.raises(q.QuantityError):
        read(text.replace(" ", f" {blank}"))


@EACH
@pytest.mark.parametrize("rest", [".", "!", ";", " x", " 5", "\N{NO-BREAK SPACE}", "\0", " #"])
def test_nothing_may_follow(read: Parser, text: str, rest: str) -> None:
    with pytest.raises(q.QuantityError) as refused:
        read(text + rest)
    assert repr(refused.value.found) in str(refused.value)
    assert refused.value.expected in str(refused.value)


@given(st.sampled_from(SPELLINGS), st.data())
def test_a_lookalike_is_never_taken_for_what_it_looks_like(
    case: tuple[Parser, str], data: st.DataObject
) -> None:
    read, text = case
    with pytest.raises(q.QuantityError):
        read(data.draw(spoilt(st.just(text))))


@given(st.sampled_from(SPELLINGS), st.text(max_size=30), st.data())
def test_any_text_is_read_or_refused_and_nothing_else(
    case: tuple[Parser, str], other: str, data: st.DataObject
) -> None:
    read, text = case
    for attempt in (other, text + other, other + text, data.draw(slips(st.just(text)))):
        with suppress(q.QuantityError):
            assert read(attempt) == read(trimmed(attempt))


@EACH
@pytest.mark.parametrize("digits", [29, 5000])
def test_endless_digits_are_refused(read: Parser, text: str, digits: int) -> None:
    first = next((c for c in text if c.isdigit()), None)
    if first is None:
        return
    with pytest.raises(q.QuantityError):
        read(text.replace(first, "7" * digits, 1))


def test_only_layout_is_trimmed() -> None:
    assert trimmed("\t 5 d\r\n") == "5 d"
    assert trimmed("\N{NO-BREAK SPACE}5") == "\N{NO-BREAK SPACE}5"
