"""Matching: what was billed and credited, held against charges and confirmed credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.domain.invoicing.line import InvoiceKind, InvoiceLine
from concord.domain.period import MeasurementPeriod

TOLERANCE = Decimal("0.01")
"""What both sides may differ by, from rounding their own lines, before somebody must look."""


class MatchState(StrEnum):
    """How what was billed compares with what was expected.

    `AWAITED`: nothing has come yet, and need not have; `OVERDUE`: it should have.
    `UNEXPECTED`: lines came for which nothing is agreed or confirmed.
    """

    MATCHED = "matched"
    DIFFERS = "differs"
    AWAITED = "awaited"
    OVERDUE = "overdue"
    UNEXPECTED = "unexpected"

    @property
    def must_be_answered(self) -> bool:
        """Say whether somebody must look into it."""
        return self in {MatchState.DIFFERS, MatchState.OVERDUE, MatchState.UNEXPECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should be billed for a service and month, and by when (None: no time is agreed)."""

    kind: InvoiceKind
    service: str
    month: MeasurementPeriod
    currency: str
    amount: Decimal
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Both sides of one service, month, kind and currency; `expected` None for nothing."""

    kind: InvoiceKind
    service: str
    month: MeasurementPeriod
    currency: str
    expected: Decimal | None
    billed: Decimal
    state: MatchState
    by: date | None = None
    lines: tuple[InvoiceLine, ...] = ()

    @property
    def difference(self) -> Decimal:
        """What was billed beyond what was expected."""
        return self.billed - (self.expected or Decimal(0))


_Place = tuple[str, MeasurementPeriod, InvoiceKind, str]


def matches(
    expected: Iterable[Expected], lines: Iterable[InvoiceLine], today: date
) -> tuple[Match, ...]:
    """Return every pair of what was expected and what came, by service, month and kind.

    Only lines in the same currency are held against each other: another one is unexpected.
    """
    wanted = {(e.service, e.month, e.kind, e.currency): e for e in expected}
    came: dict[_Place, list[InvoiceLine]] = defaultdict(list)
    for line in lines:
        came[line.service, line.month, line.kind, line.currency].append(line)
    places = sorted(wanted.keys() | came.keys(), key=lambda p: (p[0], p[1], p[2], p[3]))
    return tuple(_match(place, wanted, came.get(place, ()), today) for place in places)


def _match(
    place: _Place, wanted: Mapping[_Place, Expected], lines: Iterable[InvoiceLine], today: date
) -> Match:
    service, month, kind, currency = place
    expected = wanted.get(place)
    own = tuple(sorted(lines, key=lambda line: (line.day, line.invoice, line.row)))
    billed = sum((line.net for line in own), Decimal(0))
    return Match(
        kind=kind,
        service=service,
        month=month,
        currency=currency,
        expected=None if expected is None else expected.amount,
        billed=billed,
        state=_state(expected, billed, today, came=bool(own)),
        by=None if expected is None else expected.by,
        lines=own,
    )


def _state(expected: Expected | None, billed: Decimal, today: date, *, came: bool) -> MatchState:
    if expected is None:
        return MatchState.UNEXPECTED
    if came:
        close = abs(billed - expected.amount) <= TOLERANCE
        return MatchState.MATCHED if close else MatchState.DIFFERS
    if abs(expected.amount) <= TOLERANCE:
        return MatchState.MATCHED
    late = expected.by is not None and today > expected.by
    return MatchState.OVERDUE if late else MatchState.AWAITED
