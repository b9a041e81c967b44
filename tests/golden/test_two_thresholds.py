"""Two thresholds: a default at once below the lower one, and the nth time below the higher."""

import pytest

from tests.golden.desk import Case, Desk, assert_amounts

pytestmark = pytest.mark.journey

LEVEL = "  - {{id: quality, kpi: quality, expected: 95 %, minimum: 90 %{more}}}\n"


def kinds(desk: Desk, values: str, more: str = "", **changes: str) -> list[str]:
    case = Case(
        levels=LEVEL.format(more=f", {more}" if more else ""),
        shares={"quality": values.split("|")},
        **changes,  # type: ignore[arg-type]
    )
    return [outcome["outcome"] for outcome in desk.try_(case)["outcomes"]]


def test_the_fourth_time_below_what_is_expected_within_twelve_months_is_a_default(
    desk: Desk,
) -> None:
    """Texas DIR, expected service level default: below it in the months 1, 4, 7 and 10."""
    found = kinds(desk, "93|96|96|93|96|96|93|96|96|93|96|96")
    assert [n for n, kind in enumerate(found, start=1) if kind == "defaulted"] == [10]
    assert [n for n, kind in enumerate(found, start=1) if kind == "missed"] == [1, 4, 7]


@pytest.mark.parametrize(
    ("values", "more", "defaulted", "why"),
    [
        ("89.9|96|96", "", [1], "below the minimum it defaults at once"),
        ("90|96|96", "", [], "the minimum itself is reached"),
        ("95|95|95|95", "", [], "what is expected itself is reached"),
        ("93|93|93|93|93", "", [4, 5], "each further one is a default, too"),
        ("93|89|93|93|93", "", [2, 5], "a default at once is not counted among the four"),
        ("93|93|96", "nth: 2", [2], "another number was agreed"),
        ("93|93|96", "nth: 1", [1, 2], "the first one may do"),
        ("93|96|93|93", "nth: 2, window: 2 months", [4], "months that are long past do not count"),
        ("93|96|93", "nth: 2, window: 3 months", [3], "the third month back still counts"),
    ],
)
def test_the_nth_miss_within_the_window_is_a_default(
    desk: Desk, values: str, more: str, defaulted: list[int], why: str
) -> None:
    found = kinds(desk, values, more)
    assert [n for n, kind in enumerate(found, 1) if kind == "defaulted"] == defaulted, why


def test_a_year_later_the_count_has_begun_anew(desk: Desk) -> None:
    values = ["93", "93", "93", *["96"] * 9, "93", "93", "93", "93"]
    found = kinds(desk, "|".join(values))
    assert [n for n, kind in enumerate(found, 1) if kind == "defaulted"] == [16]


def test_only_defaults_cost(desk: Desk) -> None:
    case = Case(
        levels=LEVEL.format(more=", nth: 3"),
        credits="  - {model: flat, service_level: quality, amount: 1000.00}\n",
        shares={"quality": ["93", "93", "93", "89", "96"]},
    )
    assert_amounts(desk.try_(case), {"2025-03": "1000", "2025-04": "1000"})


def test_a_pool_pays_for_defaults_alone(desk: Desk) -> None:
    case = Case(
        levels=LEVEL.format(more=""),
        credits="""\
  - model: pool
    at_risk: 10 %
    categories: {all: {share: 100 %, allocations: {quality: 100 %}}}
""",
        shares={"quality": ["93", "89.99"]},
    )
    assert_amounts(desk.try_(case), {"2025-02": "10000"})
