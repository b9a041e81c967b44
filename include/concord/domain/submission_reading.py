"""Readings of one content: a file may be read anew, and a copy may state another period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from concord.domain.submission import Submission


def is_superseded(reading: Submission, later: Submission) -> bool:
    """Say whether a later reading of the same content takes the place of an earlier one.

    It does for the same period, and under the same name.  A copy whose name states another
    period is a delivery of its own, and takes nothing away from the first.
    """
    alike = later.period == reading.period or later.file == reading.file
    return alike and later.reading > reading.reading


def current_readings(readings: Sequence[Submission]) -> tuple[Submission, ...]:
    """Return those of one content's readings that no later one took the place of."""
    return tuple(
        each for each in readings if not any(is_superseded(each, later) for later in readings)
    )


def changed_periods(before: Iterable[Submission], after: Iterable[Submission]) -> tuple[str, ...]:
    """Return the periods whose rows differ between two states of one content's readings."""
    return tuple(sorted({period for period, _ in _rows(before) ^ _rows(after)}))


def counting_periods(submissions: Iterable[Submission]) -> set[str]:
    """Return the periods for which there are submissions that count."""
    return {period for period, _ in _rows(submissions)}


def _rows(submissions: Iterable[Submission]) -> set[tuple[str, str | None]]:
    counting = (s for s in submissions if s.counts and s.period is not None)
    return {(str(s.period), s.observations) for s in counting}
