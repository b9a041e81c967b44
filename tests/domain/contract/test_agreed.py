"""What a contract says of itself."""

from datetime import date

import pytest

from concord.domain.contract import AgreedObligation
from concord.domain.quantity import parse_span
from tests.builders import CALENDAR


@pytest.mark.parametrize(
    ("every", "count", "expected"),
    [
        (None, 0, "2026-01-31"),
        (None, 3, "2026-01-31"),
        ("1 month", 0, "2026-01-31"),
        ("1 month", 1, "2026-02-28"),
        ("1 month", 2, "2026-03-31"),
        ("2 weeks", 1, "2026-02-14"),
        ("10 business days", 1, "2026-02-13"),
    ],
)
def test_the_day_by_which_it_is_owed(every: str | None, count: int, expected: str) -> None:
    owed = AgreedObligation(
        id="insurance",
        what="Certificate",
        due=date(2026, 1, 31),
        owner="joel",
        every=parse_span(every) if every else None,
    )
    assert owed.day(count, CALENDAR).isoformat() == expected
