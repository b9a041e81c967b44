"""Groups of accepted rows: the total, each value, and crosses of several columns."""

from datetime import date

import pytest

from concord.adapters.duckdb_observations.groups import Grouping, groupings
from concord.adapters.duckdb_observations.placing import Placing, placings
from concord.domain.kpi import TOTAL
from tests.builders import kpi, period, source

OCTOBER = period("2026-10")
DAY = date(2026, 10, 1)


def grouping(*by: str) -> Grouping:
    return Grouping(source=source(), by=by, figures=("count(*)",))


def placing() -> Placing:
    (found,) = placings(source(), [OCTOBER])
    return found


def test_a_row_tells_the_values_it_is_grouped_by() -> None:
    rows = [(DAY, "3", "cebu", "010", 1, None), (DAY, "4", "", "110", 5, 7)]
    found = list(grouping("offered", "site").groups(rows, placing()))
    assert [group.dimension for group in found] == [
        (("offered", "3"), ("site", "cebu")),
        (("offered", "4"), ("site", "")),
    ]
    assert [(group.files, group.count, group.figures) for group in found] == [
        ("010", 1, (None,)),
        ("110", 5, (7,)),
    ]
    assert {group.period for group in found} == {OCTOBER}


def test_periods_that_were_not_asked_for_are_left_out() -> None:
    rows = [(date(2026, 11, 1), "1", 5, 7), (DAY, "1", 2, 3)]
    found = [(group.dimension, group.count) for group in grouping().groups(rows, placing())]
    assert found == [(TOTAL, 2)]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ((), [()]),
        ((("site",),), [(), ("site",)]),
        ((("site",), ("offered",)), [(), ("site",), ("offered",)]),
        ((("site", "offered"), ("offered", "site")), [(), ("site", "offered")]),
    ],
)
def test_what_comes_to_the_same_groups_is_grouped_once(
    by: tuple[tuple[str, ...], ...], found: list[tuple[str, ...]]
) -> None:
    assert list(groupings(kpi(by=by))) == found
