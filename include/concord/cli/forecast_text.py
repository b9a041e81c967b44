"""Forecasts as tables, for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from concord.cli.output import table
from concord.domain.figure_text import dimension_text
from concord.domain.forecast import (
    Forecast,
    label_words,
    needed_words,
    rest_words,
    so_far_words,
)
from concord.domain.notation import period_name, shown, target_words

_HEADER = ("service level", "period", "for", "target", "so far", "to come", "needed", "forecast")


def forecast_table(found: Iterable[Forecast]) -> Table:
    """Return forecasts as a table, marked as the estimates that they are."""
    return table("Running periods (estimates)", _HEADER, (_row(forecast) for forecast in found))


def _row(forecast: Forecast) -> tuple[str, ...]:
    return (
        forecast.service_level,
        period_name(forecast.period),
        shown(dimension_text(forecast.dimension)),
        target_words(forecast.target, forecast.unit),
        so_far_words(forecast),
        rest_words(forecast),
        needed_words(forecast),
        label_words(forecast.label),
    )
