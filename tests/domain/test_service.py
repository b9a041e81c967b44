"""Services: what they cost in a month, after amendments."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.period import MeasurementPeriod
from concord.domain.service import Charges, Service

FIRST = Charges(since=None, fixed=Decimal(1000))
RAISED = Charges(since=date(2026, 7, 1), fixed=Decimal(1100), amendment="A-3")
LATE = Charges(since=date(2026, 7, 31), fixed=Decimal(1200))


@pytest.mark.parametrize(
    ("charges", "month", "fixed"),
    [
        ((), "2026-07", None),
        ((RAISED,), "2026-06", None),
        ((FIRST,), "2026-06", 1000),
        ((FIRST, RAISED), "2026-06", 1000),
        ((FIRST, RAISED), "2026-07", 1100),
        ((FIRST, RAISED, LATE), "2026-07", 1200),
    ],
)
def test_the_charges_in_force_on_the_last_day_of_a_month_count(
    charges: tuple[Charges, ...], month: str, fixed: int | None
) -> None:
    service = Service(id="voice", name="Voice", charges=charges)
    assert service.fixed_charges(MeasurementPeriod.parse(month)) == fixed
