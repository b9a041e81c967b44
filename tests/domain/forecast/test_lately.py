"""What the last eight weeks came to, and the best and the worst of them."""

from datetime import timedelta
from fractions import Fraction

import pytest

from concord.domain.forecast.lately import Lately, is_recent, lately
from concord.domain.quantity import PERCENT, Target
from tests.builders import at_least, at_most, within
from tests.builders_forecast import day_of, on_day

SUNDAY = day_of("2026-11-22")


@pytest.mark.parametrize(
    ("days_before", "recent"), [(-1, False), (0, True), (55, True), (56, False)]
)
def test_eight_weeks_are_fifty_six_days_up_to_the_last_one(
    days_before: int, *, recent: bool
) -> None:
    assert is_recent(SUNDAY - timedelta(days=days_before), SUNDAY) == recent


WEEKS = [
    on_day("2026-11-22", 100, 90),
    on_day("2026-11-16", 100, 80),
    on_day("2026-11-15", 300, 210),
    on_day("2026-11-02", 100, 95),
    on_day("2026-11-01", 0, 0),
    on_day("2026-09-20", 900, 0),
]


@pytest.mark.parametrize(
    ("target", "best", "worst"),
    [(at_least("80"), 95, 70), (at_most("80"), 70, 95), (within("80", "84"), 85, 95)],
)
def test_best_and_worst_are_whole_weeks_as_the_target_sees_them(
    target: Target, best: int, worst: int
) -> None:
    expected = Lately(value=Fraction(475, 6), best=Fraction(best), worst=Fraction(worst))
    assert lately(WEEKS, SUNDAY, target, PERCENT) == expected


def test_without_volume_in_the_last_weeks_there_is_nothing_to_go_by() -> None:
    assert lately(WEEKS[-2:], SUNDAY, at_least("80"), PERCENT) is None
