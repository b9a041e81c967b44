"""Forecasts and what they are made of; a test names only what it is about."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from concord.domain.forecast import (
    DayFigure,
    Forecast,
    ForecastLabel,
    Rest,
    RunningPeriod,
)
from concord.domain.forecast.needed import possible
from concord.domain.kpi import TOTAL, ratio
from concord.domain.quantity import PERCENT
from concord.domain.service_level import OutcomeKind
from tests.builders import at_least, kpi, measurement, outcome, period, service_level


def day_of(text: str) -> date:
    """Return a day as people write it."""
    return date.fromisoformat(text)


def on_day(day: str | date, volume: int = 100, met: int = 0) -> DayFigure:
    """Return a day with so many calls, of which some were answered."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    numerator, whole = Fraction(met), Fraction(volume)
    return DayFigure(
        day=on, value=ratio(numerator, whole, PERCENT), numerator=numerator, volume=whole
    )


def daily(first: str, last: str, volume: int = 100, met: int = 0) -> tuple[DayFigure, ...]:
    """Return every day from `first` to `last`, all alike."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return tuple(on_day(day, volume, met) for day in days)


def running(
    numerator: int | None = 80,
    denominator: int | None = 100,
    rest: int | None = 100,
    days_left: int = 11,
    **changes: Any,  # noqa: ANN401 - any field of the dataclass
) -> RunningPeriod:
    """Return October 2026 up to the 20th: 80 of 100 calls answered, 100 to come."""
    sums = (
        measurement(None)
        if numerator is None
        else measurement(numerator=Fraction(numerator), denominator=Fraction(denominator or 0))
    )
    value = ratio(sums.numerator, sums.denominator, PERCENT)
    so_far = outcome(
        kind=OutcomeKind.OPEN,
        value=value,
        compared_value=value,
        volume=sums.denominator,
        completeness=Fraction(20, 31),
    )
    default = RunningPeriod(
        kpi=kpi(),
        level=service_level(),
        outcome=so_far,
        measured=None if numerator is None else sums,
        figures=(),
        as_of=date(2026, 10, 20),
        rest=to_come(days_left, rest),
    )
    return replace(default, **changes)


def to_come(days: int, volume: int | None) -> Rest:
    """Return so many days that share a volume alike; None where nobody knows it."""
    if volume is None:
        return Rest(days=days, volume=None)
    by_day = (Fraction(volume, days),) * days if days else ()
    return Rest(days=days, volume=Fraction(volume), by_day=by_day)


def forecast(label: ForecastLabel = ForecastLabel.AT_RISK, **changes: Any) -> Forecast:  # noqa: ANN401 - any field of the dataclass
    """Return a forecast of October 2026 for the total of the service level `phone`."""
    default = Forecast(
        service_level="phone",
        kpi="answer_rate",
        service="voice",
        period=period(),
        dimension=TOTAL,
        unit=PERCENT,
        label=label,
        as_of=date(2026, 10, 20),
        target=at_least("80"),
        value=Fraction(78),
        numerator=Fraction(78),
        denominator=Fraction(100),
        days_left=11,
        expected_volume=Fraction(100),
        needed=None,
        possible=possible(kpi()),
        ending=None,
        band=None,
        lately=None,
        completeness=Fraction(20, 31),
    )
    return replace(default, **changes)
