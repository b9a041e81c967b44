"""Disputes: which amount of which line the partner contests, who owns it now, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.issue import CONCORD
from concord.domain.ledger.entry import COMPUTED, OWED, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.event import LedgerEvent, LedgerEventKind
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.period import MeasurementPeriod
from concord.domain.settlement import TEN_BUSINESS_DAYS

_STAGES = frozenset(
    {
        LedgerEventKind.DISPUTE_RAISED,
        LedgerEventKind.DISPUTE_PASSED,
        LedgerEventKind.DISPUTE_RESOLVED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One dispute, numbered for people in the order in which all were raised.

    `key` is that of the entry by which it was raised, `statement` the month of the statement
    that it is about.  `left` is how much of it is open still.  Of `stages` each has an owner,
    and a day by which they must act.
    """

    number: int
    key: str
    line: LedgerLine
    period: MeasurementPeriod
    statement: MeasurementPeriod
    amount: Decimal
    left: Decimal
    stages: tuple[LedgerEvent, ...]

    @property
    def reason(self) -> str:
        """Why it was raised."""
        return self.stages[0].note

    @property
    def owner(self) -> str:
        """Who must act on it now; empty once it is over."""
        return self.stages[-1].owner if self.is_open else ""

    @property
    def due(self) -> date | None:
        """By which day they must."""
        return self.stages[-1].due if self.is_open else None

    @property
    def is_open(self) -> bool:
        """Say whether nobody has resolved it, and something of it is owed still."""
        return not self.is_resolved and self.left != 0

    @property
    def is_resolved(self) -> bool:
        """Say whether somebody has; one that nobody has lapses with what it is about."""
        return self.stages[-1].kind is LedgerEventKind.DISPUTE_RESOLVED


def disputes(ledger: Ledger) -> tuple[Dispute, ...]:
    """Return every dispute of a partner, in the order in which they were raised."""
    entries = {entry.key: entry for entry in ledger.entries}
    raised = [e for e in ledger.events if e.kind is LedgerEventKind.DISPUTE_RAISED]
    return tuple(
        _dispute(ledger, number, entries[event.subject])
        for number, event in enumerate(raised, start=1)
    )


def _dispute(ledger: Ledger, number: int, entry: LedgerEntry) -> Dispute:
    own = [
        each
        for each in ledger.of(entry.line, entry.period)
        if each.kind is EntryKind.DISPUTED and entry.key in {each.key, each.cites}
    ]
    return Dispute(
        number=number,
        key=entry.key,
        line=entry.line,
        period=entry.period,
        statement=entry.posted_to,
        amount=entry.amount,
        left=total(own, {EntryKind.DISPUTED}),
        stages=tuple(e for e in ledger.about(entry.key) if e.kind in _STAGES),
    )


def issued(ledger: Ledger, service: str, month: MeasurementPeriod) -> LedgerEvent | None:
    """Return when a month's statement went out with all that it holds now, None before that.

    Something that was posted later begins the time for objections anew, once it is issued.
    """
    posted = [
        entry.at
        for entry in ledger.entries
        if entry.kind in COMPUTED and entry.posted_to == month and entry.line.service == service
    ]
    issues = (
        event
        for event in ledger.events
        if event.kind is LedgerEventKind.ISSUED
        and (event.service, event.period) == (service, month)
        and all(at <= event.at for at in posted)
    )
    return next(issues, None)


def last_day_to_dispute(
    agreement: Agreement, ledger: Ledger, service: str, month: MeasurementPeriod
) -> date | None:
    """Return the last day on which a month may be disputed, None before its statement is out."""
    event = issued(ledger, service, month)
    return None if event is None else window_end(agreement, event.at)


def window_end(agreement: Agreement, since: datetime) -> date:
    """Return the day on which the time for objections ends, in the partner's calendar."""
    settlement = agreement.settlement
    window = TEN_BUSINESS_DAYS if settlement is None else settlement.dispute_window
    return window.after(since.astimezone(agreement.zone).date(), agreement.calendar)


def disputable(ledger: Ledger, line: LedgerLine, period: MeasurementPeriod) -> Decimal:
    """Return how much of a month's credit is neither waived nor disputed already."""
    return ledger.sum(OWED, line, period) - ledger.sum({EntryKind.DISPUTED}, line, period)


def resolution(
    ledger: Ledger, dispute: Dispute, waived: Decimal, cause: str, by: str, at: datetime
) -> Iterator[LedgerEntry]:
    """Yield what a dispute comes to: so much of it is waived, and the rest confirmed."""
    month = ledger.open_month(dispute.line.service, dispute.statement)
    amounts = {
        EntryKind.DISPUTED: -dispute.left,
        EntryKind.WAIVED: -waived,
        EntryKind.CONFIRMED: dispute.left - waived,
    }
    for kind, amount in amounts.items():
        if amount:
            yield LedgerEntry(
                partner=ledger.partner,
                line=dispute.line,
                period=dispute.period,
                posted_to=month,
                kind=kind,
                number=ledger.number(dispute.line, dispute.period, kind),
                amount=amount,
                cause=cause,
                by=by,
                at=at,
                cites=dispute.key,
            )


def disputes_too_high(ledger: Ledger, at: datetime) -> Iterator[LedgerEntry]:
    """Yield what lets go of disputed amounts that are owed no more, the latest dispute first."""
    excess: dict[tuple[LedgerLine, MeasurementPeriod], Decimal] = {}
    numbers: dict[tuple[LedgerLine, MeasurementPeriod], int] = {}
    for dispute in reversed(disputes(ledger)):
        month = (dispute.line, dispute.period)
        over = excess.setdefault(month, _excess(ledger, *month))
        let_go = min(max(over, Decimal(0)), dispute.left)
        if let_go:
            excess[month] = over - let_go
            number = numbers.setdefault(month, ledger.number(*month, EntryKind.DISPUTED))
            numbers[month] = number + 1
            yield LedgerEntry(
                partner=ledger.partner,
                line=dispute.line,
                period=dispute.period,
                posted_to=ledger.open_month(dispute.line.service, dispute.statement),
                kind=EntryKind.DISPUTED,
                number=number,
                amount=-let_go,
                cause="no longer owed",
                by=CONCORD,
                at=at,
                cites=dispute.key,
            )


def _excess(ledger: Ledger, line: LedgerLine, period: MeasurementPeriod) -> Decimal:
    # What was settled counts by statements, not by the months that those change.
    owed = max(ledger.sum(OWED, line, period), Decimal(0))
    return ledger.sum({EntryKind.DISPUTED}, line, period) - owed
