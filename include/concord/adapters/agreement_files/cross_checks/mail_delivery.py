"""Whether mail may go to the addresses of a file's people."""

from __future__ import annotations

from collections.abc import Iterable

from concord.adapters.agreement_files.cross_checks.entries import place_in
from concord.adapters.agreement_files.remarks import Place
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.mail_delivery import MailDelivery
from concord.domain.people import Person


def check_mail_delivery(root: Section, agreement: Agreement) -> None:
    """Warn of people of an agreement whom the organisation's `delivery` does not reach."""
    organisation = agreement.organisation
    ours = {person.id for person in organisation.people}
    own = (person for person in agreement.people if person.id not in ours)
    check_reached(root, organisation.delivery, own)


def check_reached(root: Section, delivery: MailDelivery, people: Iterable[Person]) -> None:
    """Warn of people of a file to whose addresses no mail may go."""
    for person in people:
        place = place_in(root, "people", "id", person.id, "email")
        check_address(root, delivery, person.email, place)


def check_address(section: Section, delivery: MailDelivery, address: str, place: Place) -> None:
    """Warn of an address to which no mail may go."""
    if delivery.outside((address,)):
        section.remarks.warning(
            place,
            "outside-delivery",
            found=address,
            expected=f"an address within {', '.join(delivery.only_to)}",
        )
