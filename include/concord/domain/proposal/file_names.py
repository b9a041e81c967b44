"""The pattern of a source's file names, and how long a period one of its files covers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from concord.domain.finding import quoted
from concord.domain.period import MeasurementPeriod, PeriodLength, add_months
from concord.domain.proposal.marks import Note, confirm, guess
from concord.domain.proposal.named_day import NamedDay, named_days

READABLE = ("xlsx", "csv", "xlsm", "txt", "tsv")
_SHOWN = 3

Days = Mapping[str, Collection[date]]
"""The days of the rows, by the name of their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNames:
    """The pattern and the period's length, each with its mark."""

    pattern: str
    pattern_note: Note
    covers: PeriodLength
    covers_note: Note


def file_names(names: Sequence[str], days: Days) -> FileNames:
    """Return what the names of a source's files, and the days in them, tell."""
    shown = ", ".join(quoted(name, limit=60) for name in names[:_SHOWN])
    read = [(one, covers) for one in _common(names) if (covers := _covers(one, days)) is not None]
    if any(days.values()):
        # Of two dates in a name, the one whose period is the tightest around the rows.
        read.sort(key=lambda pair: _order(pair[1][0]))
    for found, (length, note) in read:
        return FileNames(
            pattern=_pattern(found),
            pattern_note=guess(f"from {shown}"),
            covers=length,
            covers_note=note,
        )
    return _without_period(names, days, shown)


def _without_period(names: Sequence[str], days: Days, shown: str) -> FileNames:
    length = _spanned([found for found in days.values() if found])
    if length is not None:
        return FileNames(
            pattern=_joined([(_undated(name), "") for name in names], "", _ending(names)),
            pattern_note=guess(f"from {shown}; the rows tell the period"),
            covers=length,
            covers_note=confirm("the shortest period that holds all days of a file"),
        )
    pattern = _joined([(_stem(name), "") for name in names], "{period:%Y-%m}", _ending(names))
    return FileNames(
        pattern=pattern,
        pattern_note=confirm(f"no period is named in {shown}, and no column of days: name it so?"),
        covers=PeriodLength.MONTH,
        covers_note=confirm("nothing in the files tells how long a period is"),
    )


def _common(names: Sequence[str]) -> list[dict[str, NamedDay]]:
    """Return the dates that every name has, each as the day it states by name, in their order."""
    readings = {name: list(named_days(_stem(name))) for name in names}
    first = next(iter(readings.values()), [])
    found: dict[str, dict[str, NamedDay]] = {}
    for day in first:
        alike = {
            name: next((d for d in days if d.spelling == day.spelling), None)
            for name, days in readings.items()
        }
        whole = {name: d for name, d in alike.items() if d is not None}
        if len(whole) == len(readings):
            found.setdefault(day.spelling, whole)
    return sorted(found.values(), key=lambda days: next(iter(days.values())).start)


def _covers(named: Mapping[str, NamedDay], days: Days) -> tuple[PeriodLength, Note] | None:
    """Return how long the period is that a name states, None where the rows lie elsewhere."""
    finest = next(iter(named.values())).finest
    lengths = [length for length in PeriodLength if _order(length) >= _order(finest)]
    fitting = [length for length in lengths if _holds(length, named, days)]
    if not fitting:
        return None
    if finest is not PeriodLength.DAY:
        if len(named) == 1 and not any(days.values()):
            return fitting[0], confirm("a single file, without days, is named so")
        return fitting[0], guess("from the names and the days in the files")
    return _of_days(named, fitting)


def _of_days(
    named: Mapping[str, NamedDay], fitting: Sequence[PeriodLength]
) -> tuple[PeriodLength, Note]:
    """Tell a file a day from one a week or month that is named by its first day."""
    firsts = sorted({day.first for day in named.values()})
    steps = {(later - first).days for first, later in pairwise(firsts)}
    if steps and fitting[0] is PeriodLength.DAY:
        if all(_follows(first, later) for first, later in pairwise(firsts)):
            return PeriodLength.MONTH, guess("the names are a month or more apart, on one day")
        if steps <= {7, 14, 21} and PeriodLength.WEEK in fitting:
            return PeriodLength.WEEK, guess("the names are a week apart")
        return PeriodLength.DAY, guess("from the names")
    if fitting[0] is not PeriodLength.DAY:
        return fitting[0], guess("from the names and the days in the files")
    if all(first.day == 1 for first in firsts) and PeriodLength.MONTH in fitting:
        return PeriodLength.MONTH, confirm(
            "named by the first of a month; a single file tells no more"
        )
    return PeriodLength.DAY, confirm("a single file with a single day tells no more")


def _follows(first: date, later: date) -> bool:
    return first.day == later.day and any(
        add_months(first, months) == later for months in range(1, 25)
    )


def _holds(length: PeriodLength, named: Mapping[str, NamedDay], days: Days) -> bool:
    for name, day in named.items():
        period = MeasurementPeriod.containing(day.first, length)
        if any(found not in period for found in days.get(name, ())):
            return False
    return True


def _spanned(files: Sequence[Collection[date]]) -> PeriodLength | None:
    """Return the shortest period such that no file needs two of them, None without days."""
    if not files:
        return None
    for length in PeriodLength:
        if all(
            len({MeasurementPeriod.containing(day, length) for day in days}) == 1 for days in files
        ):
            return length
    return PeriodLength.YEAR


def _order(length: PeriodLength) -> int:
    return list(PeriodLength).index(length)


def _pattern(named: Mapping[str, NamedDay]) -> str:
    parts = [(_stem(name)[: d.start], _stem(name)[d.end :]) for name, d in named.items()]
    spelling = next(iter(named.values())).spelling
    return _joined(parts, f"{{period:{spelling}}}", _ending(list(named)))


def _joined(parts: Sequence[tuple[str, str]], period: str, ending: str) -> str:
    """Return the pattern: what the parts before and after the period share, `*` for the rest."""
    befores = [before for before, _ in parts]
    afters = ["*" if re.search(r"\d", after) else after for _, after in parts]
    before = _shared(befores)
    after = afters[0] if len(set(afters)) == 1 else "*"
    star = "" if after.endswith("*") or (not period and before.endswith("*")) else "*"
    return re.sub(r"\*+", "*", f"{before}{period}{after}{star}{ending}")


def _shared(texts: Sequence[str]) -> str:
    """Return the common beginning and end of texts with `*` between.

    Braces, and bytes that are no letters, become `?`.
    """
    head = _beginning(texts)
    rests = [text[len(head) :] for text in texts]
    tail = _beginning([rest[::-1] for rest in rests])[::-1]
    middle = "*" if any(len(rest) > len(tail) for rest in rests) else ""
    return re.sub(r"[{}\ud800-\udfff]", "?", head + middle + tail)


def _beginning(texts: Sequence[str]) -> str:
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False))
    return "".join(signs[0] for signs in same)


def _undated(name: str) -> str:
    """Return a name's stem with `*` for its dates, which say nothing of the rows."""
    stem = _stem(name)
    for day in sorted(named_days(stem), key=lambda found: found.start, reverse=True):
        stem = f"{stem[: day.start]}*{stem[day.end :]}"
    return stem


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _ending(names: Sequence[str]) -> str:
    """Return the ending that all names have, `.*` where it is none that is read."""
    endings = {name.rpartition(".")[2].lower() for name in names if "." in name[1:]}
    if len(endings) == 1 and (only := next(iter(endings))) in READABLE:
        return f".{only}"
    return ".*" if endings else ""
