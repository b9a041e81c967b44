"""What an outcome was made of, in words: relief, counted days and targets that hold by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from concord.domain.notation import counted, day, figure, named, shown, target_words
from concord.domain.relief import Drops, ReliefState
from concord.domain.service_level import CountedDays, Exclusion, Outcome, TargetPart

_MOST_DAYS = 5


def basis_words(outcome: Outcome, unit_of_kpi: str) -> tuple[str, ...]:
    """Return sentences on all that is not plain about an outcome; none for a plain one."""
    return tuple(_sentences(outcome, unit_of_kpi))


def _sentences(outcome: Outcome, unit_of_kpi: str) -> Iterator[str]:
    unit = outcome.unit(unit_of_kpi)
    if outcome.target_parts:
        yield _parts_words(outcome.target_parts, unit)
    if outcome.days is not None:
        yield _days_words(outcome.days, unit_of_kpi)
    for excluded in outcome.excluded:
        yield exclusion_words(excluded, outcome, unit)


def exclusion_words(excluded: Exclusion, outcome: Outcome, unit: str) -> str:
    """Return what a relief left out and its effect, or why it left out nothing."""
    relief = f"Relief {shown(excluded.relief)} ({named(excluded.cause)})"
    on = dates_words(excluded.days)
    match excluded.state:
        case ReliefState.REQUESTED:
            return f"{relief} is requested and not approved: {on} counts as usual."
        case ReliefState.NOT_ENTITLED:
            who = shown(excluded.approved_by or "")
            return f"{relief} was approved by {who}, who may not: {on} counts as usual."
        case ReliefState.COUNTED:
            said = f"{_left_out(excluded, on)} {_effect(excluded, outcome, unit)}"
            return f"{relief}{_approval(excluded)}: {said}"
        case _:  # pragma: no cover
            assert_never(excluded.state)


def _approval(excluded: Exclusion) -> str:
    evidence = f", {shown(excluded.evidence)}" if excluded.evidence else ""
    return f", approved by {shown(excluded.approved_by or '')}{evidence}"


def _left_out(excluded: Exclusion, on: str) -> str:
    rows = counted(excluded.rows, "row")
    match excluded.drops:
        case Drops.PERIOD:
            return f"the whole period is left out for {on}, {rows}."
        case Drops.DAY:
            return f"{on} left out, {rows}."
        case Drops.ROWS | Drops.HOURS:
            return f"{rows} of {on} left out."
        case _:  # pragma: no cover
            assert_never(excluded.drops)


def _effect(excluded: Exclusion, outcome: Outcome, unit: str) -> str:
    if excluded.value_without == outcome.value:
        return "Without it the result would be the same."
    without = figure(excluded.value_without, unit, outcome.target)
    if outcome.value is None:
        return f"Without it the result would be {without}; with it there is none."
    if excluded.value_without is None:
        return "Without it there would be no result."
    with_it = figure(outcome.value, unit, outcome.target)
    return f"Without it the result would be {without} instead of {with_it}."


def dates_words(days: Sequence[date]) -> str:
    """Return some days such as 14 Oct 2026, or 3 days from 2 Oct 2026 to 9 Oct 2026."""
    if len(days) == 1:
        return day(days[0])
    return f"{counted(len(days), 'day')} from {day(days[0])} to {day(days[-1])}"


def _days_words(days: CountedDays, unit: str) -> str:
    target = target_words(days.target, unit)
    if not days.counted:
        return f"No day had enough data to be held against {target}."
    said = f"{days.good} of {counted(days.counted, 'day')} with enough data kept to {target}"
    if not days.failed:
        return f"{said}."
    failed = [
        f"{day(each.day)} ({figure(each.value, unit, days.target)})"
        for each in days.failed[:_MOST_DAYS]
    ]
    more = len(days.failed) - len(failed)
    rest = f" and {more:,} more" if more else ""
    return f"{said}; not {', '.join(failed)}{rest}."


def _parts_words(parts: Sequence[TargetPart], unit: str) -> str:
    said = [f"{target_words(part.target, unit)} for {counted(part.days, 'day')}" for part in parts]
    since = day(parts[-1].since)
    return f"The target is the mean by day of {', '.join(said)}, the last from {since} on."
