"""What a forecast says of itself."""

import pytest

from concord.domain.forecast import ForecastLabel
from tests.builders_forecast import forecast


@pytest.mark.parametrize(
    ("label", "reachable"),
    [
        (ForecastLabel.ON_TRACK, True),
        (ForecastLabel.AT_RISK, True),
        (ForecastLabel.LOST, False),
    ],
)
def test_only_what_is_lost_can_no_longer_be_reached(
    label: ForecastLabel, *, reachable: bool
) -> None:
    assert forecast(label).is_reachable == reachable
