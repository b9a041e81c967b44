"""Groups of accepted rows: the total, each value, and crosses of several columns."""

from datetime import date

import pytest

from concord.adapters.duckdb_observations.groups import Grouping
from concord.adapters.duckdb_observations.placing import Placing, placings
from concord.domain.kpi import TOTAL
from tests.builders import period, source

OCTOBER = period("2026-10")
DAY = date(2026, 10, 1)


def grouping(*by: tuple[str, ...]) -> Grouping:
    return Grouping(source=source(), by=by, figures=("count(*)",))


def placing() -> Placing:
    (found,) = placings(source(), [OCTOBER])
    return found


def test_rows_tell_what_they_are_grouped_by() -> None:
    rows = [
        (DAY, 3, None, None, "110", 5, 7),
        (DAY, 1, "cebu", None, "100", 4, 6),
        (DAY, 0, "cebu", "3", "010", 1, None),
    ]
    asked = grouping(("site",), ("offered", "site"))
    crossed = [(row[0], *row[1:]) for row in rows]
    found = list(asked.groups(crossed, placing()))
    assert [group.dimension for group in found] == [
        TOTAL,
        (("site", "cebu"),),
        (("offered", "3"), ("site", "cebu")),
    ]
    assert [(group.files, group.count, group.figures) for group in found] == [
        ("110", 5, (7,)),
        ("100", 4, (6,)),
        ("010", 1, (None,)),
    ]
    assert {group.period for group in found} == {OCTOBER}


def test_periods_that_were_not_asked_for_are_left_out() -> None:
    rows = [(date(2026, 11, 1), 0, "1", 5, 7), (DAY, 0, "1", 2, 3)]
    assert [group.count for group in grouping().groups(rows, placing())] == [2]


@pytest.mark.parametrize(
    ("by", "sets"),
    [
        ((), "GROUP BY _place"),
        ((("site",),), "GROUPING SETS ((_place), (_place, _by0))"),
        (
            (("site", "offered"), ("offered", "site")),
            "GROUPING SETS ((_place), (_place, _by0, _by1))",
        ),
    ],
)
def test_what_comes_to_the_same_groups_is_grouped_once(
    by: tuple[tuple[str, ...], ...], sets: str
) -> None:
    assert sets in grouping(*by).sql(placing(), 1)
