"""The people on both sides of an agreement, and which calendar each of them keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Who somebody works for: the company that buys, or the partner that delivers."""

    CLIENT = "client"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is told, asked or reminded.

    `login` is the Airflow user, where there is one.  `since` and `until` bound the time
    during which mail reaches them; both days belong to it.
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

    def is_reachable(self, day: date) -> bool:
        """Say whether this person works on the relationship on `day`."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def reachable(person_id: str, people: Iterable[Person], day: date) -> Person | None:
    """Return the person, or the first reachable deputy down the line, or None."""
    by_id = {person.id: person for person in people}
    seen: set[str] = set()
    candidate = by_id.get(person_id)
    while candidate is not None and candidate.id not in seen:
        if candidate.is_reachable(day):
            return candidate
        seen.add(candidate.id)
        candidate = by_id.get(candidate.deputy or "")
    return None


def with_role(people: Iterable[Person], side: Side, role: str) -> tuple[Person, ...]:
    """Return everybody on that side who has the role, in the agreement's order."""
    return tuple(person for person in people if person.side is side and person.role == role)
