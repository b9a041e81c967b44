"""Record what either side answers when it is asked to sign off a month's service credits."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import assert_never

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    LedgerRefusedError,
    ServiceMonth,
    SignOffAnswer,
    SignOffChoice,
)
from concord.domain.notation import period_name
from concord.domain.people import Side
from concord.ports import Store
from concord.services.approve import Said
from concord.services.dispute import Contested, raise_dispute
from concord.services.post_ledger import ledger_of
from concord.services.sign_off import sign_off
from concord.services.version_letters import bound_people

NEEDS_HOW = "Say in the note how the partner has said so, such as the date of its mail."
NOBODY = "The agreement names nobody on the partner's side who could have said so."


def signed_off(agreement: Agreement, wanted: ServiceMonth, *, store: Store) -> str | None:
    """Return why nothing is to be signed any more, or None."""
    with store.transaction() as tx:
        locked = ledger_of(tx, agreement.partner).is_locked(wanted.service, wanted.month)
    return f"{period_name(wanted.month)} is signed off." if locked else None


def answer_sign_off(
    agreement: Agreement, wanted: ServiceMonth, answer: SignOffAnswer, said: Said, *, store: Store
) -> str:
    """Record an answer; return what became of it.  Raises LedgerRefusedError."""
    match answer.choice:
        case SignOffChoice.SIGN:
            return _sign(agreement, wanted, said, store)
        case SignOffChoice.PARTNER_ACCEPTS:
            return _sign(agreement, wanted, _for_the_partner(agreement, said), store)
        case SignOffChoice.DISPUTE:
            return _dispute(agreement, wanted, answer, said, store)
        case _:
            assert_never(answer.choice)


def person_of_either_side(agreement: Agreement, *names: str) -> str:
    """Return the id of whoever has one of these logins, else the first name."""
    found = (person.id for person in agreement.people if person.login in names)
    return next(found, names[0])


def _sign(agreement: Agreement, wanted: ServiceMonth, said: Said, store: Store) -> str:
    done = sign_off(agreement, wanted.service, wanted.month, said, store=store)
    if done.is_signed:
        return f"Signed off; the last to sign was {said.by}."
    return f"Signed by {said.by}; still lacks {', '.join(done.missing)}."


def _dispute(
    agreement: Agreement, wanted: ServiceMonth, answer: SignOffAnswer, said: Said, store: Store
) -> str:
    contested = Contested(
        statement=wanted.month,
        amount=_amount(answer.amount),
        service=wanted.service,
        regime=answer.regime or None,
    )
    by = said if _is_partners(agreement, said.by) else _for_the_partner(agreement, said)
    dispute = raise_dispute(agreement, contested, by, store=store)
    return f"Dispute {dispute.number} about {dispute.amount} is recorded."


def _for_the_partner(agreement: Agreement, said: Said) -> Said:
    """Return what one of ours records of what the partner said.  Raises LedgerRefusedError."""
    if not said.note.strip():
        raise LedgerRefusedError(NEEDS_HOW)
    bound = bound_people(agreement, said.at)
    if not bound:
        raise LedgerRefusedError(NOBODY)
    note = f"recorded by {said.by}: {said.note}"
    return Said(by=bound[0].id, at=said.at, origin=said.origin, note=note)


def _is_partners(agreement: Agreement, person_id: str) -> bool:
    person = agreement.person(person_id)
    return person is not None and person.side is Side.PARTNER


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount <= 0:
        message = f"{text!r} is no amount in dispute: write it as 1200.00."
        raise LedgerRefusedError(message)
    return amount
