"""In which order day, month and year stand in dates written as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})(?:[T ]+\d[\d:. ]*(?:[AaPp][Mm])?)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")
_ORDERS = ("dmy", "mdy", "ymd")
_FULL_YEAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOrder:
    """The order, empty where none is needed; `others` are orders that would do as well."""

    order: str = ""
    others: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


def date_order(texts: Iterable[str]) -> DateOrder:
    """Return the order in which every written date is a real one, the likeliest first."""
    written = {
        text.strip(): (match[1], match[3], match[4])
        for text in texts
        if (match := _WRITTEN.fullmatch(text.strip())) and not _ISO.fullmatch(text.strip())
    }
    fitting = [(order, found) for order in _ORDERS if (found := _days(written.values(), order))]
    if not fitting:
        return DateOrder()
    fitting.sort(key=lambda fit: (-len(fit[1]), _months(fit[1]), _ORDERS.index(fit[0])))
    best, days = fitting[0]
    others = tuple(order for order, found in fitting[1:] if len(found) == len(days))
    return DateOrder(order=best, others=others, seen=tuple(written))


def _months(days: list[date]) -> int:
    """Count the months that dates lie in: read in the wrong order, they lie in many."""
    return len({(day.year, day.month) for day in days})


def _days(written: Iterable[tuple[str, str, str]], order: str) -> list[date]:
    days = []
    for parts in written:
        numbers = dict(zip(order, parts, strict=True))
        if not _is_year(numbers["y"], order):
            continue
        year = int(numbers["y"]) + (0 if len(numbers["y"]) == _FULL_YEAR else 2000)
        try:
            days.append(date(year, int(numbers["m"]), int(numbers["d"])))
        except ValueError:
            continue
    return days


def _is_year(digits: str, order: str) -> bool:
    """Say whether a number can be a year: one of two digits only stands at the end."""
    return len(digits) == _FULL_YEAR or (len(digits) == 2 and order != "ymd")  # noqa: PLR2004 - digits
