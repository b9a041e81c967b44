"""Dispute a line of a statement, pass a dispute on, and resolve it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    Dispute,
    EntryKind,
    Ledger,
    LedgerEntry,
    LedgerEvent,
    LedgerEventKind,
    LedgerLine,
    LedgerRefusedError,
    disputable,
    dispute_numbered,
    disputes,
    last_day_to_dispute,
    line_named,
    resolution,
    window_end,
)
from concord.domain.notation import day, money, period_name
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.ports import Store, Transaction
from concord.services.approve import Said, check_person
from concord.services.consent import Act, take_consent
from concord.services.post_ledger import ledger_of, live_ledger, write

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What is disputed: how much of which line of the statement of a month.

    `period` is the month whose credit it concerns, the statement's own if None.  Service and
    regime may be left out where there is but one.
    """

    statement: MeasurementPeriod
    amount: Decimal
    service: str | None = None
    regime: str | None = None
    period: MeasurementPeriod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """How a dispute ended; `people_needed` more must say the same before it does."""

    dispute: Dispute
    entries: tuple[LedgerEntry, ...]
    people_needed: int = 0


def raise_dispute(
    agreement: Agreement, contested: Contested, said: Said, *, store: Store
) -> Dispute:
    """Record that somebody of the partner disputes an amount; `said.note` is the reason.

    The owner of the service, else of the contract, must act on it.  Raises LedgerRefusedError.
    """
    check_person(agreement, said, Side.PARTNER, LedgerRefusedError)
    with store.transaction() as tx:
        ledger = live_ledger(tx, agreement.partner)
        entry = _raised(agreement, ledger, contested, said)
        ledger = ledger.with_entry(entry)
        tx.ledger.add(entry)
        event = _stage(
            LedgerEventKind.DISPUTE_RAISED,
            entry.key,
            ledger,
            said,
            owner=_owner(agreement, entry.line.service),
            due=window_end(agreement, said.at),
        )
        tx.ledger.note(event)
    _log.info("partner %s, %s: disputed", agreement.partner, entry.posted_to)
    return disputes(ledger.with_event(event))[-1]


def _raised(agreement: Agreement, ledger: Ledger, contested: Contested, said: Said) -> LedgerEntry:
    period = contested.period or contested.statement
    line = line_named(ledger, period, contested.service, contested.regime)
    _check_window(agreement, ledger, line, contested.statement, said.at)
    left = disputable(ledger, line, period)
    if not said.note:
        message = "A dispute needs its reason."
        raise LedgerRefusedError(message)
    if not 0 < contested.amount <= left:
        message = (
            f"Of {period_name(period)} no more than {money(max(left, Decimal(0)), line.currency)} "
            "can be disputed, and no less than nothing."
        )
        raise LedgerRefusedError(message)
    return LedgerEntry(
        partner=agreement.partner,
        line=line,
        period=period,
        posted_to=contested.statement,
        kind=EntryKind.DISPUTED,
        number=ledger.number(line, period, EntryKind.DISPUTED),
        amount=contested.amount,
        cause=said.note,
        by=said.by,
        at=said.at,
        cites=str(contested.statement),
    )


def _check_window(
    agreement: Agreement,
    ledger: Ledger,
    line: LedgerLine,
    statement: MeasurementPeriod,
    at: datetime,
) -> None:
    name = period_name(statement)
    if ledger.is_locked(line.service, statement):
        message = f"{name} is signed off and can be disputed no more."
        raise LedgerRefusedError(message)
    last = last_day_to_dispute(agreement, ledger, line.service, statement)
    if last is not None and at.astimezone(agreement.zone).date() > last:
        message = f"The statement of {name} could be disputed to {day(last)}."
        raise LedgerRefusedError(message)


def _owner(agreement: Agreement, service: str) -> str:
    owners = {each.id: each.owner for each in agreement.services}
    ours = agreement.side(Side.CLIENT)
    return owners.get(service) or agreement.owner or next((p.id for p in ours), "")


def pass_dispute(
    agreement: Agreement, number: int, to: str, said: Said, *, store: Store
) -> Dispute:
    """Give a dispute to somebody else, of either side, with as much time as before.

    Raises LedgerRefusedError.
    """
    check_person(agreement, said, Side.CLIENT, LedgerRefusedError)
    if agreement.person(to) is None:
        message = f"{to!r} is nobody's id."
        raise LedgerRefusedError(message)
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        found = dispute_numbered(ledger, number)
        event = _stage(
            LedgerEventKind.DISPUTE_PASSED,
            found.key,
            ledger,
            said,
            owner=to,
            due=window_end(agreement, said.at),
        )
        tx.ledger.note(event)
    return dispute_numbered(ledger.with_event(event), number)


def resolve_dispute(
    agreement: Agreement, number: int, waived: Decimal, said: Said, *, store: Store
) -> Resolved:
    """End a dispute: so much of it is waived, the rest is confirmed.  `said.note` says why.

    Raises LedgerRefusedError.
    """
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        found = dispute_numbered(ledger, number)
        if not said.note:
            message = "The end of a dispute needs its reason."
            raise LedgerRefusedError(message)
        if not 0 <= waived <= found.left:
            limit = money(found.left, found.line.currency)
            message = f"From nothing to {limit} can be waived of dispute {number}."
            raise LedgerRefusedError(message)
        act = Act(
            subject=f"resolve/{found.key}/{waived.normalize()}",
            line=found.line,
            period=found.period,
            amount=found.left,
        )
        lacking = take_consent(tx, agreement, ledger, act, said)
        if lacking:
            return Resolved(dispute=found, entries=(), people_needed=lacking)
        entries = _end(tx, ledger, found, waived, said)
        return Resolved(dispute=found, entries=entries)


def _end(
    tx: Transaction, ledger: Ledger, found: Dispute, waived: Decimal, said: Said
) -> tuple[LedgerEntry, ...]:
    ended = resolution(ledger, found, waived, said.note, said.by, said.at)
    entries = write(tx, ledger, tuple(ended), said.at)
    tx.ledger.note(_stage(LedgerEventKind.DISPUTE_RESOLVED, found.key, ledger, said))
    return entries


def _stage(
    kind: LedgerEventKind,
    key: str,
    ledger: Ledger,
    said: Said,
    owner: str = "",
    due: date | None = None,
) -> LedgerEvent:
    entry = next(each for each in ledger.entries if each.key == key)
    return LedgerEvent(
        partner=ledger.partner,
        service=entry.line.service,
        period=entry.posted_to,
        kind=kind,
        subject=key,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note,
        amount=entry.amount,
        owner=owner,
        due=due,
    )
