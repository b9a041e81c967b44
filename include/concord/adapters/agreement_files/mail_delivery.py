"""Read from where mail goes out and to which addresses, and warn of people it does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterable

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.cross_checks.mail_delivery import (
    check_address,
    check_reached,
)
from concord.adapters.agreement_files.model.mail_delivery import MAIL_DELIVERY
from concord.adapters.agreement_files.quantities import NotThatError
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.mail_delivery import MailDelivery, plain_domain
from concord.domain.people import Person

_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_LONGEST_DOMAIN = 253
_HTTPS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.:-]{0,252}(/[!#-;=?-~]{0,500})?", re.ASCII)


def read_mail_delivery(root: Section, people: Iterable[Person]) -> MailDelivery:
    """Return what `delivery` says; where nothing is said, mail goes from and to everywhere."""
    table = root.table_of("delivery")
    if table is None:
        return MailDelivery()
    section = Section(table, root.remarks, MAIL_DELIVERY)
    if "redirect_to" in section:
        section.require("installation", "the installation whose mail is not redirected")
    delivery = MailDelivery(
        installation=section.read("installation", quantities.identifier) or "",
        only_to=_domains(section),
        redirect_to=section.read("redirect_to", quantities.mail_address) or "",
        unsubscribe=section.read("unsubscribe", https_address) or "",
    )
    if delivery.redirect_to:
        place = section.place_of("redirect_to")
        check_address(section, delivery, delivery.redirect_to, place)
    check_reached(root, delivery, people)
    return delivery


def _domains(section: Section) -> tuple[str, ...]:
    written = section.texts("only_to")
    if "only_to" in section and not written:
        section.remarks.error(
            section.place_of("only_to"),
            "empty-value",
            found="no domain",
            expected="a domain",
            advice="leave the key out where mail may go everywhere",
        )
    read = (read_text(each, domain_name, section.remarks) for each in written)
    return tuple(domain for domain in read if domain is not None)


def domain_name(text: str) -> str:
    """Read a domain, as it stands after the @ of an address; those below it belong to it."""
    plain = plain_domain(text)
    if _DOMAIN.fullmatch(plain) and len(plain) <= _LONGEST_DOMAIN:
        return text
    meant = plain.removeprefix("*.").rpartition("@")[2]
    hint = meant if _DOMAIN.fullmatch(meant) else ""
    raise NotThatError(text, "a domain such as acme.example", rule="not-a-domain", hint=hint)


def https_address(text: str) -> str:
    """Read an address of the web that is reached by https and can stand in a mail's header."""
    if _HTTPS.fullmatch(text):
        return text
    raise NotThatError(
        text, "an address such as https://acme.example/mail", rule="not-an-https-address"
    )
