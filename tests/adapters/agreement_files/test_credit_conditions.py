"""What bounds a credit, and what gives it back."""

from decimal import Decimal

import pytest

from concord.domain.credit import (
    NO_CAP,
    AverageOverYear,
    Bonus,
    Cap,
    ChargedFor,
    CreditYear,
    EarnBack,
    MetInEachOfNext,
    PointsRegime,
)
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import Rounding, RoundingMode
from tests.agreement_texts import agreement_of, findings_of, with_credits

POINTS = "model: points, points: {minor: 1, serious: 2, threshold: 4}, percent_per_point: 1 %"
PATH = "credits.0"


def regime(conditions: str) -> PointsRegime:
    """Return the regime of points with these conditions."""
    (found,) = agreement_of(with_credits(f"{POINTS}, {conditions}")).points_regimes
    return found


@pytest.mark.parametrize(
    ("written", "cap"),
    [
        ("{month: 12 %}", Cap(month=Decimal(12))),
        ("{year: 8 %}", Cap(year=Decimal(8))),
        (
            "{month: 12 %, year: 8 %, year_is: fiscal}",
            Cap(month=Decimal(12), year=Decimal(8), year_is=CreditYear.FISCAL),
        ),
        ("{year_is: calendar}", Cap(year_is=CreditYear.CALENDAR)),
        ("{}", NO_CAP),
    ],
)
def test_caps_are_of_a_month_and_of_a_year(written: str, cap: Cap) -> None:
    assert regime(f"cap: {written}").cap == cap


@pytest.mark.parametrize(
    ("written", "earn_back"),
    [
        (
            "{met_in_each_of_next: 3 months}",
            MetInEachOfNext(span=Span(count=3, unit=SpanUnit.MONTH)),
        ),
        (
            "{met_in_each_of_next: quarter}",
            MetInEachOfNext(span=Span(count=3, unit=SpanUnit.MONTH)),
        ),
        ("{average_over: year}", AverageOverYear()),
        ("{average_over: contract year}", AverageOverYear()),
        ("{average_over: fiscal year}", AverageOverYear(year_is=CreditYear.FISCAL)),
    ],
)
def test_credits_are_earned_back_one_way_or_the_other(written: str, earn_back: EarnBack) -> None:
    text = with_credits(f"{POINTS}, earn_back: {written}")
    assert findings_of(text) == []
    assert regime(f"earn_back: {written}").earn_back == earn_back


def test_points_may_be_a_critical_failure() -> None:
    critical = regime("critical: {points: 12, within: 6 months}").critical
    assert critical is not None
    assert (critical.points, str(critical.within)) == (Decimal(12), "6 months")


@pytest.mark.parametrize(
    ("written", "rounding"),
    [
        ("{places: 0}", Rounding(places=0)),
        ("{places: 2, mode: truncate}", Rounding(places=2, mode=RoundingMode.TRUNCATE)),
    ],
)
def test_credits_are_rounded_as_the_contract_says(written: str, rounding: Rounding) -> None:
    text = with_credits(f"{POINTS}, rounding: {written}")
    assert findings_of(text) == []
    assert regime(f"rounding: {written}").rounding == rounding


@pytest.mark.parametrize(
    ("conditions", "rule", "path"),
    [
        ("cap: {month: 120 %}", "not-a-quantity", "cap.month"),
        ("cap: {month: 0.12}", "not-a-quantity", "cap.month"),
        ("cap: {week: 1 %}", "unknown-key", "cap.week"),
        ("cap: {year: 101 %}", "not-a-quantity", "cap.year"),
        ("cap: {year_is: tax}", "unknown-word", "cap.year_is"),
        ("minimum: -1", "not-a-quantity", "minimum"),
        ("charges_of: quarter", "unknown-word", "charges_of"),
        ("minimum: GBP 1", "not-a-quantity", "minimum"),
        ("rounding: {mode: half_up}", "missing-key", "rounding.places"),
        ("earn_back: {}", "missing-key", "earn_back.met_in_each_of_next"),
        (
            "earn_back: {met_in_each_of_next: 3 weeks}",
            "not-a-quantity",
            "earn_back.met_in_each_of_next",
        ),
        ("earn_back: {average_over: tax year}", "unknown-word", "earn_back.average_over"),
        ("earn_back: {average_over: []}", "not-a-text", "earn_back.average_over"),
        (
            "earn_back: {met_in_each_of_next: 3 months, average_over: year}",
            "does-not-fit",
            "earn_back.average_over",
        ),
        ("critical: {points: 12}", "missing-key", "critical.within"),
        ("critical: {within: 6 months}", "missing-key", "critical.points"),
        ("critical: {points: 12, within: 10 days}", "not-a-quantity", "critical.within"),
    ],
)
def test_conditions_are_read_strictly(conditions: str, rule: str, path: str) -> None:
    found = findings_of(with_credits(f"{POINTS}, {conditions}"))
    errors = [finding for finding in found if finding[0] == "error"]
    assert errors == [("error", rule, f"{PATH}.{path}")]


@pytest.mark.parametrize(
    "conditions",
    [
        "minimum: 10",
        "charges_of: whole_period",
        "cap: {year: 8 %, year_is: fiscal}",
        "critical: {points: 12, within: 6 months}",
    ],
)
def test_conditions_are_all_acted_on(conditions: str) -> None:
    assert findings_of(with_credits(f"{POINTS}, {conditions}")) == []


def test_a_bonus_stands_by_itself_unless_it_is_said() -> None:
    alone = regime("bonus: {phone: 500.00}")
    together = regime("bonus: {phone: 500.00}, bonus_offsets: true")
    assert (
        alone.bonuses == together.bonuses == (Bonus(service_level="phone", amount=Decimal(500)),)
    )
    assert (alone.bonus_offsets, together.bonus_offsets) == (False, True)


def test_a_long_period_is_priced_by_its_last_month_unless_it_is_said() -> None:
    assert regime("minimum: 0").charged_for is ChargedFor.MONTH
    assert regime("charges_of: whole_period").charged_for is ChargedFor.WHOLE_PERIOD
