"""How a service level's period is read, and what it can be made of."""

import pytest
from hypothesis import given

from concord.domain.period import CALENDAR_YEAR, FiscalLength, PeriodLength, PeriodRule, YearStart
from concord.domain.period_rule import is_made_of, parse_period_rule, parse_year_start
from concord.domain.quantity import QuantityError
from tests.builders_period import RULES, YEAR_STARTS

APRIL = YearStart(month=4, day=1)
TAX_YEAR = YearStart(month=4, day=6)


@given(RULES)
def test_each_rule_is_read_as_it_writes_itself(rule: PeriodRule) -> None:
    year_start = rule.year_start if isinstance(rule, FiscalLength) else CALENDAR_YEAR
    assert parse_period_rule(str(rule), year_start) == rule


@given(YEAR_STARTS)
def test_a_fiscal_rule_counts_from_the_given_start(year_start: YearStart) -> None:
    expected = FiscalLength(length=PeriodLength.HALF_YEAR, year_start=year_start)
    assert parse_period_rule(" fiscal half-year ", year_start) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "months", "Month", "monthly", "3 months", "decade", "fiscal", "fiscal  quarter"),
        *("fiscal month", "fiscal week", "fiscal day", "fiscal fiscal year", "quarter fiscal"),
        *("rolling", "rolling 1 months", "rolling 37 months", "rolling 03 months"),
        *("rolling 3 weeks", "rolling three months", "rolling 3  months", "rolling 3 month"),
        "rolling 999 months",
    ],
)
def test_another_text_is_refused_with_the_accepted_spellings(text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_period_rule(text, APRIL)
    assert refused.value.found == text
    assert "fiscal quarter" in refused.value.expected
    assert "rolling 2 months" in refused.value.expected


@given(YEAR_STARTS)
def test_a_year_start_is_read_as_it_writes_itself(year_start: YearStart) -> None:
    assert parse_year_start(f" {year_start} ") == year_start


@pytest.mark.parametrize(
    "text", ["", "04", "4-1", "04-29", "13-01", "00-01", "04-00", "02-30", "2026-04-01", "April 1"]
)
def test_a_year_starts_on_a_day_that_every_year_has(text: str) -> None:
    with pytest.raises(QuantityError, match="at most 28"):
        parse_year_start(text)


@pytest.mark.parametrize(
    ("rule", "covered", "fits"),
    [
        ("day", "day", True),
        ("week", "day", True),
        ("fiscal year", "day", True),
        ("rolling 3 months", "day", True),
        ("week", "week", True),
        ("month", "week", False),
        ("fiscal quarter", "week", False),
        ("rolling 3 months", "week", False),
        ("day", "month", False),
        ("week", "month", False),
        ("month", "month", True),
        ("year", "month", True),
        ("month", "quarter", False),
        ("year", "half-year", True),
        ("quarter", "year", False),
        ("fiscal quarter", "month", True),
        ("fiscal quarter", "quarter", True),
        ("fiscal year", "half-year", False),
        ("fiscal quarter", "half-year", False),
        ("rolling 3 months", "month", True),
        ("rolling 3 months", "quarter", False),
    ],
)
def test_a_period_is_made_of_whole_deliveries(rule: str, covered: str, fits: object) -> None:
    assert is_made_of(parse_period_rule(rule, APRIL), PeriodLength(covered)) is fits


def test_a_year_from_within_a_month_is_made_of_days_alone() -> None:
    quarter = parse_period_rule("fiscal quarter", TAX_YEAR)
    assert is_made_of(quarter, PeriodLength.DAY)
    assert not is_made_of(quarter, PeriodLength.MONTH)
    assert not is_made_of(quarter, PeriodLength.QUARTER)
