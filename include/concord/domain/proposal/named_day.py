"""Days in the names of files: where one stands, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concord.domain.period import PeriodLength
from concord.domain.source import FilePattern

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "|".join(name[:3] for name in _MONTHS.split("|"))
_SPELLINGS = (
    ("%Y{s}%m{s}%d", r"(?<!\d)\d{4}(?P<s>[-_.])\d{2}(?P=s)\d{2}(?!\d)"),
    ("%d{s}%m{s}%Y", r"(?<!\d)\d{2}(?P<s>[-_.])\d{2}(?P=s)\d{4}(?!\d)"),
    ("%Y%m%d", r"(?<!\d)\d{8}(?!\d)(?P<s>)"),
    ("%Y{s}%m", r"(?<!\d)\d{4}(?P<s>[-_. ])\d{2}(?!\d)"),
    ("%m{s}%Y", r"(?<!\d)\d{2}(?P<s>[-_. ])\d{4}(?!\d)"),
    ("%Y%m", r"(?<!\d)\d{6}(?!\d)(?P<s>)"),
    ("%B{s}%Y", rf"(?<![a-z])(?:{_MONTHS})(?P<s>[-_. ]?)\d{{4}}(?!\d)"),
    ("%b{s}%Y", rf"(?<![a-z])(?:{_SHORT})(?P<s>[-_. ]?)\d{{4}}(?!\d)"),
    ("%b{s}%y", rf"(?<![a-z])(?:{_SHORT})(?P<s>[-_. ]?)\d{{2}}(?!\d)"),
    ("%Y{s}%B", rf"(?<!\d)\d{{4}}(?P<s>[-_. ]?)(?:{_MONTHS})(?![a-z])"),
    ("%Y{s}%b", rf"(?<!\d)\d{{4}}(?P<s>[-_. ]?)(?:{_SHORT})(?![a-z])"),
    ("%Y{s}Q%q", r"(?<!\d)\d{4}(?P<s>[-_. ]?)q[1-4](?!\d)"),
    ("Q%q{s}%Y", r"(?<![a-z])q[1-4](?P<s>[-_. ]?)\d{4}(?!\d)"),
    ("%Y", r"(?<!\d)(?:19|20|21)\d{2}(?!\d)(?P<s>)"),
)
_COMPILED = tuple((spelling, re.compile(text, re.IGNORECASE)) for spelling, text in _SPELLINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day, month, quarter or year that a name states: its first day and how it is written."""

    first: date
    spelling: str
    start: int
    end: int

    @property
    def finest(self) -> PeriodLength:
        """The shortest period that the spelling can tell from another."""
        if "%d" in self.spelling:
            return PeriodLength.DAY
        if any(code in self.spelling for code in ("%m", "%b", "%B")):
            return PeriodLength.MONTH
        return PeriodLength.QUARTER if "%q" in self.spelling else PeriodLength.YEAR


def named_days(name: str) -> Iterator[NamedDay]:
    """Yield the dates in a name, the most exact readings first; no two of them overlap."""
    taken: set[int] = set()
    for spelling, pattern in _COMPILED:
        for match in pattern.finditer(name):
            written = spelling.replace("{s}", match["s"])
            period = FilePattern(text=f"{{period:{written}}}").period_of(
                match[0], PeriodLength.DAY
            )
            place = set(range(*match.span()))
            if period is not None and taken.isdisjoint(place):
                taken |= place
                yield NamedDay(
                    first=period.start, spelling=written, start=match.start(), end=match.end()
                )
