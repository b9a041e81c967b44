"""Escalation policies: who is told of an issue, level by level, and how long each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.issue import IssueSeverity
from concord.domain.people import Person, Side, reachable, with_role


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLevel:
    """One level: the mirrored roles on both sides, and their time to respond.

    `named` are ids of people who are asked whatever their role.  `respond_within` is working
    time in the client's calendar; `repeats` is how many more times the level is asked before
    the issue counts as unanswered.
    """

    roles: tuple[tuple[Side, str], ...]
    respond_within: timedelta
    repeats: int = 0
    named: tuple[str, ...] = ()

    def people(self, people: Sequence[Person], owner: str | None, day: date) -> tuple[Person, ...]:
        """Return whom this level reaches on `day`, deputies standing in, nobody twice.

        The role `contract_owner` is whoever `owner` names.
        """
        present = (reachable(each, people, day) for each in self._ids(people, owner))
        return tuple({p.id: p for p in present if p is not None}.values())

    def _ids(self, people: Sequence[Person], owner: str | None) -> Iterator[str]:
        for side, role in self.roles:
            if role != CONTRACT_OWNER:
                yield from (person.id for person in with_role(people, side, role))
            elif owner is not None:
                yield owner
        yield from self.named


CONTRACT_OWNER = "contract_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How many of a service level's last rated periods are to fail before it is too often."""

    failed: int = 3
    of: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPolicy:
    """Ordered levels; the last one repeats, then the issue stands as unanswered.

    Issues of a severity in `by_severity` have levels of their own.  What fails as often as
    `recurring` says is an issue beside its single failures.
    """

    name: str
    levels: tuple[EscalationLevel, ...]
    by_severity: tuple[tuple[IssueSeverity, tuple[EscalationLevel, ...]], ...] = ()
    recurring: Recurrence = field(default_factory=Recurrence)

    def of(self, severity: IssueSeverity) -> EscalationPolicy:
        """Return the policy for issues of one severity."""
        levels = dict(self.by_severity).get(severity, self.levels)
        return EscalationPolicy(name=self.name, levels=levels)

    def steps(self) -> tuple[int, ...]:
        """Return the level numbers (from 1) in the order in which they are asked."""
        return tuple(
            number
            for number, level in enumerate(self.levels, start=1)
            for _ in range(1 + level.repeats)
        )

    def number_at(self, step: int) -> int:
        """Return the number of the level that is asked at a step, counted from 0.

        Past the last step it is the last one's: a policy may have become shorter since.
        """
        steps = self.steps()
        return steps[min(step, len(steps) - 1)]

    def level(self, number: int) -> EscalationLevel:
        """Return the level of that number, counted from 1."""
        return self.levels[number - 1]

    def respond_by(self, number: int, asked: datetime, calendar: BusinessCalendar) -> datetime:
        """Return when level `number`, asked at `asked`, runs out of time to respond."""
        return calendar.add_hours(asked, self.level(number).respond_within)


MOST_STEPS = 6
"""How often one issue can be asked about in all: as often as the standard policy does."""

STANDARD = EscalationPolicy(
    name="standard",
    levels=(
        EscalationLevel(
            roles=((Side.PARTNER, "operations_manager"), (Side.CLIENT, "vendor_manager")),
            respond_within=timedelta(hours=4),
        ),
        EscalationLevel(
            roles=((Side.PARTNER, "account_director"), (Side.CLIENT, CONTRACT_OWNER)),
            respond_within=timedelta(hours=8),
        ),
        EscalationLevel(
            roles=((Side.PARTNER, "sponsor"), (Side.CLIENT, "sponsor")),
            respond_within=timedelta(hours=8),
            repeats=3,
        ),
    ),
)
"""The policy of an agreement that names none."""
