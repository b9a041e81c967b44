"""Escalation policies: who is told of an issue, level by level, and how long each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.people import Person, Side, reachable, with_role


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLevel:
    """One level: the mirrored roles on both sides, and their time to respond.

    `respond_within` is working time in the client's calendar; `repeats` is how many more
    times the level is asked before the issue counts as unanswered.
    """

    roles: tuple[tuple[Side, str], ...]
    respond_within: timedelta
    repeats: int = 0

    def people(self, people: Sequence[Person], owner: str | None, day: date) -> tuple[Person, ...]:
        """Return whom this level reaches on `day`, deputies standing in, nobody twice.

        The role `contract_owner` is whoever `owner` names.
        """
        found: dict[str, Person] = {}
        for side, role in self.roles:
            named = (
                [p for p in people if p.id == owner]
                if role == CONTRACT_OWNER
                else with_role(people, side, role)
            )
            for person in named:
                present = reachable(person.id, people, day)
                if present is not None:
                    found[present.id] = present
        return tuple(found.values())


CONTRACT_OWNER = "contract_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPolicy:
    """Ordered levels; the last one repeats, then the issue stands as unanswered."""

    name: str
    levels: tuple[EscalationLevel, ...]

    def steps(self) -> tuple[int, ...]:
        """Return the level numbers (from 1) in the order in which they are asked."""
        return tuple(
            number
            for number, level in enumerate(self.levels, start=1)
            for _ in range(1 + level.repeats)
        )

    def level(self, number: int) -> EscalationLevel:
        """Return the level of that number, counted from 1."""
        return self.levels[number - 1]

    def respond_by(self, number: int, asked: datetime, calendar: BusinessCalendar) -> datetime:
        """Return when level `number`, asked at `asked`, runs out of time to respond."""
        return calendar.add_hours(asked, self.level(number).respond_within)


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
