"""Which failures count: critical ones, related ones; and what a bonus does to credits."""

from decimal import Decimal

import pytest

from tests.golden.desk import CONTRACT, Case, Desk, Found, assert_amounts, is_near

pytestmark = pytest.mark.journey

LEVEL = (
    "  - {{id: {name}, kpi: {name}, target: at least 99 %, "
    "bands: {{minor: 98 %, severe: beyond}}{more}}}\n"
)
POINTS = """\
  - model: points
    points: {minor: 1, severe: 4}
    percent_per_point: 1 %
    repeat_multiplier: 2
"""


def tried(desk: Desk, levels: dict[str, str], credits_: str = POINTS, **shares: str) -> Found:
    """Return what comes of levels with further terms, and their percentages by months."""
    case = Case(
        levels="".join(
            LEVEL.format(name=name, more=f", {more}" if more else "")
            for name, more in levels.items()
        ),
        credits=credits_,
        shares={name: values.split("|") for name, values in shares.items()},
    )
    return desk.try_(case)


@pytest.mark.parametrize(
    ("phone", "mail", "outage", "due", "why"),
    [
        ("98.5", "97", "99", "5000", "without a critical failure all count"),
        ("98.5", "97", "98.5", "1000", "the critical one replaces them, though they cost more"),
        ("99", "99", "97", "4000", "a critical one alone"),
    ],
)
def test_a_critical_failure_replaces_ordinary_credits(
    desk: Desk, phone: str, mail: str, outage: str, due: str, why: str
) -> None:
    levels = {"phone": "", "mail": "", "outage": "critical: true"}
    found = tried(desk, levels, phone=phone, mail=mail, outage=outage)
    assert_amounts(found, {"2025-01": due})
    assert why


@pytest.mark.parametrize(
    ("speed", "queue", "quality", "due"),
    [
        ("97", "98.5", "99", "4000"),
        ("98.5", "98.5", "99", "1000"),
        ("97", "98.5", "98.5", "5000"),
        ("99", "98.5", "98.5", "2000"),
    ],
)
def test_of_related_failures_only_the_dearest_costs(
    desk: Desk, speed: str, queue: str, quality: str, due: str
) -> None:
    levels = {"speed": "related: waiting", "queue": "related: waiting", "quality": ""}
    found = tried(desk, levels, speed=speed, queue=queue, quality=quality)
    assert_amounts(found, {"2025-01": due})


def test_a_failure_that_was_left_out_still_makes_the_next_one_a_repeat(desk: Desk) -> None:
    levels = {"speed": "related: waiting", "queue": "related: waiting"}
    found = tried(desk, levels, speed="97|99", queue="98.5|98.5")
    assert_amounts(found, {"2025-01": "4000", "2025-02": "2000"})


@pytest.mark.parametrize(
    ("offsets", "owed", "why"),
    [
        ("false", ["-300.00", "1000.00"], "a bonus never offsets credits by itself"),
        ("true", ["700.00"], "it was agreed that it does"),
    ],
)
def test_a_bonus_is_owed_beside_credits_unless_it_was_agreed_otherwise(
    desk: Desk, offsets: str, owed: list[str], why: str
) -> None:
    levels = {"phone": "", "mail": 'stretch: "at least 99.8 %"'}
    regime = f"{POINTS}    bonus: {{mail: 300.00}}\n    bonus_offsets: {offsets}\n"
    found = tried(desk, levels, regime, phone="98.5", mail="99.8")
    amounts = (credit["amount"] for credit in found["credits"])
    assert sorted(amount for amount in amounts if Decimal(amount)) == owed, why


@pytest.mark.parametrize(
    ("contract", "values", "left"),
    [
        (CONTRACT, "98|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5", "0"),
        (CONTRACT, "98|99|99|99|99|99|99|99|99|99|99|99", "1000"),
        (CONTRACT, "98|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5|99.5", "1000"),
        (CONTRACT.replace("2020-01-01", "2020-03-01"), "98|100|99.5|99.5", "0"),
    ],
)
def test_a_credit_is_earned_back_by_the_average_of_its_year(
    desk: Desk, contract: str, values: str, left: str
) -> None:
    case = Case(
        levels=LEVEL.format(name="phone", more=""),
        credits=(
            "  - {model: flat, service_level: phone, amount: 1000.00, "
            "earn_back: {average_over: contract year}}\n"
        ),
        shares={"phone": values.split("|")},
        contract=contract,
        at="2026-01-20T09:00" if len(values.split("|")) > 11 else "2025-12-20T09:00",
    )
    found = desk.try_(case)
    total = sum((Decimal(credit["amount"]) for credit in found["credits"]), Decimal(0))
    assert is_near(total, left)


@pytest.mark.parametrize(
    ("critical", "cap", "values", "months"),
    [
        ("{points: 9, within: 3 months}", "", "98.5|97|99|98.5", ["2025-02", "2025-04"]),
        ("{points: 9, within: 2 months}", "", "98.5|99|97|98.5", []),
        ("{points: 4, within: 1 month}", "", "97|99|97|98.5", ["2025-01", "2025-03"]),
        ("{points: 99, within: 1 year}", ", cap: {month: 4 %}", "97|99|98.5", ["2025-01"]),
    ],
)
def test_points_within_a_time_or_credits_at_their_cap_are_a_critical_failure(
    desk: Desk, critical: str, cap: str, values: str, months: list[str]
) -> None:
    regime = (
        "  - {model: points, points: {minor: 1, severe: 4}, percent_per_point: 1 %, "
        f"repeat_multiplier: 2, critical: {critical}{cap}}}\n"
    )
    found = tried(desk, {"phone": ""}, regime, phone=values)
    raised = [issue for issue in found["issues"] if "/critical-failure/" in issue["key"]]
    assert [issue["key"].rpartition("/")[2] for issue in raised] == months
    assert {issue["severity"] for issue in raised} <= {"critical"}
