"""Days of the calendar and times of the clock."""

from __future__ import annotations

import re
from datetime import date, time

from concord.domain.quantity.spelling import QuantityError, trimmed


def parse_time_of_day(text: str) -> time:
    """Read `17:00` on a 24-hour clock."""
    if match := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", trimmed(text)):
        return time(int(match[1]), int(match[2]))
    raise QuantityError(text, "a time of day such as 17:00")


def parse_date(text: str) -> date:
    """Read an ISO date such as `2026-10-31`; a day that does not exist is an error."""
    bare = trimmed(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", bare):
        try:
            return date.fromisoformat(bare)
        except ValueError as error:
            raise QuantityError(text, f"a date that exists ({error})") from error
    raise QuantityError(text, "a date such as 2026-10-31")
