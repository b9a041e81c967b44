"""Caps, minimum and rounding, in the order in which contracts apply them."""

from decimal import Decimal

import pytest

from tests.golden.desk import CONTRACT, Case, Desk, assert_amounts, months_from

pytestmark = pytest.mark.journey

MISSES = """\
  - {id: quality, kpi: quality, target: at least 99 %, bands: {minor: 98 %, severe: beyond}}
"""
FIVE_THOUSAND = "model: flat, service_level: quality, amount: 5000.00"


def due(desk: Desk, regime: str, values: str, **changes: str) -> dict[str, Decimal]:
    """Return the amounts of months, those of nothing left out."""
    case = Case(
        levels=MISSES,
        credits=f"  - {{{regime}}}\n",
        shares={"quality": values.split("|")},
        **changes,  # type: ignore[arg-type]
    )
    found = desk.try_(case)
    owed = {c["period"]: Decimal(c["amount"]) for c in found["credits"]}
    return {month: amount for month, amount in owed.items() if amount}


POINTS = (
    "model: points, points: {minor: 1, severe: 4}, percent_per_point: 1 %, repeat_multiplier: 2"
)


@pytest.mark.parametrize(
    ("regime", "values", "expected", "why"),
    [
        (
            f"{POINTS}, cap: {{month: 12 %}}",
            "97|97|97",
            "4000.00|8000.00|8000.00",
            "below the cap",
        ),
        (f"{POINTS}, cap: {{month: 5 %}}", "97|97|98.5", "4000.00|5000.00|2000.00", "capped"),
        (f"{POINTS}, cap: {{month: 4 %}}", "97|99|97", "4000.00|0|4000.00", "at the cap"),
        (
            f"{FIVE_THOUSAND}, cap: {{year: 1 %}}",
            "97|97|97|97",
            "5000.00|5000.00|2000.00|0",
            "a year costs 1,200,000, of which 12,000 may be owed",
        ),
        (
            f"{FIVE_THOUSAND}, cap: {{month: 4 %, year: 1 %}}",
            "97|97|97|97",
            "4000.00|4000.00|4000.00|0",
            "the month's cap comes first",
        ),
        (
            f"{FIVE_THOUSAND}, cap: {{month: 4 %, year: 1 %}}, minimum: 4000.01",
            "97|97|97",
            "0|0|0",
            "what the caps leave is under the minimum",
        ),
    ],
)
def test_caps_of_months_come_before_those_of_years(
    desk: Desk, regime: str, values: str, expected: str, why: str
) -> None:
    months = months_from("2025-01", len(expected.split("|")))
    wanted = {m: Decimal(a) for m, a in zip(months, expected.split("|"), strict=True) if a != "0"}
    assert due(desk, regime, values) == wanted, why


def test_a_contract_year_begins_anew_with_the_contract_s_day(desk: Desk) -> None:
    contract = CONTRACT.replace("2020-01-01", "2020-04-01")
    found = due(
        desk,
        f"{FIVE_THOUSAND}, cap: {{year: 0.5 %}}",
        "97|97|97|97|97",
        contract=contract,
        first="2025-02",
    )
    assert found == {
        "2025-02": Decimal("5000.00"),
        "2025-03": Decimal("1000.00"),
        "2025-04": Decimal("5000.00"),
        "2025-05": Decimal("1000.00"),
    }


def test_a_calendar_year_s_cap_begins_anew_in_january(desk: Desk) -> None:
    contract = CONTRACT.replace("2020-01-01", "2020-04-01")
    found = due(
        desk,
        f"{FIVE_THOUSAND}, cap: {{year: 0.5 %, year_is: calendar}}",
        "97|97|97|97",
        contract=contract,
        first="2024-11",
    )
    assert found == {
        "2024-11": Decimal("5000.00"),
        "2024-12": Decimal("1000.00"),
        "2025-01": Decimal("5000.00"),
        "2025-02": Decimal("1000.00"),
    }


def test_credits_of_the_year_before_the_start_count_toward_its_cap(desk: Desk) -> None:
    found = due(
        desk,
        f"{FIVE_THOUSAND}, cap: {{year: 1 %}}",
        "97|97",
        first="2025-06",
        more=(
            "effects_from: 2025-06\n"
            "opening: {as_of: 2025-05-31, credits_this_year: {voice: 4113.20}}\n"
        ),
    )
    assert found == {"2025-06": Decimal("5000.00"), "2025-07": Decimal("2886.80")}


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        ("", "123.46"),
        (", rounding: {places: 2, mode: half_up}", "123.46"),
        (", rounding: {places: 2, mode: half_even}", "123.46"),
        (", rounding: {places: 2, mode: truncate}", "123.45"),
        (", rounding: {places: 0, mode: half_up}", "123.00"),
        (", rounding: {places: 1, mode: half_up}", "123.50"),
        (", rounding: {places: 0, mode: truncate}", "123.00"),
    ],
)
def test_a_credit_is_rounded_by_the_contract_s_rule(
    desk: Desk, rounding: str, expected: str
) -> None:
    regime = f"model: flat, service_level: quality, amount: 1 %{rounding}"
    found = due(desk, regime, "98", charges="{fixed: 12345.5}")
    assert found == {"2025-01": Decimal(expected)}


@pytest.mark.parametrize(
    ("currency", "charges", "expected"),
    [
        ("GBP", "12345.67", "123.46"),
        ("JPY", "1234550", "12346"),
        ("JPY", "1234549", "12345"),
        ("KWD", "1234.56", "12.346"),
    ],
)
def test_a_credit_is_rounded_to_the_unit_of_its_currency(
    desk: Desk, currency: str, charges: str, expected: str
) -> None:
    case = Case(
        levels=MISSES,
        credits="  - {model: flat, service_level: quality, amount: 1 %}\n",
        charges=f"{{fixed: {charges}}}",
        currency=currency,
        shares={"quality": ["98"]},
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-01": expected})
    assert found["credits"][0]["currency"] == currency


@pytest.mark.parametrize(
    ("values", "left", "why"),
    [
        ("98|99|99|99", "0", "met in each of the next three: given back"),
        ("98|99|99", "1000.00", "not yet three months"),
        ("98|99|99|98", "2000.00", "a miss within them keeps it, and costs once more"),
        ("98|99|-|99|99", "0", "a month without data neither counts nor breaks"),
        ("98|98|99|99|99", "1000.00", "the first one died of the second, which is given back"),
    ],
)
def test_a_credit_is_earned_back_by_months_that_are_met(
    desk: Desk, values: str, left: str, why: str
) -> None:
    shares = [None if value == "-" else value for value in values.split("|")]
    case = Case(
        levels=MISSES,
        credits=(
            "  - {model: flat, service_level: quality, amount: 1000.00, "
            "earn_back: {met_in_each_of_next: 3 months}}\n"
        ),
        shares={"quality": shares},
        at="2025-06-10T09:00",
    )
    found = desk.try_(case)
    total = sum(Decimal(credit["amount"]) for credit in found["credits"])
    assert total == Decimal(left), why
