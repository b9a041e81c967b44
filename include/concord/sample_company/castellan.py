"""Castellan works through cases, writes German text files, and has a bad month behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pandas as pd
from numpy.random import Generator

from concord.domain.period import MeasurementPeriod
from concord.sample_company.delivery import Delivery, table_of, xlsx
from concord.sample_company.timeline import Timeline, arrival, is_weekend

ZONE = ZoneInfo("Europe/Berlin")
TEAMS = {"Schaden": 140, "Vertrag": 95, "Rechnung": 60}
"""Cases that fall due on a business day, by team."""

NOT_DELIVERED = 0
BROKEN_CELL = 0
LATE = 3
CUT_OFF = 5
RENAMED_COLUMN = 7
"""What went wrong, by the month's age before the last month."""

BROKEN_ROW, BROKEN_TEXT = 17, "folgt"
IN_TIME = {8: 0.934}
ACCURATE = {6: 0.974}
_PARTNER_NUMBER = 3


def deliveries(timeline: Timeline, seed: int) -> Iterator[Delivery]:
    """Yield the text file of cases and the workbook of checked cases, month by month."""
    for month in (*timeline.months, *timeline.ended_since):
        age = timeline.age(month)
        chance = np.random.default_rng(
            [seed, _PARTNER_NUMBER, month.start.year, month.start.month]
        )
        frame = daily_cases(month, IN_TIME.get(age, 0.962), chance)
        if age != NOT_DELIVERED:
            yield _case_file(month, frame, age)
        yield from _quality_files(month, _checked(frame, ACCURATE.get(age, 0.987), chance), age)


def daily_cases(month: MeasurementPeriod, in_time: float, chance: Generator) -> pd.DataFrame:
    """Return one row a business day and team, in the columns of the text file."""
    rows = []
    for day in _business_days(month):
        for team, usual in TEAMS.items():
            due = int(chance.poisson(usual))
            kept = min(due, round(due * (in_time + chance.normal(0, 0.006))))
            done = due + int(chance.integers(-4, 5))
            hours = round(done / chance.normal(6.2, 0.2), 1)
            rows.append((day, team, due, kept, done, hours))
    return pd.DataFrame(
        rows, columns=["Datum", "Team", "Fällig", "Fristgerecht", "Erledigt", "Stunden"]
    )


def _business_days(month: MeasurementPeriod) -> list[date]:
    off = holidays.country_holidays("DE", years=month.start.year)
    return [day for day in month.days() if not is_weekend(day) and day not in off]


def _case_file(month: MeasurementPeriod, frame: pd.DataFrame, age: int) -> Delivery:
    if age == RENAMED_COLUMN:
        frame = frame.rename(columns={"Fristgerecht": "i. O."})
    german = frame.assign(Datum=[f"{day:%d.%m.%Y}" for day in frame["Datum"]])
    text = german.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    return Delivery(
        path=f"Castellan/Inbound/Castellan_Faelle_{month}.csv",
        content=text.encode("cp1252"),
        arrived=_arrival(month, late=age == LATE),
    )


def _arrival(month: MeasurementPeriod, *, late: bool) -> datetime:
    # Due is the third business day: even two holidays do not move it past the fifth weekday.
    return arrival(month, 5, time(18, 40), ZONE) if late else arrival(month, 2, time(10, 40), ZONE)


def _checked(frame: pd.DataFrame, accurate: float, chance: Generator) -> list[tuple[object, ...]]:
    """Return how many of each day's finished cases were checked, and how many had errors."""
    rows: list[tuple[object, ...]] = []
    for day, team, done in zip(frame["Datum"], frame["Team"], frame["Erledigt"], strict=True):
        checked = max(8, round(done * 0.3))
        rows.append((day, team, checked, int(chance.binomial(checked, 1 - accurate))))
    return rows


def _quality_files(
    month: MeasurementPeriod, rows: list[tuple[object, ...]], age: int
) -> Iterator[Delivery]:
    if age == BROKEN_CELL:
        # Row 1 of the sheet is the header.
        day, team, checked, _ = rows[BROKEN_ROW - 2]
        rows[BROKEN_ROW - 2] = (day, team, checked, BROKEN_TEXT)
    header = ("Datum", "Team", "Geprüft", "Mit Fehler")
    content = xlsx(table_of([header, *rows], "Qualität"))
    name = f"Castellan/Inbound/Castellan_Qualitaet_{month}"
    arrived = _arrival(month, late=age == BROKEN_CELL)
    if age == CUT_OFF:
        half = content[: len(content) // 2]
        yield Delivery(path=f"{name}.xlsx", content=half, arrived=arrived)
        name, arrived = f"{name}_neu", arrival(month, 4, time(8, 30), ZONE)
    yield Delivery(path=f"{name}.xlsx", content=content, arrived=arrived)
