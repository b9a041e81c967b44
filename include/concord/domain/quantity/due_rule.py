"""When a delivery is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity.moment import parse_time_of_day
from concord.domain.quantity.span import Span, parse_span
from concord.domain.quantity.spelling import QuantityError, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When something is due after a period's end, such as 3 business days at 17:00."""

    after_end: Span
    at: time

    def day(self, period_end: date, calendar: BusinessCalendar) -> date:
        """Return the day on which it is due for a period that ends on `period_end`."""
        return self.after_end.after(period_end, calendar)

    def __str__(self) -> str:
        return f"{self.after_end} after period end at {self.at:%H:%M}"


def parse_due_rule(text: str) -> DueRule:
    """Read `3 business days after period end at 17:00`; without a time, the day's last minute."""
    if match := re.fullmatch(r"(\S.*\S) after period end(?: at (\S+))?", trimmed(text)):
        at = parse_time_of_day(match[2]) if match[2] else time(23, 59)
        return DueRule(after_end=parse_span(match[1]), at=at)
    raise QuantityError(text, "a due time such as 3 business days after period end at 17:00")
