"""Who is told of the partner's files: those who send them, and the client's owner."""

from __future__ import annotations

from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.people import Person, Side, reachable, with_role


def data_contacts_on(agreement: Agreement, day: date) -> tuple[Person, ...]:
    """Return who answers for the partner's files: its operations managers, else all its people.

    Deputies stand in for who is away.  Without anybody reachable on the partner's side, the
    contract's owner is told.
    """
    partner_side = agreement.side(Side.PARTNER)
    wanted = with_role(partner_side, Side.PARTNER, "operations_manager") or partner_side
    present = [reachable(person.id, agreement.people, day) for person in wanted]
    found = tuple(dict.fromkeys(person for person in present if person is not None))
    if found or agreement.owner is None:
        return found
    owner = reachable(agreement.owner, agreement.people, day)
    return () if owner is None else (owner,)


def client_owners_on(agreement: Agreement, day: date) -> tuple[Person, ...]:
    """Return the contract's owner or deputy; without one, the client's vendor managers."""
    managers = with_role(agreement.people, Side.CLIENT, "vendor_manager")
    candidates = (agreement.owner,) if agreement.owner else tuple(p.id for p in managers)
    present = [reachable(person_id, agreement.people, day) for person_id in candidates]
    # The partner is told of its deliveries by its own letters: these are for the client alone.
    return tuple(p for p in present if p is not None and p.side is Side.CLIENT)
