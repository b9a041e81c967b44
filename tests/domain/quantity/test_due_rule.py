"""When a delivery is due: so long after its period's end, at a time."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import DueRule, QuantityError, parse_due_rule
from tests.builders_quantity import WEEKENDS, days, spans


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("3 business days after period end at 17:00", date(2026, 11, 4), time(17)),
        ("3 business days after period end", date(2026, 11, 4), time(23, 59)),
        ("0 days after period end at 9:00", date(2026, 10, 31), time(9)),
        ("P1M after period end at 00:00", date(2026, 11, 30), time(0)),
    ],
)
def test_a_delivery_is_due_so_long_after_its_period(text: str, day: date, at: time) -> None:
    rule = parse_due_rule(text)
    assert (rule.day(date(2026, 10, 31), WEEKENDS), rule.at) == (day, at)


@pytest.mark.parametrize(
    "text",
    [
        "3 business days",
        "after period end",
        "3 after period end",
        "3 m after period end",
        "3 days after the period end",
        "3 days before period end",
        "-3 days after period end",
        "3 days after period end at noon",
        "3 days after period end at 24:00",
        "3 days after period end at",
        "3 days after period end 17:00",
        "3 days after period end after period end",
        "3 days after period end at 17:00 sharp",
    ],
)
def test_a_doubtful_one_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_due_rule(text)


@given(
    st.builds(
        DueRule,
        after_end=spans(),
        at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    )
)
def test_a_due_rule_survives_being_written(rule: DueRule) -> None:
    assert parse_due_rule(str(rule)) == rule


@given(st.builds(DueRule, after_end=spans(), at=st.just(time(17))), days())
def test_nothing_is_due_before_its_period_is_over(rule: DueRule, end: date) -> None:
    assert rule.day(end, WEEKENDS) >= end
