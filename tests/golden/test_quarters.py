"""Periods longer than a month: where their misses are due, and of which charges."""

import pytest

from tests.golden.desk import Case, Desk, assert_amounts

pytestmark = pytest.mark.journey

LEVEL = """\
  - {{id: quality, kpi: quality, target: at least 99 %, period: {period},
     bands: {{minor: 98 %, severe: beyond}}}}
"""
POINTS = """\
  - {{model: points, points: {{minor: 1, severe: 4}}, percent_per_point: 1 %,
     repeat_multiplier: 2{more}}}
"""
MONTHS = ", ".join(f"2025-{month:02d}: {month}00000.00" for month in range(1, 10))


@pytest.mark.parametrize(
    ("period", "more", "expected"),
    [
        ("quarter", "", {"2025-03": "3000", "2025-06": "48000"}),
        ("quarter", ", charges_of: whole_period", {"2025-03": "6000", "2025-06": "120000"}),
        ("quarter", ", cap: {month: 5 %}", {"2025-03": "3000", "2025-06": "30000"}),
        (
            "quarter",
            ", charges_of: whole_period, cap: {month: 5 %}",
            {"2025-03": "6000", "2025-06": "75000"},
        ),
        ("half-year", "", {"2025-06": "6000"}),
        ("half-year", ", charges_of: whole_period", {"2025-06": "21000"}),
        ("fiscal quarter", "", {"2025-03": "3000", "2025-06": "48000"}),
    ],
)
def test_a_miss_of_a_quarter_is_due_in_its_last_month(
    desk: Desk, period: str, more: str, expected: dict[str, str]
) -> None:
    """Quarters: 98.67 % (minor), 97.5 % (severe, again), 99.5 % (met); half a year: 98.08 %."""
    case = Case(
        levels=LEVEL.format(period=period),
        credits=POINTS.format(more=more),
        charges=f"{{months: {{{MONTHS}}}}}",
        shares={
            "quality": [
                *("98", "98.5", "99.5"),
                *("97", "98", "97.5"),
                *("99.5", "99.5", "99.5"),
            ]
        },
    )
    assert_amounts(desk.try_(case), expected)


def test_a_quarter_s_ratio_is_that_of_its_sums(desk: Desk) -> None:
    case = Case(
        levels=LEVEL.format(period="quarter"),
        credits=POINTS.format(more=""),
        shares={"quality": ["99.5", None, "98.6", "99", "99", "99"]},
    )
    found = desk.try_(case)
    first, second = found["outcomes"]
    assert (first["value"], first["outcome"]) == ("99.05", "met")
    assert (second["value"], second["outcome"]) == ("99", "met")
