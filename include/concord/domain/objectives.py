"""Objectives' progress: how far each came by figures, and whether that is fast enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.kpi import TOTAL, Kpi, Measurement
from concord.domain.period import PeriodLength
from concord.domain.quantity import Target
from concord.domain.relationship import Objective

_NOTHING, _WHOLE = Fraction(0), Fraction(100)


class ObjectiveState(StrEnum):
    """Where an objective stands, a closed set.

    `UNDETERMINED`: there is a figure, and nothing tells from where or when it set out.
    `MISSED`: its day has passed and the last figure until then does not reach it.
    """

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    UNDETERMINED = "undetermined"
    MISSED = "missed"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveProgress:
    """One objective by its first KPI.

    `latest` is the last figure of a period that is over, None without any.  `baseline` is
    the figure at the beginning: the agreed one, else the first that was measured.
    `progress` is the part of the way from there to the target that lies behind, in percent;
    below 0 when figures fell back.  `expected` is what a straight line from `since` to the
    objective's day asks for by the end of the latest period.
    """

    objective: Objective
    kpi: Kpi
    state: ObjectiveState
    latest: Measurement | None = None
    baseline: Fraction | None = None
    since: date | None = None
    progress: Fraction | None = None
    expected: Fraction | None = None


def objectives_progress(
    agreement: Agreement, measurements: Iterable[Measurement], upto: date
) -> tuple[ObjectiveProgress, ...]:
    """Return where each objective stands by the figures of periods over on day `upto`."""
    objectives = agreement.relationship.objectives
    wanted = {objective.kpis[0] for objective in objectives}
    known = [
        each
        for each in measurements
        if each.kpi in wanted
        and each.dimension == TOTAL
        and each.value is not None
        and each.period.end <= upto
    ]
    return tuple(
        _progress(objective, agreement.kpi(objective.kpis[0]), known, upto)
        for objective in objectives
    )


def _progress(
    objective: Objective, kpi: Kpi, known: Sequence[Measurement], upto: date
) -> ObjectiveProgress:
    figures = _figures(objective, [each for each in known if each.kpi == kpi.id])
    if not figures:
        return ObjectiveProgress(objective=objective, kpi=kpi, state=ObjectiveState.NO_DATA)
    first, latest = figures[0], figures[-1]
    baseline = _baseline(objective, figures)
    since = objective.since or (None if first is latest else first.period.end)
    value = latest.value or _NOTHING
    progress = None if baseline is None else _share_of_way(objective.target, baseline, value)
    expected = None if since is None else _expected(since, objective.by, latest.period.end)
    return ObjectiveProgress(
        objective=objective,
        kpi=kpi,
        state=_state(objective, value, progress, expected, upto),
        latest=latest,
        baseline=baseline,
        since=since,
        progress=progress,
        expected=expected,
    )


def _figures(objective: Objective, own: Sequence[Measurement]) -> list[Measurement]:
    """Return the figures from the beginning to the objective's day, by month if there are any.

    A KPI is measured for each length of period that some service level asks for: those of
    one length alone make a line.
    """
    inside = [
        each
        for each in own
        if each.period.end <= objective.by
        and (objective.since is None or each.period.end >= objective.since)
    ]
    lengths = [each.period.length for each in inside]
    if not lengths:
        return []
    length = PeriodLength.MONTH if PeriodLength.MONTH in lengths else lengths[-1]
    return sorted((m for m in inside if m.period.length == length), key=lambda m: m.period)


def _baseline(objective: Objective, figures: Sequence[Measurement]) -> Fraction | None:
    if objective.start is not None:
        return Fraction(objective.start)
    return figures[0].value if len(figures) > 1 else None


def _share_of_way(target: Target, baseline: Fraction, value: Fraction) -> Fraction:
    """Return the part of the way to the target that lies behind, in percent, at most 100.

    Where the beginning kept to the target already, all or nothing of it is kept.
    """
    if target.is_met_by(value):
        return _WHOLE
    way = target.distance(baseline)
    if way <= 0:
        return _NOTHING
    return (1 - target.distance(value) / way) * _WHOLE


def _expected(since: date, by: date, day: date) -> Fraction:
    """Return what a straight line asks for by a day, in percent."""
    length = (by - since).days
    if length <= 0:
        return _WHOLE
    return max(_NOTHING, min(Fraction((day - since).days, length), Fraction(1))) * _WHOLE


def _state(
    objective: Objective,
    value: Fraction,
    progress: Fraction | None,
    expected: Fraction | None,
    upto: date,
) -> ObjectiveState:
    if objective.target.is_met_by(value):
        return ObjectiveState.REACHED
    if objective.by <= upto:
        return ObjectiveState.MISSED
    if progress is None or expected is None:
        return ObjectiveState.UNDETERMINED
    return ObjectiveState.ON_COURSE if progress >= expected else ObjectiveState.BEHIND
