"""What relief leaves out of the days that a forecast looks at."""

from datetime import date

import pytest

from concord.domain.forecast.level_relief import LevelRelief, level_relief
from concord.domain.relief import Drops, ReliefRule
from tests.builders import agreement, period, service_level, source
from tests.builders_forecast import day_of
from tests.builders_relief import event, standing

OCTOBER = period("2026-10")
OUTAGE = day_of("2026-10-14")


def found(*rules: ReliefRule) -> LevelRelief:
    agreed = agreement(relief=rules)
    return level_relief(agreed, service_level(), source(), date(2026, 10, 1), OCTOBER.end)


def test_a_day_that_is_relieved_is_left_out_whole() -> None:
    relief = found(event(drops=Drops.DAY))
    assert relief.left_out.whole_days == {OUTAGE}
    assert not relief.drops(OCTOBER)


def test_hours_are_left_out_as_hours_also_of_days_to_come() -> None:
    relief = found(standing())
    assert not relief.left_out.whole_days
    assert {day.day for day in relief.left_out.touched} == {4, 11, 18, 25}


@pytest.mark.parametrize(
    "rule",
    [event(approved_by=None), event(approved_by="ana"), event(service_levels=("mail",))],
    ids=["nobody approved", "the partner approved", "for another service level"],
)
def test_relief_that_does_not_count_leaves_nothing_out(rule: ReliefRule) -> None:
    assert not found(rule).left_out


def test_a_period_with_a_day_of_relief_that_drops_periods_counts_for_nothing() -> None:
    relief = found(event(drops=Drops.PERIOD))
    assert not relief.left_out
    assert relief.drops(OCTOBER)
    assert relief.drops(period("2026-W42"))
    assert not relief.drops(period("2026-W43"))


def test_a_period_of_which_every_day_is_left_out_counts_for_nothing() -> None:
    relief = found(event(drops=Drops.DAY))
    assert relief.drops(period("2026-10-14"))
    assert not relief.drops(period("2026-10-15"))
