"""Forecasts of running periods: what is needed still, and whether it can be reached."""

from concord.domain.forecast.forecast import DaysNeeded, Forecast, ForecastLabel, Lately
from concord.domain.forecast.interval import Bound, Interval

__all__ = ["Bound", "DaysNeeded", "Forecast", "ForecastLabel", "Interval", "Lately"]
