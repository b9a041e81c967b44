"""The plan as it is asked for: of which days, of whom, from which agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from concord.adapters.agreement_files import LoadedAgreement
from concord.adapters.calendars import FIRST_YEAR, LAST_YEAR
from concord.cli.plan_format import PlanFormat
from concord.domain.agreement import Agreement
from concord.domain.plan import PersonMails, PlannedEntry, mails_by_person, planned


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What was asked for: `days` after the `first` one, of everybody or of one."""

    path: Path | None
    first: date
    days: int
    partner: str | None = None
    person: str | None = None
    format: PlanFormat = PlanFormat.TEXT

    @property
    def last(self) -> date:
        """The last day, which belongs to the plan."""
        return self.first + timedelta(days=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan that is ready to be printed; `left_out` are the names of files with errors."""

    first: date
    last: date
    agreements: tuple[Agreement, ...]
    entries: tuple[PlannedEntry, ...]
    people: tuple[PersonMails, ...]
    left_out: tuple[str, ...]


def plan_of(loaded: Sequence[LoadedAgreement], options: PlanOptions) -> Plan:
    """Return what was asked for; empty where `why_not` has a reason."""
    usable = tuple(
        one.agreement
        for one in loaded
        if one.agreement is not None and options.partner in {None, one.agreement.partner}
    )
    entries = _entries(usable, options)
    people = tuple(
        one
        for one in mails_by_person(usable, entries)
        if options.person in {None, one.id, one.person.id}
    )
    return Plan(
        first=options.first,
        last=options.last,
        agreements=usable,
        entries=tuple(e for e in entries if options.person is None or _concerns(e, people)),
        people=people,
        left_out=tuple(one.path.name for one in loaded if one.agreement is None),
    )


def _entries(agreements: Sequence[Agreement], options: PlanOptions) -> list[PlannedEntry]:
    if _years_unknown(options) is not None:
        return []
    found = [e for a in agreements for e in planned(a, options.first, options.last)]
    return sorted(found, key=lambda entry: entry.order)


def _concerns(entry: PlannedEntry, people: Sequence[PersonMails]) -> bool:
    """Say whether it falls to one of these people, or they have mail by it."""
    names = {*entry.who, *(entry.mail.readers if entry.mail else ())}
    return any(one.person.id in names and one.partner in {None, entry.partner} for one in people)


def why_not(plan: Plan, loaded: Sequence[LoadedAgreement], options: PlanOptions) -> str | None:
    """Return why there is no such plan, None where there is one."""
    if (reason := _years_unknown(options)) is not None:
        return reason
    if options.partner is not None and not plan.agreements:
        known = sorted(one.agreement.partner for one in loaded if one.agreement is not None)
        names = ", ".join(known) or "none"
        return f"There is no usable agreement of {options.partner!r}; known are {names}."
    if options.person is not None and not plan.people:
        known = sorted(one.id for one in mails_by_person(plan.agreements, ()))
        return f"{options.person!r} is nobody's id; known are {', '.join(known) or 'none'}."
    return None


def _years_unknown(options: PlanOptions) -> str | None:
    if options.first.year >= FIRST_YEAR and options.first.year + options.days // 366 < LAST_YEAR:
        return None
    return f"Holidays are known from {FIRST_YEAR} to {LAST_YEAR}; plan days between them."
