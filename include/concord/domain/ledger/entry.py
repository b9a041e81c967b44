"""Entries of the credit ledger: each moves a sum once, and none is ever changed.

Amounts are signed and stand from the partner's debt: what it owes is positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from concord.domain.period import MeasurementPeriod


class EntryKind(StrEnum):
    """What an entry says of a credit.

    `OPENING` is what was given before Concord began, for the record of the year alone.
    `DISPUTED` rises when a dispute is raised and falls when it ends; `CONFIRMED` is what both
    sides have agreed on: neither moves the balance.
    """

    OPENING = "opening"
    ACCRUED = "accrued"
    ADJUSTED = "adjusted"
    EARNED_BACK = "earned_back"
    WAIVED = "waived"
    SETTLED = "settled"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"


COMPUTED = frozenset({EntryKind.ACCRUED, EntryKind.ADJUSTED, EntryKind.EARNED_BACK})
"""The kinds that follow from figures; together they are what the credit comes to."""

OWED = COMPUTED | {EntryKind.WAIVED}
"""The kinds that make up what is owed before anything is settled."""

BALANCE = OWED | {EntryKind.SETTLED}
"""The kinds that move the balance."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LedgerLine:
    """What sums are kept apart by: a regime of a service, in its own currency."""

    service: str
    regime: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One entry: which credit it concerns, by how much, why, who wrote it and when.

    `period` is the month whose credit it concerns, `posted_to` the month in whose statement it
    stands.  `number` counts the entries of one kind for one line and period, from 1: with them
    it is the entry's identity.  `cites` is the key of the entry, or the period, that it refers
    to; `agreement` the version of the figures behind it, empty where a person acted.
    """

    partner: str
    line: LedgerLine
    period: MeasurementPeriod
    posted_to: MeasurementPeriod
    kind: EntryKind
    number: int
    amount: Decimal
    cause: str
    by: str
    at: datetime
    cites: str = ""
    agreement: str = ""

    @property
    def key(self) -> str:
        """The business identity of the entry."""
        line = f"{self.line.service}/{self.line.regime}/{self.line.currency}"
        return f"{self.partner}/{line}/{self.period}/{self.kind}/{self.number}"
