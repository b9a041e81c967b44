"""How many mails a plan makes: for each person, by kind, and on which day the most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.message import MessageKind
from concord.domain.people import Person
from concord.domain.plan.entry import PlannedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMails:
    """How many mails there are on a day."""

    day: date
    mails: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMails:
    """The mails of one person, by kind and by day.

    `partner` is None for our own people, who are the same in every agreement.
    """

    person: Person
    partner: str | None
    by_kind: Mapping[MessageKind, int] = field(default_factory=dict)
    by_day: Mapping[date, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Their id, after the partner's where it is one within an agreement."""
        return self.person.id if self.partner is None else f"{self.partner}/{self.person.id}"

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_kind.values())

    @property
    def fullest(self) -> DayMails | None:
        """The day with the most of them, the first of several; None without any."""
        return _fullest(self.by_day)


def mails_by_person(
    agreements: Iterable[Agreement], entries: Iterable[PlannedEntry]
) -> tuple[PersonMails, ...]:
    """Return everybody of the agreements with the mails that the entries make, by id."""
    plans = tuple(entries)
    found: dict[str, PersonMails] = {}
    sent: dict[str, list[tuple[MessageKind, date]]] = {}
    for agreement in agreements:
        ours = {person.id for person in agreement.organisation.people}
        for person in agreement.people:
            partner = None if person.id in ours else agreement.partner
            someone = PersonMails(person=person, partner=partner)
            found.setdefault(someone.id, someone)
            sent.setdefault(someone.id, []).extend(_sent(agreement.partner, person, plans))
    return tuple(_counted(found[each], sent[each]) for each in sorted(found))


def fullest_day(people: Iterable[PersonMails]) -> DayMails | None:
    """Return the day on which these people have the most mails, None without any."""
    days: Counter[date] = Counter()
    for person in people:
        days.update(person.by_day)
    return _fullest(days)


def _sent(
    partner: str, person: Person, entries: Iterable[PlannedEntry]
) -> list[tuple[MessageKind, date]]:
    return [
        (entry.mail.kind, entry.day)
        for entry in entries
        if entry.partner == partner and entry.mail is not None and person.id in entry.mail.readers
    ]


def _counted(someone: PersonMails, sent: list[tuple[MessageKind, date]]) -> PersonMails:
    return PersonMails(
        person=someone.person,
        partner=someone.partner,
        by_kind=Counter(kind for kind, _ in sent),
        by_day=Counter(day for _, day in sent),
    )


def _fullest(days: Mapping[date, int]) -> DayMails | None:
    if not days:
        return None
    day = min(days, key=lambda each: (-days[each], each))
    return DayMails(day=day, mails=days[day])
