"""Who is reminded of a contract's dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.contract import Reminder
from concord.domain.people import Person, Side, reachable, with_role
from concord.domain.reminder_letter import URGENT_DAYS

SPONSOR = "sponsor"


def reminder_readers(agreement: Agreement, reminder: Reminder, day: date) -> tuple[Person, ...]:
    """Return who is reminded on `day`, deputies standing in.

    Of an agreed obligation it is the one who owes it, and the contract's owners once it is
    overdue or when that one cannot be reached.  Of all else it is the contract's owners; the
    client's sponsors join when it is urgent, and when there is nobody else.
    """
    agreed = reminder.obligation.agreed
    if agreed is None:
        return _owners(agreement, reminder.days_before, day)
    found = _reachable(agreement, [agreed.owner], day)
    if not found or reminder.is_overdue:
        found |= {p.id: p for p in _owners(agreement, URGENT_DAYS + 1, day)}
    return tuple(found.values())


def _owners(agreement: Agreement, days_before: int, day: date) -> tuple[Person, ...]:
    contract = agreement.contract
    owners = [agreement.owner, contract.backup_owner if contract else None]
    found = _reachable(agreement, [owner for owner in owners if owner], day)
    if found and days_before > URGENT_DAYS:
        return tuple(found.values())
    sponsors = [p.id for p in with_role(agreement.people, Side.CLIENT, SPONSOR)]
    return tuple({**found, **_reachable(agreement, sponsors, day)}.values())


def _reachable(agreement: Agreement, ids: Iterable[str], day: date) -> dict[str, Person]:
    present = (reachable(person_id, agreement.people, day) for person_id in ids)
    return {person.id: person for person in present if person is not None}
