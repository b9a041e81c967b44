"""The people on both sides of an agreement, and which calendar each of them keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concord.domain.quantity import Money


class Side(StrEnum):
    """Who somebody works for: the company that buys, or the partner that delivers."""

    CLIENT = "client"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which somebody is away, `first` and `last` among them, and who said so."""

    person: str
    first: date
    last: date
    set_by: str
    set_at: datetime
    note: str = ""

    def covers(self, day: date) -> bool:
        """Say whether `day` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is told, asked or reminded.

    `login` is the Airflow user, where there is one.  `since` and `until` bound the time
    during which mail reaches them; both days belong to it.  `shadowed_by` names who gets
    everything in this person's place while the partner is in shadow.  `unreachable` says that
    mail does not arrive, and that a deputy gets it.
    """

    id: str
    name: str
    side: Side
    role: str
    email: str
    deputy: str | None = None
    language: str = "en"
    login: str | None = None
    since: date | None = None
    until: date | None = None
    absences: tuple[Absence, ...] = ()
    shadowed_by: str | None = None
    limit: Money | None = None
    unreachable: bool = False

    def is_reachable(self, day: date) -> bool:
        """Say whether mail finds this person at work on the relationship on `day`."""
        has_begun = self.since is None or self.since <= day
        has_left = self.until is not None and self.until < day
        return has_begun and not has_left and not self.is_away(day) and not self.unreachable

    def is_away(self, day: date) -> bool:
        """Say whether an absence covers `day`."""
        return any(absence.covers(day) for absence in self.absences)

    @property
    def contact(self) -> str:
        """The name and address for letters; in shadow, where it is another's, the name alone."""
        return self.name if self.shadowed_by else f"{self.name} ({self.email})"


def reachable(person_id: str, people: Iterable[Person], day: date) -> Person | None:
    """Return the person, or the first reachable deputy down the line, or None."""
    known = tuple(people)
    person = next((each for each in known if each.id == person_id), None)
    if person is None:
        return None
    line = (person, *stand_ins(person, known))
    return next((each for each in line if each.is_reachable(day)), None)


def stand_ins(person: Person, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the deputies down the line, nearest first, whoever can be reached or not."""
    by_id = {each.id: each for each in people}
    line = {person.id: person}
    deputy = by_id.get(person.deputy or "")
    while deputy is not None and deputy.id not in line:
        line[deputy.id] = deputy
        deputy = by_id.get(deputy.deputy or "")
    return tuple(line.values())[1:]


def with_role(people: Iterable[Person], side: Side, role: str) -> tuple[Person, ...]:
    """Return everybody on that side who has the role, in the agreement's order."""
    return tuple(person for person in people if person.side is side and person.role == role)
