"""Days counted from the beginning of a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity.spelling import QuantityError, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfPeriod:
    """The n-th day or business day of the period that follows, such as the 6th business day."""

    number: int
    business: bool

    def day(self, period_end: date, calendar: BusinessCalendar) -> date:
        """Return that day, counted from the first day after `period_end`."""
        if self.business:
            return calendar.shift(period_end, self.number)
        return period_end + timedelta(days=self.number)

    def __str__(self) -> str:
        kind = "business day" if self.business else "day"
        return f"{self.number}{ordinal_ending(self.number)} {kind}"


def ordinal_ending(number: int) -> str:
    """Return what makes a number an ordinal: the st of 21st, the th of 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return "th" if number % 100 in {11, 12, 13} else ending


def parse_day_of_period(text: str) -> DayOfPeriod:
    """Read `6th business day` or `10th day`."""
    if match := re.fullmatch(r"([1-9][0-9]{0,2})(st|nd|rd|th)( business)? day", trimmed(text)):
        number = int(match[1])
        if match[2] == ordinal_ending(number):
            return DayOfPeriod(number=number, business=match[3] is not None)
    raise QuantityError(text, "a day such as 6th business day or 10th day")
