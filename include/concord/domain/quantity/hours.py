"""The hours of a day between which somebody works or something runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

from concord.domain.quantity.moment import parse_time_of_day
from concord.domain.quantity.spelling import QuantityError, trimmed

_MIDNIGHT = time(0)
_DAY_END = "24:00"
_SPELLINGS = "hours such as 09:00-18:00, 15:00-04:00 or 00:00-24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours on the wall clock, such as 09:00-18:00; a shift may end on the next day.

    `closes` at 0:00 is the end of the day on which it `opens`, written 24:00.
    """

    opens: time
    closes: time

    @property
    def crosses_midnight(self) -> bool:
        """Whether they go on into the next day; closing at 24:00 does not."""
        return self.closes != _MIDNIGHT and self.closes <= self.opens

    @property
    def length(self) -> timedelta:
        """How long they are by the wall clock, on a day without a clock change."""
        minutes = (_minutes(self.closes) - _minutes(self.opens)) % (24 * 60)
        return timedelta(minutes=minutes) if minutes else timedelta(days=1)

    def __str__(self) -> str:
        closes = _DAY_END if self.closes == _MIDNIGHT else f"{self.closes:%H:%M}"
        return f"{self.opens:%H:%M}-{closes}"


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def parse_hours(text: str) -> Hours:
    """Read `09:00-18:00` or `15:00–04:00`; only 00:00-24:00 may end where it begins."""
    match = re.fullmatch(r"([0-9:]+) *[-–] *([0-9:]+)", trimmed(text))
    if match is None:
        raise QuantityError(text, _SPELLINGS)
    try:
        opens = parse_time_of_day(match[1])
        closes = _MIDNIGHT if match[2] == _DAY_END else parse_time_of_day(match[2])
    except QuantityError as error:
        raise QuantityError(text, _SPELLINGS) from error
    if opens == closes and match[2] != _DAY_END:
        raise QuantityError(text, f"{_SPELLINGS}; they end where they begin")
    return Hours(opens=opens, closes=closes)
