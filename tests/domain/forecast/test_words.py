"""Forecasts in words, which never hide that they are estimates."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.forecast import (
    Bound,
    DaysNeeded,
    Forecast,
    ForecastLabel,
    Interval,
    Lately,
    forecast_facts,
    outlook_words,
)
from concord.domain.quantity import SECONDS
from tests.builders import at_least, at_most, within
from tests.builders_forecast import forecast

ON_TRACK, AT_RISK, LOST = ForecastLabel


def bound(value: str) -> Bound:
    return Bound(value=Fraction(value))


REST = Fraction(1200)
DAYS = forecast(
    value=Fraction(1800, 19),
    target=at_least("90"),
    days=DaysNeeded(counted=19, kept=18, left=11, needed=9),
)


ABOUT_1200 = "about 1,200 on 11 days"
AT_MOST_280 = Interval(high=bound("280.019"))
CALLS = forecast(
    unit=SECONDS,
    value=Fraction(400),
    target=at_most("360"),
    needed=AT_MOST_280,
    possible=Interval(low=bound("0")),
)


@pytest.mark.parametrize(
    ("told", "so_far", "rest"),
    [
        (
            forecast(expected_volume=REST, needed=Interval(low=bound("84.1251"))),
            "at risk (estimate): 78.00 %",
            f"; the rest, {ABOUT_1200}, must be at least 84.13 %",
        ),
        (
            forecast(LOST, expected_volume=REST, needed=Interval(low=bound("104"))),
            "out of reach (estimate): 78.00 %",
            f"; the rest, {ABOUT_1200}, would have to be at least 104 %",
        ),
        (
            replace(CALLS, expected_volume=Fraction(1), days_left=1),
            "at risk (estimate): 400.0 s",
            "; the rest, about 1 on 1 day, must be at most 280.01 s",
        ),
        (
            forecast(
                target=within("80", "90"),
                expected_volume=REST,
                needed=Interval(low=bound("81"), high=bound("97.5")),
            ),
            "at risk (estimate): 78.00 %",
            f"; the rest, {ABOUT_1200}, must be within 81 % to 97.5 %",
        ),
        (
            forecast(LOST, expected_volume=Fraction(0), days_left=0),
            "out of reach (estimate): 78.00 %",
            "; nothing more is expected",
        ),
        (forecast(ON_TRACK, value=Fraction(81)), "on track (estimate): 81.00 %", None),
        (
            forecast(
                ON_TRACK,
                value=Fraction(95),
                expected_volume=REST,
                needed=Interval(low=bound("-3")),
            ),
            "on track (estimate): 95.00 %",
            f"; the rest, {ABOUT_1200}, may come in as it likes",
        ),
        (
            DAYS,
            "at risk (estimate): 94.74 %",
            "; 9 of the 11 days left must keep to the target",
        ),
        (
            replace(DAYS, label=LOST, days=DaysNeeded(counted=19, kept=9, left=1, needed=2)),
            "out of reach (estimate): 94.74 %",
            "; more than the 1 day left would have to keep to the target",
        ),
    ],
)
def test_a_forecast_is_told_in_a_line(told: Forecast, so_far: str, rest: str | None) -> None:
    if rest is None:
        told, rest = replace(told, expected_volume=None), ""
    assert outlook_words(told) == f"{so_far} up to 20 Oct 2026{rest}"


def test_a_forecast_is_told_in_full() -> None:
    told = forecast(
        expected_volume=REST,
        ending=Fraction("79.2"),
        band="very_minor",
        needed=Interval(low=bound("85")),
        lately=Lately(value=Fraction("80.1"), best=Fraction(85), worst=Fraction(75)),
        minimum_volume=Decimal(1500),
        lacks_volume=True,
    )
    assert dict(forecast_facts(told)) == {
        "Forecast": "at risk (estimate)",
        "So far": "78.00 % up to 20 Oct 2026",
        "Expected still": "about 1,200 on 11 days",
        "Heads for": "79.20 %, very minor",
        "Needed of the rest": "at least 85 %",
        "Last eight weeks": "80.1 %; best week 85 %, worst week 75 %",
        "Minimum volume": "1,500; the period heads for less",
        "Delivered": "64.5 % of what the whole period must have",
    }


def test_a_period_that_heads_for_no_miss_has_no_band() -> None:
    told = dict(forecast_facts(forecast(ON_TRACK, ending=Fraction(82))))
    assert told["Heads for"] == "82.00 %"


def test_what_cannot_be_worked_out_is_left_out() -> None:
    labels = [label for label, _ in forecast_facts(forecast(expected_volume=Fraction(0)))]
    assert labels == ["Forecast", "So far", "Expected still", "Delivered"]


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        (True, "1,500; the period heads for less"),
        (False, "1,500, will be there"),
        (None, "1,500, not reached yet"),
    ],
)
def test_the_minimum_volume_is_mentioned(words: str, *, lacks: bool | None) -> None:
    told = forecast(minimum_volume=Decimal(1500), lacks_volume=lacks)
    assert dict(forecast_facts(told))["Minimum volume"] == words


def test_of_a_share_of_days_the_days_are_told() -> None:
    told = dict(forecast_facts(DAYS))
    assert told["Days so far"] == "18 of 19 kept to the target"
    assert told["Expected still"] == "11 days"
    assert told["Needed of the rest"] == "9 of the 11 days left"
