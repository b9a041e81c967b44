"""Proposals: changes of a credit that wait until a person releases them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.issue import CONCORD
from concord.domain.ledger.entry import LedgerLine
from concord.domain.ledger.event import LedgerEvent, LedgerEventKind
from concord.domain.ledger.ledger import Ledger
from concord.domain.ledger.posting import Delta
from concord.domain.notation import day, money, period_name
from concord.domain.period import MeasurementPeriod

_OF_PROPOSALS = frozenset(
    {
        LedgerEventKind.PROPOSED,
        LedgerEventKind.WITHDRAWN,
        LedgerEventKind.RELEASED,
        LedgerEventKind.REFUSED,
    }
)
_STANDING = frozenset({LedgerEventKind.PROPOSED, LedgerEventKind.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that waits, numbered for people in the order of all that were ever proposed.

    `key` is that of the entry that it would be; `note` of its event says why it is owed, and
    why it waits.
    """

    number: int
    event: LedgerEvent

    @property
    def key(self) -> str:
        """The key of the entry that it would be."""
        return self.event.subject

    @property
    def line(self) -> LedgerLine:
        """The line that would change."""
        _, service, regime, currency, *_ = self.key.split("/")
        return LedgerLine(service=service, regime=regime, currency=currency)

    @property
    def amount(self) -> Decimal:
        """By how much the credit would change."""
        return self.event.amount or Decimal(0)


def why_it_waits(delta: Delta, agreement: Agreement, at: datetime) -> str:
    """Return why a change needs somebody's approval; empty where it needs none.

    The first entry of a credit never does: nothing stood before.
    """
    if not delta.is_change:
        return ""
    settlement = agreement.settlement
    limit = None if settlement is None else settlement.approve_changes_above
    if limit is not None and abs(delta.amount) >= limit:
        return f"changes of {money(limit, delta.line.currency)} or more wait for approval"
    final = _final_at(agreement, delta.line.service, delta.period)
    if final is not None and at > final:
        return f"{period_name(delta.period)} was final after {day(final.date())}"
    return ""


def _final_at(agreement: Agreement, service: str, period: MeasurementPeriod) -> datetime | None:
    """Return from when on nothing of a service's month changes without approval."""
    moments = (s.final_at(period) for s in agreement.sources if s.service == service)
    return max((each for each in moments if each is not None), default=None)


def proposals(ledger: Ledger) -> tuple[Proposal, ...]:
    """Return the changes that wait, in the order in which they were proposed."""
    last = {e.subject: e for e in ledger.events if e.kind in _OF_PROPOSALS}
    proposed = [e for e in ledger.events if e.kind is LedgerEventKind.PROPOSED]
    return tuple(
        Proposal(number=number, event=event)
        for number, event in enumerate(proposed, start=1)
        if last[event.subject] is event
    )


def news(
    ledger: Ledger, waiting: Iterable[tuple[Delta, str]], at: datetime
) -> Iterator[LedgerEvent]:
    """Yield what must be noted: changes that begin to wait, with why, or need not any more.

    One that was refused is not proposed again as it was.
    """
    last = {e.subject: e for e in ledger.events if e.kind in _OF_PROPOSALS}
    subjects = set()
    for delta, note in waiting:
        event = _event(ledger.partner, delta, note, at)
        subjects.add(event.subject)
        before = last.get(event.subject)
        if before is None or before.kind not in _STANDING or before.amount != event.amount:
            yield event
    for proposal in proposals(ledger):
        if proposal.key not in subjects:
            yield _withdrawn(proposal.event, at)


def _event(partner: str, delta: Delta, note: str, at: datetime) -> LedgerEvent:
    return LedgerEvent(
        partner=partner,
        service=delta.line.service,
        period=delta.period,
        kind=LedgerEventKind.PROPOSED,
        subject=delta.entry(partner, note, CONCORD, at).key,
        by=CONCORD,
        at=at,
        note=note,
        amount=delta.amount,
    )


def _withdrawn(event: LedgerEvent, at: datetime) -> LedgerEvent:
    return LedgerEvent(
        partner=event.partner,
        service=event.service,
        period=event.period,
        kind=LedgerEventKind.WITHDRAWN,
        subject=event.subject,
        by=CONCORD,
        at=at,
        note="the figures came out otherwise",
        amount=event.amount,
    )
