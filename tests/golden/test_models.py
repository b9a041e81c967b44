"""The other credit models: pools, shortfalls, tiers and flat amounts, by published examples."""

import pytest

from tests.golden.desk import Case, Desk, assert_amounts

pytestmark = pytest.mark.journey

LEVEL = "  - {{id: {id}, kpi: {id}, target: at least {target} %{more}}}\n"


def level(id_: str = "quality", target: str = "99", more: str = "") -> str:
    return LEVEL.format(id=id_, target=target, more=f", {more}" if more else "")


def one(regime: str, target: str, actual: str, charges: str = "100000.00") -> Case:
    return Case(
        levels=level(target=target),
        credits=f"  - {{{regime}}}\n",
        charges=f"{{fixed: {charges}}}",
        shares={"quality": [actual]},
    )


POOL = """\
  - model: pool
    at_risk: 10 %
    categories:
      service: {share: 50 %, allocations: {phone: 40 %, mail: 35 %, chat: 25 %}}
      quality: {share: 30 %, allocations: {checks: 100 %}}
      people: {share: 20 %, allocations: {staff: 100 %}}
"""
POOLED = ("phone", "mail", "chat", "checks", "staff")


@pytest.mark.parametrize(
    ("failed", "due"),
    [
        ((), "0.00"),
        (("phone",), "2000.00"),
        (("mail",), "1750.00"),
        (("phone", "mail"), "3750.00"),
        (("checks",), "3000.00"),
        (("phone", "checks", "staff"), "7000.00"),
        (POOLED, "10000.00"),
    ],
)
def test_a_default_takes_its_allocation_of_its_category_of_the_pool(
    desk: Desk, failed: tuple[str, ...], due: str
) -> None:
    """The second line is the service level credit example of Texas DIR; the others follow."""
    case = Case(
        levels="".join(level(name, "99") for name in POOLED),
        credits=POOL,
        shares={name: ["98" if name in failed else "99"] for name in POOLED},
    )
    assert_amounts(desk.try_(case), {"2025-01": due})


