"""Days of the week.  They count from 0 for Monday, as the standard library does."""

from __future__ import annotations

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
    for part in trimmed(text).split(","):
        try:
            named = _named(part)
        except QuantityError as error:
            raise QuantityError(text, "weekdays such as mon-fri, sat or mon, wed, fri") from error
        if days & named:
            raise QuantityError(text, "weekdays each of which is named once")
        days |= named
    return Weekdays(days=frozenset(days))


def _named(part: str) -> frozenset[int]:
    first, dash, last = part.replace("–", "-").partition("-")
    if not dash:
        return frozenset({parse_weekday(first)})
    begin, end = parse_weekday(first), parse_weekday(last)
    if begin == end:
        raise QuantityError(part, "a range from one weekday to another")
    return _run(begin, end if end > begin else end + 7)
