"""Forecasts of running periods: what is needed still, and whether it can be reached."""

from concord.domain.forecast.day_figure import DayFigure, day_figure
from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.estimate import ForecastLabel
from concord.domain.forecast.forecast import Forecast
from concord.domain.forecast.interval import Bound, Interval
from concord.domain.forecast.lately import Lately
from concord.domain.forecast.level_relief import LevelRelief, level_relief
from concord.domain.forecast.outlook import RunningPeriod, forecast_of, is_ratio
from concord.domain.forecast.rest import LOOK_BACK, DaysSeen, Rest, rest_of
from concord.domain.forecast.words import (
    ESTIMATE,
    forecast_facts,
    label_words,
    needed_words,
    outlook_words,
    rest_words,
    so_far_words,
)

__all__ = [
    "ESTIMATE",
    "LOOK_BACK",
    "Bound",
    "DayFigure",
    "DaysNeeded",
    "DaysSeen",
    "Forecast",
    "ForecastLabel",
    "Interval",
    "Lately",
    "LevelRelief",
    "Rest",
    "RunningPeriod",
    "day_figure",
    "forecast_facts",
    "forecast_of",
    "is_ratio",
    "label_words",
    "level_relief",
    "needed_words",
    "outlook_words",
    "rest_of",
    "rest_words",
    "so_far_words",
]
