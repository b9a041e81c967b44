"""Forecasts in words.  Whatever they say, they say that it is an estimate."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from concord.domain.figure_text import value_text
from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.estimate import ForecastLabel
from concord.domain.forecast.forecast import Forecast
from concord.domain.forecast.interval import Interval
from concord.domain.notation import counted, day, figure, named, number, share

ESTIMATE = "estimate"
ANYTHING = "anything"
"""What must come of a rest that can spoil nothing any more."""


_WORDS = {
    ForecastLabel.ON_TRACK: "on track",
    ForecastLabel.AT_RISK: "at risk",
    ForecastLabel.LOST: "out of reach",
}


def label_words(label: ForecastLabel) -> str:
    """Return a label in words, as an estimate."""
    return f"{_WORDS[label]} ({ESTIMATE})"


def so_far_words(forecast: Forecast) -> str:
    """Return the value to date, and the last day that it covers."""
    value = figure(forecast.value, forecast.unit, forecast.target)
    return f"{value} up to {day(forecast.as_of)}"


def rest_words(forecast: Forecast) -> str:
    """Return what is expected still, such as `about 1,200 on 11 days`."""
    if forecast.days is not None or forecast.expected_volume is None:
        return counted(forecast.days_left, "day")
    if not forecast.expected_volume:
        return "nothing more"
    volume = number(forecast.expected_volume)
    return f"about {volume} on {counted(forecast.days_left, 'day')}"


def needed_words(forecast: Forecast) -> str:
    """Return what must come of the rest; empty where that cannot be worked out.

    Figures are rounded to the safe side: what is written suffices.
    """
    if forecast.days is not None:
        return _days(forecast.days)
    if forecast.needed is None:
        return ""
    return _range(forecast.needed.within(forecast.possible), forecast.unit)


def _days(days: DaysNeeded) -> str:
    if not days.is_reachable:
        return f"more than the {counted(days.left, 'day')} left"
    return f"{days.needed} of the {counted(days.left, 'day')} left"


def _range(needed: Interval, unit: str) -> str:
    low = None if needed.low is None else Fraction(ceil(needed.low.value * 100), 100)
    high = None if needed.high is None else Fraction(floor(needed.high.value * 100), 100)
    if low is None and high is None:
        return ANYTHING
    if low is None:
        return f"at most {value_text(high, unit)}"
    if high is None:
        return f"at least {value_text(low, unit)}"
    return f"within {value_text(low, unit)} to {value_text(high, unit)}"


def outlook_words(forecast: Forecast) -> str:
    """Return a forecast in a line: its label, the value to date, and what is needed."""
    said = [f"{label_words(forecast.label)}: {so_far_words(forecast)}"]
    needed = needed_words(forecast)
    must = "must" if forecast.is_reachable else "would have to"
    if forecast.days is not None:
        said.append(f"{needed} {must} keep to the target")
    elif needed == ANYTHING:
        said.append(f"the rest, {rest_words(forecast)}, may come in as it likes")
    elif needed:
        said.append(f"the rest, {rest_words(forecast)}, {must} be {needed}")
    elif forecast.expected_volume == 0:
        said.append("nothing more is expected")
    return "; ".join(said)


def forecast_facts(forecast: Forecast) -> Iterator[tuple[str, str]]:
    """Yield everything that a forecast is made of, as label and figure."""
    yield "Forecast", label_words(forecast.label)
    yield "So far", so_far_words(forecast)
    if forecast.days is not None:
        yield "Days so far", f"{forecast.days.kept} of {forecast.days.counted} kept to the target"
    yield "Expected still", rest_words(forecast)
    if forecast.ending is not None:
        band = "" if forecast.band is None else f", {named(forecast.band)}"
        value = figure(forecast.ending, forecast.unit, forecast.target)
        yield "Heads for", f"{value}{band}"
    if needed := needed_words(forecast):
        yield "Needed of the rest", needed
    recent = forecast.lately
    if recent is not None:
        pooled, best, worst = (
            value_text(value, forecast.unit) for value in (recent.value, recent.best, recent.worst)
        )
        yield "Last eight weeks", f"{pooled}; best week {best}, worst week {worst}"
    if forecast.minimum_volume is not None:
        yield "Minimum volume", _volume(forecast.lacks_volume, number(forecast.minimum_volume))
    yield "Delivered", f"{share(forecast.completeness)} of what the whole period must have"


def _volume(lacks: bool | None, minimum: str) -> str:  # noqa: FBT001 - its three values are told
    if lacks is None:
        return f"{minimum}, not reached yet"
    return f"{minimum}; the period heads for less" if lacks else f"{minimum}, will be there"
