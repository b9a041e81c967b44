"""Which regime is in force on a day."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import points_regime

DEARER = points_regime(since=date(2026, 7, 1), percent_per_point=Decimal(2), amendment="A-3")
DEAREST = points_regime(since=date(2026, 10, 1), percent_per_point=Decimal(3))
REVISED = points_regime(revisions=(DEARER, DEAREST))


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2020-01-01", 1),
        ("2026-06-30", 1),
        ("2026-07-01", 2),
        ("2026-09-30", 2),
        ("2026-10-01", 3),
        ("2030-01-01", 3),
    ],
)
def test_the_last_revision_that_has_begun_is_in_force(day: str, percent: int) -> None:
    assert REVISED.on(date.fromisoformat(day)).percent_per_point == percent


def test_the_newest_terms_are_taken_as_if_they_had_held_all_along() -> None:
    assert REVISED.newest == points_regime(percent_per_point=Decimal(3))
    assert points_regime().newest == points_regime()
