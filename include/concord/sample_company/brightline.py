"""Brightline sends every single call: one row each, twenty thousand in a full month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from concord.domain.period import MeasurementPeriod
from concord.sample_company.delivery import Delivery, table_of, xlsx
from concord.sample_company.timeline import Timeline, arrival, is_weekend

ZONE = ZoneInfo("America/Bogota")
CALLS_LAST_MONTH = 20_000
CALLS_EARLIER = 1_500
"""Earlier months are an extract, so that fourteen of them are read in seconds."""

TEAMS = ("claims", "sales", "retention")
TOP_BOX_SHARE = {"claims": 0.66, "sales": 0.69, "retention": 0.555}
IN_TIME_SHARE = 0.875
ANSWERED_SHARE = 0.965
REPLY_SHARE = 0.42
AGENTS = 48

_PARTNER_NUMBER = 2
_OPENS, _CLOSES = 7 * 3600, 21 * 3600
_PATIENCE_S = 30


def deliveries(timeline: Timeline, seed: int) -> Iterator[Delivery]:
    """Yield a workbook for every month that is over."""
    for month in (*timeline.months, *timeline.ended_since):
        count = CALLS_LAST_MONTH if month == timeline.last_month else CALLS_EARLIER
        frame = calls(month, count, seed)
        rows = [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
        yield Delivery(
            path=f"Brightline/Inbound/brightline-calls-{month}.xlsx",
            content=xlsx(table_of(rows, "Calls")),
            arrived=arrival(month, 2, time(9, 5), ZONE),
        )


def calls(month: MeasurementPeriod, count: int, seed: int) -> pd.DataFrame:
    """Return `count` calls in order of time; agents are pseudonyms, satisfaction may be blank."""
    chance = np.random.default_rng([seed, _PARTNER_NUMBER, month.start.year, month.start.month])
    teams = chance.choice(TEAMS, count, p=(0.45, 0.3, 0.25))
    in_time = chance.random(count) < IN_TIME_SHARE
    # Whoever hangs up has waited too long: an early hang-up is rare enough to leave out.
    answered = in_time | (chance.random(count) < _answered_when_late())
    return pd.DataFrame(
        {
            "Call ID": [f"C-{month.start:%y%m}-{number:06d}" for number in range(1, count + 1)],
            "Start": _moments(month, count, chance),
            "Agent": [f"{number:06d}" for number in _agents(teams, chance)],
            "Team": teams.tolist(),
            "Wait (s)": _waits(in_time, chance),
            "Handle time (s)": _handle_times(answered, chance),
            "Answered": np.where(answered, "Y", "N").tolist(),
            "CSAT": _satisfaction(teams, answered, chance),
        },
        dtype=object,
    )


def _answered_when_late() -> float:
    return (ANSWERED_SHARE - IN_TIME_SHARE) / (1 - IN_TIME_SHARE)


def _moments(month: MeasurementPeriod, count: int, chance: Generator) -> list[datetime]:
    days = month.days()
    weights = np.array([0.5 if is_weekend(day) else 1.0 for day in days])
    picked = chance.choice(len(days), count, p=weights / weights.sum())
    seconds = chance.integers(_OPENS, _CLOSES, count)
    # Wall-clock time of Bogotá without a zone: so the partner writes it.
    midnights = [datetime.combine(day, time()) for day in days]
    moments = (
        midnights[day] + timedelta(seconds=int(second))
        for day, second in zip(picked, seconds, strict=True)
    )
    return sorted(moments)


def _agents(teams: NDArray[np.str_], chance: Generator) -> list[int]:
    first = {team: 4100 + 200 * number for number, team in enumerate(TEAMS)}
    within = chance.integers(0, AGENTS // len(TEAMS), len(teams))
    return [first[team] + 7 * int(number) for team, number in zip(teams, within, strict=True)]


def _waits(in_time: NDArray[np.bool_], chance: Generator) -> list[int]:
    short = chance.integers(1, _PATIENCE_S, len(in_time), endpoint=True)
    long = chance.integers(_PATIENCE_S + 1, 240, len(in_time))
    return [int(wait) for wait in np.where(in_time, short, long)]


def _handle_times(answered: NDArray[np.bool_], chance: Generator) -> list[int]:
    spoken = np.clip(chance.gamma(4.0, 78.0, len(answered)), 15, 3000)
    return [int(seconds) for seconds in np.where(answered, spoken, 0)]


def _satisfaction(
    teams: NDArray[np.str_], answered: NDArray[np.bool_], chance: Generator
) -> list[int | None]:
    replied = answered & (chance.random(len(teams)) < REPLY_SHARE)
    top = chance.random(len(teams)) < np.array([TOP_BOX_SHARE[team] for team in teams])
    lower = chance.choice((1, 2, 3, 4), len(teams), p=(0.08, 0.12, 0.25, 0.55))
    scores = np.where(top, 5, lower)
    return [int(score) if given else None for score, given in zip(scores, replied, strict=True)]
