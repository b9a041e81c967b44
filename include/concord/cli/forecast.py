"""`concord forecast`: where the running periods of a partner head for."""

from __future__ import annotations

import json
from datetime import datetime

from rich.markup import escape

from concord.cli.forecast_json import document
from concord.cli.forecast_text import forecast_table
from concord.cli.output import console
from concord.wiring import deployment

FORECAST = 0


def forecast_periods(partner: str, now: datetime, *, as_json: bool) -> int:
    """Print the forecasts of an installation's partner; 0 whatever they say."""
    here = deployment()
    agreement, found = here.agreement(partner), here.forecasts(partner, now)
    if as_json:
        text = json.dumps(document(partner, now, found), indent=2, ensure_ascii=False)
        print(text)  # noqa: T201 - the result
    elif found:
        console().print(forecast_table(found))
    else:
        name = escape(agreement.name)
        console().print(f"There is nothing to forecast: no period of {name} is open.")
    return FORECAST
