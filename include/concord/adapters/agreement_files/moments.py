"""Read moments: a date and time on a clock, or the beginning or end of a whole day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.domain.quantity import QuantityError

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?:[+-][0-9]{2}:[0-9]{2})?"
)


def beginning(text: str, zone: ZoneInfo) -> datetime:
    """Read when something began, in UTC; a date means its first minute."""
    return _moment(text, zone) or _midnight(quantities.day(text), zone)


def end(text: str, zone: ZoneInfo) -> datetime:
    """Read when something was over, in UTC; a date is over when the next one begins."""
    return _moment(text, zone) or _midnight(quantities.day(text) + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return a date with a time, None where there is none."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    quantities.day(match[1])
    try:
        read = datetime.fromisoformat(match[0])
    except ValueError as error:
        raise QuantityError(text, "a date with a time such as 2026-10-14T09:10") from error
    if read.tzinfo is not None:
        return read.astimezone(UTC)
    local = read.replace(tzinfo=zone)
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return local.astimezone(UTC)
    expected = (
        f"a time that clocks in {zone.key} show once; else with its offset: {match[0]}+01:00"
    )
    raise QuantityError(text, expected)
