"""`concord forecast`: where the running periods of a partner head for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape

from concord.cli.forecast_json import document
from concord.cli.output import console, table
from concord.domain.agreement import Agreement
from concord.domain.figure_text import dimension_text
from concord.domain.forecast import (
    Forecast,
    label_words,
    needed_words,
    rest_words,
    so_far_words,
)
from concord.domain.notation import period_name, shown, target_words
from concord.wiring import deployment

FORECAST = 0


def forecast_periods(partner: str, now: datetime, *, as_json: bool) -> int:
    """Print the forecasts of an installation's partner; 0 whatever they say."""
    here = deployment()
    agreement, found = here.agreement(partner), here.forecasts(partner, now)
    if as_json:
        text = json.dumps(document(partner, now, found), indent=2, ensure_ascii=False)
        print(text)  # noqa: T201 - the result
    else:
        _print(console(), agreement, found)
    return FORECAST


def _print(out: Console, agreement: Agreement, found: Sequence[Forecast]) -> None:
    if not found:
        out.print(f"No period of {escape(agreement.name)} is running that has any data.")
        return
    header = (
        "service level",
        "period",
        "for",
        "target",
        "so far",
        "to come",
        "needed",
        "forecast",
    )
    out.print(table("Running periods, all figures estimates", header, map(_row, found)))


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
