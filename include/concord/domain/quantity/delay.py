"""How long before or after a moment something happens: by the clock, or by the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity.duration import duration_words, parse_duration
from concord.domain.quantity.span import Span, parse_span
from concord.domain.quantity.spelling import QuantityError

Delay = timedelta | Span
"""Elapsed time such as 4 hours, or days such as 1 business day at the same time of day."""


def parse_delay(text: str) -> Delay:
    """Read `4 hours`, `90 min`, `1 business day`, `2 days` or `1 week`, longer than nothing."""
    for parse in (parse_duration, parse_span):
        try:
            found = parse(text)
        except QuantityError:
            continue
        if isinstance(found, Span) and found.count > 0:
            return found
        if isinstance(found, timedelta) and found > timedelta(0):
            return found
    raise QuantityError(text, "a time such as 4 hours, 1 business day or 2 days")


def delay_words(delay: Delay) -> str:
    """Write a delay as `parse_delay` reads it."""
    return str(delay) if isinstance(delay, Span) else duration_words(delay)


def moment_after(moment: datetime, delay: Delay, calendar: BusinessCalendar) -> datetime:
    """Return the moment a delay after another one, on the same clock.

    Days keep the time of day, whatever the clock change between; hours are those that pass.
    """
    if isinstance(delay, Span):
        return datetime.combine(delay.after(moment.date(), calendar), moment.timetz())
    return (moment.astimezone(UTC) + delay).astimezone(moment.tzinfo)


def moment_before(moment: datetime, delay: Delay, calendar: BusinessCalendar) -> datetime:
    """Return the moment a delay before another one, on the same clock; see `moment_after`."""
    if isinstance(delay, Span):
        return datetime.combine(delay.before(moment.date(), calendar), moment.timetz())
    return (moment.astimezone(UTC) - delay).astimezone(moment.tzinfo)
