"""Sign off a month: both sides confirm what its statement says, and it is locked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.issue import CONCORD
from concord.domain.ledger import (
    Ledger,
    LedgerEntry,
    LedgerEvent,
    LedgerEventKind,
    LedgerRefusedError,
    SignOff,
    amounts_to_confirm,
    check_limit,
    confirmations,
    consenting,
    content_of,
    missing_consents,
    statements,
    unsigned_before,
)
from concord.domain.notation import period_name
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.ports import Store, Transaction
from concord.services.approve import Said, check_person
from concord.services.post_ledger import ledger_of, live_ledger
from concord.services.statement import check_stated

BY_SILENCE = "signed by us; the partner did not object in time"
BY_BOTH = "signed by both sides"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff:
    """What became of a sign-off: whose consent lacks still, or what was confirmed by it."""

    sign_off: SignOff
    missing: tuple[str, ...]
    confirmed: tuple[LedgerEntry, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Say whether the month is locked now."""
        return not self.missing


def sign_off(
    agreement: Agreement, service: str, month: MeasurementPeriod, said: Said, *, store: Store
) -> SignedOff:
    """Record that somebody of either side consents to a service's month.

    With the last consent that was missing its undisputed amounts are confirmed, and nothing is
    posted to it any more.  Raises LedgerRefusedError.
    """
    person = agreement.person(said.by)
    side = Side.CLIENT if person is None else person.side
    person = check_person(agreement, said, side, LedgerRefusedError)
    check_stated(agreement, month, service)
    today = _today(agreement, said.at)
    with store.transaction() as tx:
        ledger = live_ledger(tx, agreement.partner)
        _check_month(ledger, service, month, today)
        wanted = sign_off_of(agreement, ledger, service, month)
        check_limit(person, wanted.money)
        if said.by not in consenting(ledger, wanted.subject):
            event = _event(wanted, agreement.partner, LedgerEventKind.CONSENTED, said)
            tx.ledger.note(event)
            ledger = ledger.with_event(event)
        return _signed(tx, agreement, ledger, wanted, said)


def sign_off_of(
    agreement: Agreement, ledger: Ledger, service: str, month: MeasurementPeriod
) -> SignOff:
    """Return what there is to sign off of a service's month."""
    return SignOff(
        service=service,
        month=month,
        content=content_of(statements(agreement, ledger, month, service)),
        amounts=amounts_to_confirm(ledger, service, month),
    )


def sign_off_by_silence(
    agreement: Agreement, *, store: Store, now: datetime
) -> tuple[SignedOff, ...]:
    """Sign off every month that our side has signed and to which the partner did not object.

    Nothing happens unless the agreement says that silence is acceptance.
    """
    said = Said(by=CONCORD, at=now, origin=CONCORD)
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        found = []
        for wanted in _half_signed(agreement, ledger):
            # The ledger as it is now: signing an earlier month moved on what is locked.
            ledger = ledger_of(tx, agreement.partner)
            found.append(_signed(tx, agreement, ledger, wanted, said))
    return tuple(each for each in found if each.is_signed)


def _half_signed(agreement: Agreement, ledger: Ledger) -> Iterator[SignOff]:
    """Yield what somebody has consented to and is open, in the order of the months."""
    asked = {
        (event.period, event.service)
        for event in ledger.events
        if event.kind is LedgerEventKind.CONSENTED and event.subject.startswith("sign-off/")
    }
    for month, service in sorted(asked):
        wanted = sign_off_of(agreement, ledger, service, month)
        if consenting(ledger, wanted.subject) and not ledger.is_locked(service, month):
            yield wanted


def _signed(
    tx: Transaction, agreement: Agreement, ledger: Ledger, wanted: SignOff, said: Said
) -> SignedOff:
    missing = missing_consents(agreement, ledger, wanted, _today(agreement, said.at))
    if missing:
        return SignedOff(sign_off=wanted, missing=missing)
    by = consenting(ledger, wanted.subject)
    sides = {person.side for person in agreement.people if person.id in by}
    cause = BY_BOTH if Side.PARTNER in sides else BY_SILENCE
    confirmed = tuple(confirmations(ledger, wanted, cause, ", ".join(by), said.at))
    for entry in confirmed:
        tx.ledger.add(entry)
    tx.ledger.note(_event(wanted, agreement.partner, LedgerEventKind.SIGNED_OFF, said))
    _log.info("partner %s, %s: %s signed off", agreement.partner, wanted.month, wanted.service)
    return SignedOff(sign_off=wanted, missing=(), confirmed=confirmed)


def _event(wanted: SignOff, partner: str, kind: LedgerEventKind, said: Said) -> LedgerEvent:
    return LedgerEvent(
        partner=partner,
        service=wanted.service,
        period=wanted.month,
        kind=kind,
        subject=wanted.subject,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note,
    )


def _check_month(ledger: Ledger, service: str, month: MeasurementPeriod, today: date) -> None:
    """Raise LedgerRefusedError for a month that cannot be signed off now."""
    name = period_name(month)
    earlier = unsigned_before(ledger, service, month)
    if month.length is not PeriodLength.MONTH:
        message = f"{name} is no month: months are signed off."
    elif month.end >= today:
        message = f"{name} is not over."
    elif ledger.is_locked(service, month):
        message = f"{name} is signed off: what changes is posted to the first open month."
    elif earlier is not None:
        message = f"{period_name(earlier)} comes first: nobody has signed it off."
    else:
        return
    raise LedgerRefusedError(message)


def _today(agreement: Agreement, now: datetime) -> date:
    return now.astimezone(agreement.organisation.zone).date()
