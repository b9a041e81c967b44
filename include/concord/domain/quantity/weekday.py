"""Days of the week.  They count from 0 for Monday, as the standard library does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from concord.domain.quantity.spelling import QuantityError, trimmed

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(name[:3].lower() for name in WEEKDAYS)
_NUMBERS = {
    spelling: number
    for number, name in enumerate(WEEKDAYS)
    for spelling in (name, name.lower(), name[:3], name[:3].lower())
}
_SPELLINGS = "weekdays such as mon-fri, sat or mon, wed, fri"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """Some days of the week, at least one."""

    days: frozenset[int]

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.days

    def __str__(self) -> str:
        for first in range(7):
            if _run(first, first + len(self.days) - 1) == self.days and len(self.days) > 1:
                return f"{_SHORT[first]}-{_SHORT[(first + len(self.days) - 1) % 7]}"
        return ", ".join(_SHORT[day] for day in sorted(self.days))


def _run(first: int, last: int) -> frozenset[int]:
    """Return the weekdays from `first` to `last`, which may lie in the next week."""
    return frozenset(day % 7 for day in range(first, last + 1))


def parse_weekday(text: str) -> int:
    """Read `Tuesday` or `tue`; 0 is Monday."""
    number = _NUMBERS.get(trimmed(text))
    if number is None:
        raise QuantityError(text, "a day of the week such as Tuesday or tue")
    return number


def parse_weekdays(text: str) -> Weekdays:
    """Read `mon-fri`, `sat`, `mon, wed, fri` or `fri-mon`, which goes over the weekend."""
    days: set[int] = set()
    for part in re.split(" *, *", trimmed(text)):
        named = _named(part)
        if not named:
            raise QuantityError(text, _SPELLINGS)
        if days & named:
            raise QuantityError(text, f"{_SPELLINGS}, each day named once")
        days |= named
    return Weekdays(days=frozenset(days))


def _named(part: str) -> frozenset[int]:
    """Return the weekdays of `sat` or `mon-fri`; none if it is neither."""
    ends = [_NUMBERS.get(end) for end in re.split(" *[-–] *", part)]
    match ends:
        case [int(day)]:
            return frozenset({day})
        case [int(first), int(last)] if first != last:
            return _run(first, last if last > first else last + 7)
        case _:
            return frozenset()
