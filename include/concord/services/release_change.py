"""Release, or refuse, a change of a credit that waits for approval."""

from __future__ import annotations

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    Ledger,
    LedgerEntry,
    LedgerEvent,
    LedgerEventKind,
    LedgerRefusedError,
    Proposal,
    proposal_numbered,
    proposals,
)
from concord.domain.people import Side
from concord.ports import Store, Transaction
from concord.services.approve import Said, check_person
from concord.services.consent import Act, take_consent
from concord.services.post_ledger import ledger_of, owed, write


def waiting_changes(agreement: Agreement, *, store: Store) -> tuple[Proposal, ...]:
    """Return the changes of a partner's credits that wait, in the order of being proposed."""
    with store.transaction() as tx:
        return proposals(ledger_of(tx, agreement.partner))


def release_change(
    agreement: Agreement, number: int, said: Said, *, store: Store
) -> tuple[LedgerEntry, ...]:
    """Post a change that waits, as it was proposed; nothing while another person must agree.

    Raises LedgerRefusedError, also where the figures have come out otherwise since.
    """
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        wanted = proposal_numbered(ledger, number)
        entry = _entry(tx, agreement, ledger, wanted, said)
        act = Act(
            subject=subject_of(wanted),
            line=wanted.line,
            period=wanted.event.period,
            amount=wanted.amount,
        )
        if take_consent(tx, agreement, ledger, act, said):
            return ()
        tx.ledger.note(_decided(wanted, LedgerEventKind.RELEASED, said))
        return write(tx, ledger, (entry,), said.at)


def subject_of(wanted: Proposal) -> str:
    """Return what people consent to who release a change: this one, with this amount."""
    return f"release/{wanted.key}/{wanted.amount.normalize()}"


def refuse_change(agreement: Agreement, number: int, said: Said, *, store: Store) -> None:
    """Put on record that a change shall not be posted as it is; `said.note` says why.

    Raises LedgerRefusedError.
    """
    check_person(agreement, said, Side.CLIENT, LedgerRefusedError)
    if not said.note:
        message = "To refuse a change needs its reason."
        raise LedgerRefusedError(message)
    with store.transaction() as tx:
        wanted = proposal_numbered(ledger_of(tx, agreement.partner), number)
        tx.ledger.note(_decided(wanted, LedgerEventKind.REFUSED, said))


def _entry(
    tx: Transaction, agreement: Agreement, ledger: Ledger, wanted: Proposal, said: Said
) -> LedgerEntry:
    found = tx.assessments.of_partner(agreement.partner)
    for delta in owed(agreement, ledger, found, said.at):
        entry = delta.entry(agreement.partner, wanted.event.note, said.by, said.at)
        if (entry.key, entry.amount) == (wanted.key, wanted.amount):
            return entry
    message = f"Change {wanted.number} is not what the figures come to: assess again."
    raise LedgerRefusedError(message)


def _decided(wanted: Proposal, kind: LedgerEventKind, said: Said) -> LedgerEvent:
    event = wanted.event
    return LedgerEvent(
        partner=event.partner,
        service=event.service,
        period=event.period,
        kind=kind,
        subject=event.subject,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note,
        amount=event.amount,
    )
