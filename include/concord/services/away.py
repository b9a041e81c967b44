"""Away: record when somebody is absent, provided that somebody stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from concord.domain.absence import (
    absent_name,
    left_alone,
    people_named,
    with_absences,
)
from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.people import Absence
from concord.ports import Store

LONGEST = timedelta(days=366)
"""Who stays away longer has left: the agreement's `until` says so."""


class AbsenceRefusedError(ConcordError, ValueError):
    """An absence cannot be recorded as it was given."""

    remedy = "Name a deputy in the agreement, mend the days, or give --without-deputy."


def named(name: str, agreements: Sequence[Agreement]) -> str:
    """Return the full name of the one person that `name` stands for.

    Raises AbsenceRefusedError for nobody, and for an id that several partners use.
    """
    found = people_named(name, agreements)
    if not found:
        message = f"There is nobody with the id {name!r}."
        raise AbsenceRefusedError(message)
    if len(found) > 1:
        message = f"{name!r} is several people: say which of {', '.join(sorted(found))}."
        raise AbsenceRefusedError(message)
    return found[0]


def set_away(
    absence: Absence,
    agreements: Sequence[Agreement],
    *,
    store: Store,
    today: date,
    without_deputy: bool = False,
) -> bool:
    """Record an absence under its person's full name; False when it stands already.

    Raises AbsenceRefusedError for days that are over or upside down, and, unless
    `without_deputy`, naming those of whom nobody stands in on every day.
    """
    _check_days(absence, today)
    with store.transaction() as tx:
        known = tx.absences.all()
        present = [with_absences(agreement, known) for agreement in agreements]
        alone = tuple(_alone(absence, present))
        if alone and not without_deputy:
            message = f"Nobody stands in: {'; '.join(alone)}."
            raise AbsenceRefusedError(message)
        return tx.absences.add(absence)


def cancel_away(person: str, *, store: Store, today: date, now: datetime) -> int:
    """Cancel what is not over of a person's absences, and return how many those were."""
    with store.transaction() as tx:
        return tx.absences.cancel(person, today, now)


def _check_days(absence: Absence, today: date) -> None:
    if absence.last < absence.first:
        message = f"{absence.last} lies before {absence.first}."
        raise AbsenceRefusedError(message)
    if absence.last < today:
        message = f"{absence.last} is over."
        raise AbsenceRefusedError(message)
    if absence.last - absence.first > LONGEST:
        message = f"{absence.first} to {absence.last} is longer than {LONGEST.days} days."
        raise AbsenceRefusedError(message)


def _alone(absence: Absence, agreements: Iterable[Agreement]) -> Iterator[str]:
    """Yield who would have nobody, agreement by agreement."""
    for agreement in agreements:
        if any(absent_name(agreement, p) == absence.person for p in agreement.people):
            for name, day in left_alone(agreement, absence).items():
                yield f"{name} has no deputy on {day} ({agreement.name})"
