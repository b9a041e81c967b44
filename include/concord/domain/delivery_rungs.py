"""Rungs: the moments at which people hear of one delivery, before and after it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import delay_words, moment_after, moment_before
from concord.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One of them: its number from 1, the earliest first, its words, and when it comes."""

    number: int
    words: str
    moment: datetime


def rungs_before(source: Source, period: MeasurementPeriod) -> tuple[Rung, ...]:
    """Return the reminders before a delivery is due; none where nothing is agreed."""
    due = source.due_at(period)
    if due is None:
        return ()
    return _numbered(
        (f"{delay_words(delay)} before", moment_before(due, delay, source.calendar))
        for delay in source.reminders.before
    )


def rungs_after(source: Source, due: datetime) -> tuple[Rung, ...]:
    """Return the chases after a delivery was due."""
    return _numbered(
        (f"{delay_words(delay)} after", moment_after(due, delay, source.calendar))
        for delay in source.reminders.after
    )


def reached(rungs: Iterable[Rung], at: datetime) -> Rung | None:
    """Return the latest rung that has come by a moment: those before it are told no more."""
    come = [rung for rung in rungs if rung.moment <= at]
    return come[-1] if come else None


def _numbered(moments: Iterable[tuple[str, datetime]]) -> tuple[Rung, ...]:
    # In UTC: a local clock shows an hour twice when it is set back.
    utc = sorted(((moment.astimezone(UTC), words) for words, moment in moments))
    return tuple(
        Rung(number=number, words=words, moment=moment)
        for number, (moment, words) in enumerate(utc, start=1)
    )
