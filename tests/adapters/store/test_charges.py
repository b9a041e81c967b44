"""Charges that are not known are read as they were written."""

import pytest

from concord.adapters.store.charges import charges_of, charges_text
from concord.domain.charges import ChargeGap, MonthCharges
from tests.builders import period


@pytest.mark.parametrize("gap", list(ChargeGap))
def test_what_is_written_of_unknown_charges_is_read_again(gap: ChargeGap) -> None:
    charges = (
        MonthCharges(service="voice", month=period("2026-07"), gap=gap),
        MonthCharges(
            service="mail", month=period("2026-08"), gap=gap, other_currencies=("EUR", "\u20ac")
        ),
    )
    assert charges_of(charges_text(charges)) == charges
    assert charges_of(charges_text(())) == ()
