"""Opening balances: what stood open when Concord began."""

from datetime import date

import pytest

from concord.domain.opening import Opening
from tests.builders import period


@pytest.mark.parametrize(
    ("written", "follows"),
    [
        ("2026-09", False),
        ("2026-10", True),
        ("2026-Q3", False),
        ("2026-Q4", True),
        ("2026-10/P3M", True),
        ("2026-09-30", False),
        ("2026-10-01", True),
    ],
)
def test_a_period_follows_the_opening_when_it_ends_after_it(
    written: str,
    follows: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert Opening(as_of=date(2026, 9, 30)).is_before(period(written)) is follows
