"""Which months' charges a miss is priced by."""

from decimal import Decimal

import pytest

from concord.domain.credit import Bonus, Cap, ChargedFor, CreditRegime, charged_months
from concord.domain.credit.charged import needs_charges
from tests.builders import period, points_regime
from tests.builders_credit import conversion_regime, flat_regime, percent_regime


@pytest.mark.parametrize(
    ("charged", "periods", "months"),
    [
        (ChargedFor.MONTH, ["2026-10"], ["2026-10"]),
        (ChargedFor.MONTH, ["2026-Q4"], ["2026-12"]),
        (ChargedFor.WHOLE_PERIOD, ["2026-Q4"], ["2026-10", "2026-11", "2026-12"]),
        (ChargedFor.WHOLE_PERIOD, ["2026-12/P2M"], ["2026-11", "2026-12"]),
        (ChargedFor.WHOLE_PERIOD, ["2026-Q4", "2026-12"], ["2026-10", "2026-11", "2026-12"]),
        (ChargedFor.WHOLE_PERIOD, ["2026-W40"], ["2026-10"]),
        (ChargedFor.WHOLE_PERIOD, ["2026-10-31"], ["2026-10"]),
        (ChargedFor.WHOLE_PERIOD, [], []),
    ],
)
def test_a_long_period_is_priced_by_its_last_month_or_by_all(
    charged: ChargedFor, periods: list[str], months: list[str]
) -> None:
    regime = percent_regime(charged_for=charged)
    assert list(map(str, charged_months(regime, map(period, periods)))) == months


SHARE = (Bonus(service_level="phone", percent=Decimal(1)),)
AMOUNT = (Bonus(service_level="phone", amount=Decimal(1)),)


@pytest.mark.parametrize(
    ("regime", "needs"),
    [
        (points_regime(), True),
        (percent_regime(), True),
        (flat_regime(), False),
        (flat_regime(cap=Cap(month=Decimal(1))), True),
        (flat_regime(cap=Cap(year=Decimal(1))), True),
        (flat_regime(bonuses=SHARE), False),
        (flat_regime(bonuses=SHARE, bonus_offsets=True), True),
        (flat_regime(bonuses=AMOUNT, bonus_offsets=True), False),
        (conversion_regime(), False),
        (conversion_regime(cap=Cap(month=Decimal(1))), True),
    ],
)
def test_a_share_a_cap_or_an_offset_needs_the_month_s_charges(
    regime: CreditRegime,
    needs: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert needs_charges(regime) is needs
