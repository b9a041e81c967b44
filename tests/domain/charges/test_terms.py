"""What charges are agreed on a day."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.charges import ChargeRate, ChargeTerms

FIRST = ChargeRate(since=None, fixed=Decimal(1000))
RAISED = ChargeRate(since=date(2026, 7, 1), fixed=Decimal(1100), amendment="A-3")


@pytest.mark.parametrize(
    ("rates", "day", "expected"),
    [
        ((), date(2026, 7, 1), None),
        ((RAISED,), date(2026, 6, 30), None),
        ((RAISED,), date(2026, 7, 1), RAISED),
        ((FIRST, RAISED), date(2026, 6, 30), FIRST),
        ((FIRST, RAISED), date(2026, 7, 1), RAISED),
    ],
)
def test_a_rate_holds_from_its_first_day_until_the_next_one(
    rates: tuple[ChargeRate, ...], day: date, expected: ChargeRate | None
) -> None:
    assert ChargeTerms(rates=rates).rate_on(day) == expected
