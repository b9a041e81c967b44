"""What an outcome left out, and what it was made of, as JSON text in columns of their own."""

import json
from datetime import date
from functools import lru_cache

from concord.adapters.store.codec import (
    fraction_of,
    fraction_text,
    json_text,
    optional_fraction_of,
    optional_fraction_text,
    target_of,
    target_text,
)
from concord.domain.quantity import Target
from concord.domain.relief import Drops, ReliefCause, ReliefState
from concord.domain.service_level import CountedDays, Exclusion, FailedDay, Outcome, TargetPart

NOTHING = "[]"


def excluded_text(excluded: tuple[Exclusion, ...]) -> str:
    """Write what relief left out, one list for each relief."""
    return json_text(
        [
            [
                each.relief,
                each.cause,
                each.drops,
                each.state,
                each.approved_by,
                each.evidence,
                [day.isoformat() for day in each.days],
                each.rows,
                optional_fraction_text(each.value_without),
            ]
            for each in excluded
        ]
    )


@lru_cache(maxsize=8192)
def excluded_of(text: str) -> tuple[Exclusion, ...]:
    """Read what `excluded_text` wrote."""
    return tuple(
        Exclusion(
            relief=relief,
            cause=ReliefCause(cause),
            drops=Drops(drops),
            state=ReliefState(state),
            approved_by=approved_by,
            evidence=evidence,
            days=tuple(date.fromisoformat(day) for day in days),
            rows=rows,
            value_without=optional_fraction_of(value_without),
        )
        for relief, cause, drops, state, approved_by, evidence, days, rows, value_without in (
            json.loads(text)
        )
    )


def basis_text(outcome: Outcome) -> str:
    """Write the days a share was counted over, and the parts of a target that holds by day."""
    if outcome.days is None and not outcome.target_parts:
        return NOTHING
    parts = [
        [part.since.isoformat(), part.days, target_text(part.target)]
        for part in outcome.target_parts
    ]
    return json_text([None if outcome.days is None else _days(outcome.days), parts])


def _days(days: CountedDays) -> list[object]:
    failed = [[each.day.isoformat(), fraction_text(each.value)] for each in days.failed]
    return [target_text(days.target), days.counted, failed]


def basis_of(text: str) -> tuple[CountedDays | None, tuple[TargetPart, ...]]:
    """Read what `basis_text` wrote."""
    if text == NOTHING:
        return None, ()
    days, parts = json.loads(text)
    return (
        None if days is None else _days_of(*days),
        tuple(
            TargetPart(since=date.fromisoformat(since), days=count, target=_target(target))
            for since, count, target in parts
        ),
    )


def _days_of(target: str, counted: int, failed: list[tuple[str, str]]) -> CountedDays:
    return CountedDays(
        target=_target(target),
        counted=counted,
        failed=tuple(
            FailedDay(day=date.fromisoformat(day), value=fraction_of(value))
            for day, value in failed
        ),
    )


def _target(text: str) -> Target:
    target = target_of(text)
    assert target is not None, "a target was written"  # noqa: S101 -- written by `target_text`
    return target
