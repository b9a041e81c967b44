"""Service credits: what the partner owes for a period, with its causes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from concord.domain.period import MeasurementPeriod

_EXACT = Context(prec=60)


class LineKind(StrEnum):
    """What a line of a credit is: something owed, or a step that changes what is owed.

    The steps stand in the order in which they are taken.  `CONVERSION` is what the points of
    all misses come to by a table, `AT_RISK` what a pool owes beyond its amount at risk.  A
    `BONUS` and what is earned back (`EARN_BACK`) are negative; an `OFFSET` is the part of a
    bonus that is set off against a credit.
    """

    FAILURE = "failure"
    PRECEDENCE = "precedence"
    RELATED = "related"
    CONVERSION = "conversion"
    AT_RISK = "at_risk"
    MONTH_CAP = "month_cap"
    YEAR_CAP = "year_cap"
    MINIMUM = "minimum"
    ROUNDING = "rounding"
    BONUS = "bonus"
    OFFSET = "offset"
    EARN_BACK = "earn_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One cause of a credit and its share; the lines add up to the credit exactly.

    `how` says in words how the share was worked out.  `service_level` and `outcome_period`
    are those of the outcome that it is about, if it is about one.
    """

    kind: LineKind = LineKind.FAILURE
    cause: str
    amount: Decimal
    how: str = ""
    service_level: str | None = None
    outcome_period: MeasurementPeriod | None = None

    def __str__(self) -> str:
        return f"{self.cause}: {self.how}" if self.how else self.cause


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredit:
    """What the partner owes for a month under one regime, with its causes.

    `regime` names the regime within the agreement: its model, and the service level where it
    is for one.  A bonus, which the client owes, is one of its own, with a negative amount.
    `points` are None where the regime counts none.
    """

    service: str
    regime: str = "points"
    period: MeasurementPeriod
    amount: Decimal
    currency: str
    points: Decimal | None
    capped: bool
    lines: tuple[CreditLine, ...]

    @property
    def is_bonus(self) -> bool:
        """Say whether it is what the client owes: never to be set off against credits."""
        return any(line.kind is LineKind.BONUS for line in self.lines)


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum of amounts of money, with all their digits."""
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return total
