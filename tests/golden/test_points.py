"""Performance points and their credits, as contracts work them out in their examples."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.golden.desk import Case, Desk, assert_amounts, months_from

pytestmark = pytest.mark.journey

LEVELS = """\
  - id: quality
    kpi: quality
    target: at least {target} %
    bands: {{{bands}}}
"""
POINTS = """\
  - model: points
    points: {{{points}}}
    repeat_multiplier: {multiplier}
    percent_per_point: {percent} %
"""
UK_BANDS = "minor: 98 %, serious: 97 %, severe: 96 %, threshold: beyond"
UK_POINTS = "minor: 1, serious: 2, severe: 3, threshold: 4"
UK = "UK Model Services Contract, performance levels, worked example; money derived"


def case_of(
    values: str,
    *,
    target: str = "99",
    bands: str = UK_BANDS,
    points: str = UK_POINTS,
    multiplier: str = "2",
    percent: str = "1",
    charges: str = "{fixed: 100000.00}",
) -> Case:
    shares = [None if value == "-" else value for value in values.split("|")]
    return Case(
        levels=LEVELS.format(target=target, bands=bands),
        credits=POINTS.format(points=points, multiplier=multiplier, percent=percent),
        charges=charges,
        shares={"quality": shares},
    )


# values, points, credits, source
GOLDEN = [
    ("98.5|96.5|96.5", "1|6|6", "1000|6000|6000", UK),
    ("96.5|98.5|96.5", "3|2|6", "3000|2000|6000", UK),
    ("98.5|99.2|98.5", "1|0|1", "1000|0|1000", "derived: a met period ends the streak"),
]
EDGES = [
    ("99.0|98.0|97.0|96.0", "0|1|4|6", "0|1000|4000|6000", "an edge is in the milder band"),
    ("98.9999|97.9999|96.9999", "1|4|6", "1000|4000|6000", "just below an edge is past it"),
    ("95.0|95.0|95.0|95.0", "4|8|8|8", "4000|8000|8000|8000", "repeats never compound"),
    ("98.5|-|98.5", "1|None|2", "1000|0|2000", "a month without data does not end a streak"),
    ("98.5|-|99.0|98.5", "1|None|0|1", "1000|0|0|1000", "a met month ends it all the same"),
]


@pytest.mark.parametrize(("values", "points", "due", "source"), [*GOLDEN, *EDGES])
def test_points_and_credits_of_a_model_contract(
    desk: Desk, values: str, points: str, due: str, source: str
) -> None:
    found = desk.try_(case_of(values))
    assert "|".join(str(o["points"]) for o in found["outcomes"]) == points, source
    months = months_from("2025-01", len(due.split("|")))
    assert_amounts(found, dict(zip(months, due.split("|"), strict=True)))


@pytest.mark.parametrize(("values", "points", "due", "source"), GOLDEN)
def test_the_same_figures_may_come_as_workbooks(
    desk: Desk, values: str, points: str, due: str, source: str
) -> None:
    found = desk.try_(replace(case_of(values), suffix="xlsx"))
    assert "|".join(str(o["points"]) for o in found["outcomes"]) == points, source
    months = months_from("2025-01", len(due.split("|")))
    assert_amounts(found, dict(zip(months, due.split("|"), strict=True)))


@pytest.mark.parametrize(
    ("percent", "charges", "due"),
    [
        ("0.5", "100000.00", "500.00"),
        ("1.25", "118000.00", "1475.00"),
        ("1", "33.33", "0.33"),
        ("1", "33.50", "0.34"),
        ("1", "0.49", "0.00"),
        ("0.333", "99999.99", "333.00"),
    ],
)
def test_a_point_is_a_percentage_of_the_charges_rounded_once(
    desk: Desk, percent: str, charges: str, due: str
) -> None:
    found = desk.try_(case_of("98.5", percent=percent, charges=f"{{fixed: {charges}}}"))
    assert_amounts(found, {"2025-01": due})


@pytest.mark.parametrize(
    ("bands", "points", "value", "band", "earned"),
    [
        ("a: 94 %, b: 90 %, c: beyond", "a: 5, b: 10, c: 40", "94", "a", "5"),
        ("a: 94 %, b: 90 %, c: beyond", "a: 5, b: 10, c: 40", "93.9999", "b", "10"),
        ("a: 94 %, b: 90 %, c: beyond", "a: 5, b: 10, c: 40", "89.9999", "c", "40"),
        ("a: 94.5 %, b: 94 %", "a: 0.5, b: 1.5", "94.2", "b", "1.5"),
        ("a: 94.5 %, b: 94 %", "a: 0.5, b: 1.5", "12", "b", "1.5"),
        ("all: beyond", "all: 7", "94.9999", "all", "7"),
    ],
)
def test_tables_of_bands_with_other_edges_and_points(
    desk: Desk, bands: str, points: str, value: str, band: str, earned: str
) -> None:
    found = desk.try_(case_of(value, target="95", bands=bands, points=points))
    (outcome,) = found["outcomes"]
    assert (outcome["outcome"], outcome["band"], outcome["points"]) == ("missed", band, earned)
    assert_amounts(found, {"2025-01": str(Decimal(earned) * 1000)})


@pytest.mark.parametrize(
    ("rounding", "value", "compared", "outcome", "band"),
    [
        ("", "98.95", "98.95", "missed", "minor"),
        ("{places: 1}", "98.95", "99", "met", None),
        ("{places: 1, mode: half_up}", "98.9499", "98.9", "missed", "minor"),
        ("{places: 1, mode: half_even}", "98.95", "99", "met", None),
        ("{places: 1, mode: half_even}", "98.85", "98.8", "missed", "minor"),
        ("{places: 1, mode: truncate}", "98.95", "98.9", "missed", "minor"),
        ("{places: 1, mode: truncate}", "98.9999", "98.9", "missed", "minor"),
        ("{places: 0, mode: half_up}", "97.5", "98", "missed", "minor"),
        ("{places: 0, mode: truncate}", "97.9999", "97", "missed", "serious"),
        ("{places: 2, mode: half_up}", "97.995", "98", "missed", "minor"),
    ],
)
def test_a_value_is_compared_as_the_contract_rounds_it(
    desk: Desk, rounding: str, value: str, compared: str, outcome: str, band: str | None
) -> None:
    case = case_of(value)
    levels = case.levels + (f"    rounding: {rounding}\n" if rounding else "")
    (found,) = desk.try_(Case(levels=levels, credits=case.credits, shares=case.shares))["outcomes"]
    assert (found["compared_value"], found["outcome"], found["band"]) == (compared, outcome, band)
    assert found["value"] == value
