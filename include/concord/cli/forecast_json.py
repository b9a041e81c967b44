"""Forecasts as JSON: in `concord forecast`, and beside the open periods of other commands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from concord.domain.forecast import Bound, DaysNeeded, Forecast, Interval, Lately
from concord.domain.kpi import as_text
from concord.domain.notation import shown
from concord.domain.quantity import Direction, Target

SCHEMA = "concord.forecast/1"

Json = dict[str, object]


def document(partner: str, at: datetime, forecasts: Iterable[Forecast]) -> Json:
    """Return the whole document; equal inputs give equal documents."""
    return {
        "schema": SCHEMA,
        "at": at.isoformat(),
        "partner": partner,
        "forecasts": [
            {
                "service_level": each.service_level,
                "kpi": each.kpi,
                "service": each.service,
                "period": str(each.period),
                "dimension": {name: shown(value) for name, value in each.dimension},
                **forecast_json(each),
            }
            for each in forecasts
        ],
    }


def forecast_json(forecast: Forecast) -> Json:
    """Return the figures of a forecast, marked as the estimate that they are."""
    return {
        "estimate": True,
        "label": forecast.label,
        "is_reachable": forecast.is_reachable,
        "is_secured": forecast.is_secured,
        "as_of": forecast.as_of.isoformat(),
        "unit": forecast.unit,
        "value": as_text(forecast.value),
        "numerator": as_text(forecast.numerator),
        "denominator": as_text(forecast.denominator),
        "target": _target(forecast.target),
        "direction": forecast.target.direction,
        "ending": as_text(forecast.ending),
        "band": forecast.band,
        "days_left": forecast.days_left,
        "expected_volume": as_text(forecast.expected_volume),
        "needed": None if forecast.needed is None else _needed(forecast.needed),
        "days": None if forecast.days is None else _days(forecast.days),
        "lately": None if forecast.lately is None else _lately(forecast.lately),
        "completeness": as_text(forecast.completeness),
        "minimum_volume": as_text(forecast.minimum_volume),
        "lacks_volume": forecast.lacks_volume,
    }


def _target(target: Target) -> str | list[str | None] | None:
    if target.direction is Direction.WITHIN:
        return [as_text(target.limit), as_text(target.top)]
    return as_text(target.limit)


def _needed(needed: Interval) -> Json:
    return {
        "at_least": _end(needed.low, included=True),
        "more_than": _end(needed.low, included=False),
        "at_most": _end(needed.high, included=True),
        "less_than": _end(needed.high, included=False),
    }


def _end(bound: Bound | None, *, included: bool) -> str | None:
    return None if bound is None or bound.included != included else as_text(bound.value)


def _days(days: DaysNeeded) -> Json:
    return {
        "counted": days.counted,
        "kept": days.kept,
        "left": days.left,
        "needed": days.needed,
    }


def _lately(lately: Lately) -> Json:
    return {
        "value": as_text(lately.value),
        "best": as_text(lately.best),
        "worst": as_text(lately.worst),
    }
