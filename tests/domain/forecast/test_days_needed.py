"""A share of days: days left against days needed."""

from fractions import Fraction

import pytest

from concord.domain.forecast.days_needed import DaysNeeded, days_needed


def of_days(kept: int, counted: int, left: int, share: int = 95) -> DaysNeeded:
    return days_needed(kept, counted, left, lambda reached: reached >= share)


@pytest.mark.parametrize(
    ("kept", "counted", "left", "needed", "reachable"),
    [
        # 19 of 20 days make 95 %.
        (10, 10, 10, 9, True),
        (9, 10, 10, 10, True),
        (8, 10, 10, 11, False),
        (19, 19, 1, 0, True),
        (18, 19, 1, 1, True),
        (20, 20, 0, 0, True),
        (18, 20, 0, 1, False),
        (0, 0, 10, 10, True),
        (0, 0, 20, 19, True),
    ],
)
def test_so_many_of_the_days_left_must_keep_to_the_target(
    kept: int, counted: int, left: int, needed: int, *, reachable: bool
) -> None:
    found = of_days(kept, counted, left)
    assert found == DaysNeeded(counted=counted, kept=kept, left=left, needed=needed)
    assert found.is_reachable == reachable


def test_the_days_left_end_well_when_enough_of_them_keep_to_it() -> None:
    found = of_days(kept=6, counted=10, left=10, share=80)
    assert found.needed == 10
    assert found.ends_well(Fraction(1))
    assert not found.ends_well(Fraction(9, 10))


def test_one_more_bad_day_never_helps() -> None:
    for bad in range(10):
        before, after = of_days(10 - bad, 10, 5), of_days(10 - bad, 11, 4)
        assert before.is_reachable or not after.is_reachable
