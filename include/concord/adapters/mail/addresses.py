"""Mail addresses as servers write them: domains of other alphabets in their plain form."""

from __future__ import annotations

from concord.domain.mail_delivery import plain_domain


def as_servers_write(address: str) -> str:
    """Return an address with a domain that every server knows; its local part stays."""
    name, at, domain = address.rpartition("@")
    return address if domain.isascii() else f"{name}{at}{plain_domain(domain)}"