def test_allocations_may_exceed_the_pool_and_the_sum_never_does(desk: Desk) -> None:
    text = POOL.replace("share: 50 %", "share: 90 %")
    case = Case(
        levels="".join(level(name, "99") for name in POOLED),
        credits=text,
        shares={name: ["98"] for name in POOLED},
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-01": "10000.00"})
    assert found["credits"][0]["capped"]


# regime, target, actual, charges, due, source
SHORTFALL = "model: shortfall, service_level: quality, rate: 1 %"
STEPS = f"{SHORTFALL}, step: 1 %"
SHORTFALLS = [
    (SHORTFALL, "98", "75", "100000", "23000", "UK call-off schedule, 23 % of the charges"),
    (f"{STEPS}, breach_at_target: true", "90", "90", "100000", "0", "a breach of no full step"),
    (f"{STEPS}, breach_at_target: true", "90", "87.40", "100000", "2000", "two full steps"),
    (SHORTFALL, "90", "87.40", "100000", "2600", "derived: without steps each part counts"),
    (STEPS, "90", "89.01", "100000", "0", "derived: not a whole step"),
    (STEPS, "90", "89", "100000", "1000", "derived: exactly one step"),
    (STEPS, "90", "88.0001", "100000", "1000", "derived: not quite two steps"),
    (SHORTFALL, "90", "90", "100000", "0", "derived: at the target"),
    (SHORTFALL, "90", "95", "100000", "0", "derived: a bonus was not agreed"),
    (f"{SHORTFALL}, cap: {{month: 15 %}}", "98", "75", "100000", "15000", "derived: capped"),
    (f"{SHORTFALL}, step: 0.5 %", "90", "88.2", "1000", "30", "derived: three half points"),
    (SHORTFALL, "98", "97.9993", "12345.67", "0.09", "derived: 0.0007 points, rounded once"),
]


@pytest.mark.parametrize(("regime", "target", "actual", "charges", "due", "source"), SHORTFALLS)
def test_a_shortfall_costs_by_the_point_or_by_the_full_step(
    desk: Desk, regime: str, target: str, actual: str, charges: str, due: str, source: str
) -> None:
    assert source
    assert_amounts(desk.try_(one(regime, target, actual, charges)), {"2025-01": due})


def tiers_of(*brackets: str) -> str:
    """Return tiers of edges and percentages, such as 99.9/10."""
    pairs = (bracket.split("/") for bracket in brackets)
    return ", ".join(f"{{below: {edge} %, percent: {percent} %}}" for edge, percent in pairs)


CLOUD = tiers_of("99.9/10", "99.0/25", "95.0/100")
FOUR_NINES = tiers_of("99.99/10", "99.0/30", "95.0/100")
HALVES = tiers_of("99.95/10", "99.0/25", "95.0/50")
TIERS = [
    (CLOUD, "99.9", "99.0", "100000", "10000", "the lower bound belongs to the milder tier"),
    (CLOUD, "99.9", "98.99", "100000", "25000", "cloud tier table"),
    (CLOUD, "99.9", "99.9", "100000", "0", "cloud tier table: at the first edge nothing is due"),
    (CLOUD, "99.9", "99.8999", "100000", "10000", "cloud tier table: just below it"),
    (CLOUD, "99.9", "95.0", "100000", "25000", "cloud tier table"),
    (CLOUD, "99.9", "94.9999", "100000", "100000", "cloud tier table: all of it"),
    (CLOUD, "99.9", "0", "100000", "100000", "cloud tier table: nothing worked"),
    (FOUR_NINES, "99.99", "99.98", "500", "50", "virtual machines, one region, first tier"),
    (FOUR_NINES, "99.99", "98.5", "500", "150", "virtual machines, one region, second tier"),
    (FOUR_NINES, "99.99", "94", "500", "500", "virtual machines, one region, third tier"),
    (HALVES, "99.95", "99.94", "812.36", "81.24", "a database: half up to the cent"),
    (HALVES, "99.95", "94", "812.37", "406.19", "a database: half of an odd cent goes up"),
]


@pytest.mark.parametrize(("tiers", "target", "actual", "charges", "due", "source"), TIERS)
def test_attainment_falls_into_one_tier(
    desk: Desk, tiers: str, target: str, actual: str, charges: str, due: str, source: str
) -> None:
    assert source
    regime = f"model: tiers, service_level: quality, tiers: [{tiers}]"
    assert_amounts(desk.try_(one(regime, target, actual, charges)), {"2025-01": due})


@pytest.mark.parametrize(
    ("charges", "minimum", "due"),
    [
        ("9.00", "1.00", "0"),
        ("9.99", "1.00", "0"),
        ("10.00", "1.00", "1.00"),
        ("9.00", "0", "0.90"),
    ],
)
def test_under_the_minimum_nothing_is_issued(
    desk: Desk, charges: str, minimum: str, due: str
) -> None:
    """The first line is of a cloud's terms; 9.99 makes 0.999, which is under 1.00 unrounded."""
    regime = (
        f"model: tiers, service_level: quality, minimum: {minimum}, "
        "tiers: [{below: 99.9 %, percent: 10 %}]"
    )
    assert_amounts(desk.try_(one(regime, "99.9", "99.5", charges)), {"2025-01": due})


def test_tiers_of_a_level_for_which_lower_is_better(desk: Desk) -> None:
    tiers = "[{above: 2 %, percent: 5 %}, {above: 4 %, percent: 20 %}]"
    case = Case(
        levels="  - {id: errors, kpi: errors, target: at most 2 %}\n",
        credits=f"  - {{model: tiers, service_level: errors, tiers: {tiers}}}\n",
        shares={"errors": ["2", "2.0001", "4", "4.0001"]},
    )
    assert_amounts(desk.try_(case), {"2025-02": "5000", "2025-03": "5000", "2025-04": "20000"})


FLAT = "model: flat, service_level: quality, amount: "
FLATS = [
    (f"{FLAT}3 %", "99", "98", "1000.00", "30.00", "published clause: 3 % of what is at risk"),
    (f"{FLAT}500.00", "99", "98", "1000.00", "500.00", "an amount for a miss"),
    (f"{FLAT}500.00", "99", "99", "1000.00", "0", "an amount for a miss only"),
    (f"{FLAT}500.00, every: 1 %", "99", "98", "1000.00", "500.00", "one step"),
    (f"{FLAT}500.00, every: 1 %", "99", "97.9999", "1000.00", "1000.00", "a step that is begun"),
    (f"{FLAT}2 %, every: 0.5 %", "99", "98", "1000.00", "40.00", "two steps of charges"),
    (f"{FLAT}500.00, cap: {{month: 10 %}}", "99", "98", "1000.00", "100.00", "capped"),
]


@pytest.mark.parametrize(("regime", "target", "actual", "charges", "due", "source"), FLATS)
def test_a_flat_amount_is_due_for_a_miss(
    desk: Desk, regime: str, target: str, actual: str, charges: str, due: str, source: str
) -> None:
    assert source
    assert_amounts(desk.try_(one(regime, target, actual, charges)), {"2025-01": due})


def test_a_flat_amount_of_a_quarter_is_due_in_its_last_month(desk: Desk) -> None:
    case = Case(
        levels=level(more="period: quarter"),
        credits=f"  - {{{FLAT}2500.00}}\n",
        shares={"quality": ["99", "98", "99", "99", "99.5", "99", "97", "99", "99"]},
    )
    assert_amounts(desk.try_(case), {"2025-03": "2500.00", "2025-09": "2500.00"})


def test_two_regimes_of_a_service_are_both_due(desk: Desk) -> None:
    case = Case(
        levels=level(more="bands: {minor: 98 %, severe: beyond}"),
        credits=f"""\
  - model: points
    points: {{minor: 1, severe: 4}}
    percent_per_point: 1 %
    repeat_multiplier: 2
  - {{{FLAT}750.00}}
""",
        shares={"quality": ["98.5", "97", "99"]},
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-01": "1750.00", "2025-02": "8750.00"})
    (january,) = (c for c in found["credits"] if c["period"] == "2025-01")
    lines = {line["regime"]: line["amount"] for line in january["lines"]}
    assert lines == {"points": "1000.00", "flat:quality": "750.00"}


TABLE = "table: [{from: 2, percent: 1 %}, {from: 4, percent: 5 %}]"
RISING = ", ".join(f"2025-{n:02d}: {n}00000.00" for n in range(1, 6))


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("", {"2025-02": "15000", "2025-04": "25000"}),
        (", of: period", {"2025-02": "10000", "2025-04": "20000"}),
        (
            ", average_over: 2 months",
            {"2025-02": "3000", "2025-03": "4000", "2025-04": "5000"},
        ),
        (", average_over: 3 months", {"2025-02": "3000", "2025-04": "5000"}),
        (", cap: {month: 2 %}", {"2025-02": "4000", "2025-04": "8000"}),
    ],
)
def test_a_table_turns_points_into_a_percentage_of_the_next_month_s_bill(
    desk: Desk, how: str, expected: dict[str, str]
) -> None:
    """Points are 1, 4, 0 and 4: the averages of two months 1, 2.5, 2 and 2."""
    case = Case(
        levels=level(more="bands: {minor: 98 %, severe: beyond}"),
        credits=f"  - {{model: conversion, points: {{minor: 1, severe: 4}}, {TABLE}{how}}}\n",
        charges=f"{{months: {{{RISING}}}}}",
        shares={"quality": ["98.5", "97", "99", "97"]},
    )
    assert_amounts(desk.try_(case), expected)


def test_a_conversion_waits_for_the_next_month_s_bill(desk: Desk) -> None:
    case = Case(
        levels=level(more="bands: {minor: 98 %, severe: beyond}"),
        credits=f"  - {{model: conversion, points: {{minor: 1, severe: 4}}, {TABLE}}}\n",
        charges="{months: {2025-01: 100000.00, 2025-02: 200000.00}}",
        shares={"quality": ["97", "97"]},
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-01": "10000"})
    (waits,) = found["unknown_charges"]
    assert (waits["period"], waits["charges_of"]) == ("2025-02", "2025-03")
