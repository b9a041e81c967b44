"""Units that changed unannounced, told by comparing a file with the periods before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from concord.domain.finding import Finding, Severity
from concord.domain.source import Column, ColumnType, Source
from concord.domain.submission import Medians

PERIODS = 6
"""How many periods before a file it is compared with."""

FEWEST = 3
"""With fewer of them nothing can be told."""

_SUSPECTS = (
    (Decimal(55), Decimal(65), "60 times as large as", "seconds where there were minutes"),
    (Decimal(90), Decimal(110), "100 times as large as", "percent where there were fractions"),
)
_INVERSE = (
    (Decimal(55), Decimal(65), "a 60th of", "minutes where there were seconds"),
    (Decimal(90), Decimal(110), "a 100th of", "fractions where there were percent"),
)
_MEASURES = frozenset({ColumnType.DURATION, ColumnType.PERCENT, ColumnType.NUMBER})


def unit_drift(source: Source, medians: Medians, earlier: Sequence[Medians]) -> list[Finding]:
    """Return a finding for each measured column that looks as if its unit had changed.

    `earlier` holds one entry for each of the latest periods that were delivered.  Counts have
    no unit that could change: they may well grow a hundredfold.
    """
    if len(earlier) < FEWEST:
        return []
    before = {column: median(values) for column, values in _by_column(earlier)}
    return [
        finding
        for name, value in medians
        if name in before
        and source.column(name).type in _MEASURES
        and (finding := _drift(source.column(name), value, before[name])) is not None
    ]


def _by_column(earlier: Iterable[Medians]) -> Iterator[tuple[str, list[Decimal]]]:
    found: dict[str, list[Decimal]] = {}
    for medians in earlier:
        for name, value in medians:
            found.setdefault(name, []).append(value)
    yield from ((name, values) for name, values in found.items() if len(values) >= FEWEST)


def _drift(column: Column, value: Decimal, before: Decimal) -> Finding | None:
    if not value or not before:
        return None
    larger, smaller = value / before, before / value
    for factor, suspects in ((larger, _SUSPECTS), (smaller, _INVERSE)):
        for least, most, proportion, looks_like in suspects:
            if least <= factor <= most:
                return _finding(column, value, before, proportion, looks_like)
    return None


def _finding(
    column: Column, value: Decimal, before: Decimal, proportion: str, looks_like: str
) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="unit-drift",
        where="",
        found=f"{value.normalize():f} as the median of {column.headers[0]}",
        expected=f"about {before.normalize():f}, as in the periods before",
        message=(
            f"The figures of {column.headers[0]} are about {proportion} those of the periods "
            f"before: it looks like {looks_like}. Please check the unit. If the figures are "
            "right, tell your contact: they can accept the file as it is."
        ),
    )
