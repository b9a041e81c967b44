"""Consent: who may decide about which amount, and how many people it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from concord.domain.errors import ConcordError
from concord.domain.ledger.event import LedgerEventKind
from concord.domain.ledger.ledger import Ledger
from concord.domain.notation import money
from concord.domain.people import Person
from concord.domain.quantity import Money
from concord.domain.settlement import Settlement

TWO_PEOPLE = 2


class LedgerRefusedError(ConcordError, ValueError):
    """Something cannot be signed off, disputed, waived or released as it was asked."""

    remedy = "Run `concord statement PARTNER PERIOD` to see what stands, then decide again."


def check_limit(person: Person, amounts: Iterable[Money]) -> None:
    """Raise LedgerRefusedError where somebody may not decide about as much.

    What somebody decides at once counts together, each currency by itself, whichever way it
    goes.  A limit says nothing of other currencies: those are for people without one.
    """
    if person.limit is None:
        return
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amount in amounts:
        sums[amount.currency] += abs(amount.amount)
    for currency, decided in sums.items():
        within = currency == person.limit.currency and decided <= person.limit.amount
        if decided and not within:
            message = (
                f"{person.id} may decide up to {money(person.limit.amount, person.limit.currency)}"
                f", and this is about {money(decided, currency)}."
            )
            raise LedgerRefusedError(message)


def people_needed(settlement: Settlement | None, amounts: Iterable[Money]) -> int:
    """Return how many different people it takes to decide: two from the agreed amount on."""
    above = None if settlement is None else settlement.four_eyes_above
    if above is not None and any(abs(each.amount) >= above for each in amounts):
        return TWO_PEOPLE
    return 1


def consenting(ledger: Ledger, subject: str) -> tuple[str, ...]:
    """Return who consented to an act so far, each once, in order."""
    given = (e.by for e in ledger.about(subject) if e.kind is LedgerEventKind.CONSENTED)
    return tuple(dict.fromkeys(given))
