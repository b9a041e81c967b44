"""What a forecast says of itself."""

from fractions import Fraction

import pytest

from concord.domain.forecast import Bound, DaysNeeded, Forecast, ForecastLabel, Interval
from tests.builders_forecast import forecast


@pytest.mark.parametrize(
    ("told", "secured"),
    [
        (forecast(needed=Interval(low=Bound(value=Fraction(-16)))), True),
        (forecast(needed=Interval(low=Bound(value=Fraction(1)))), False),
        (forecast(ForecastLabel.ON_TRACK, expected_volume=Fraction(0)), True),
        (forecast(ForecastLabel.LOST, expected_volume=Fraction(0)), False),
        (forecast(ForecastLabel.ON_TRACK, expected_volume=None), False),
        (forecast(days=DaysNeeded(counted=19, kept=19, left=1, needed=0)), True),
        (forecast(days=DaysNeeded(counted=19, kept=18, left=1, needed=1)), False),
    ],
)
def test_a_target_is_secured_when_no_rest_that_is_possible_spoils_it(
    told: Forecast, *, secured: bool
) -> None:
    assert told.is_secured == secured


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
