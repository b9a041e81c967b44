"""`concord contacts`: whom mail reaches, and a person's word that an address works again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.notation import moment, shown
from concord.domain.people import Person
from concord.wiring import deployment

DONE, REFUSED = 0, 2
_MONTHS = ("About", "Month", "Sent", "Delivered", "Came back", "Dropped", "Want no more")
_HEADER = ("Partner", "Person", "Address", "Mail", "Since", "The mail service says")


def list_contacts() -> int:
    """Print everybody of every agreement, and what keeps mail from them."""
    installation = deployment()
    troubles = installation.troubled_addresses()
    arrivals = installation.arrivals()
    zone = str(installation.organisation.zone)
    rows = [
        (
            partner,
            shown(person.name),
            shown(person.email),
            *_state(person, troubles, arrivals, zone),
        )
        for partner in installation.partners()
        for person in installation.agreement(partner).people
    ]
    console().print(table("Contacts", _HEADER, rows))
    return DONE


def list_months() -> int:
    """Print what became of the mails about each partner, month by month."""
    rows = [
        (
            shown(each.partner) or "several partners",
            each.month,
            *map(str, (each.sent, each.delivered, each.bounced, each.dropped, each.unsubscribed)),
        )
        for each in deployment().months_of_mails()
    ]
    console().print(table("Mails", _MONTHS, rows))
    return DONE


def _state(
    person: Person,
    troubles: Mapping[str, DeliveryEvent],
    arrivals: Mapping[str, datetime],
    zone: str,
) -> tuple[str, str, str]:
    address = person.email.casefold()
    trouble = troubles.get(address)
    if trouble is None:
        last = arrivals.get(address)
        return ("goes out", "", "") if last is None else ("arrives", moment(last, zone), "")
    stand_in = ", goes to the deputy" if person.unreachable else ""
    return f"{trouble.kind}{stand_in}", moment(trouble.at, zone), shown(trouble.detail, 120)


def clear_contact(address: str, by: str, now: datetime) -> int:
    """Record that an address works; 2 when nobody of ours says so, or it was in no trouble."""
    installation = deployment()
    agreements = [installation.agreement(partner) for partner in installation.partners()]
    known = {person.id for agreement in agreements for person in agreement.people}
    known |= {person.id for person in installation.organisation.people}
    if by not in known:
        complain(f"There is nobody with the id {by!r}.")
        return REFUSED
    if not installation.clear_address(address, by, now):
        complain(f"Mail to {address!r} is in no trouble.")
        return REFUSED
    console().print(escape(f"Mail goes to {shown(address)} again, by the word of {by}."))
    return DONE
