"""Which months' charges a miss is priced by."""

import pytest

from concord.domain.credit import ChargedFor, charged_months
from tests.builders import period
from tests.builders_credit import percent_regime


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
