"""Examine from where mail goes out: whether this installation may, and another one must not."""

from __future__ import annotations

from concord.domain.examination import Examined, ok, warning
from concord.domain.mail_delivery import MailDelivery

_NAME_ONE = (
    "Name in organisation.yaml the one that writes to people, as `delivery: {{installation: "
    "{}}}`: then a copy for tests never does."
)


def examine_delivery(item: str, delivery: MailDelivery, installation: str) -> Examined:
    """Return whether an installation writes to people, to one address, or to nobody."""
    domains = ", ".join(delivery.only_to) or "any domain"
    if not delivery.installation:
        found = f"every installation writes to people, at {domains}"
        return warning(item, found, _NAME_ONE.format(installation))
    if delivery.is_open_to(installation):
        return ok(item, f"{installation!r} alone writes to people, at {domains}")
    address = delivery.redirects(installation)
    if address:
        return ok(item, f"{installation!r} writes to {address} alone")
    remedy = "Set CONCORD_INSTALLATION where it should, or name `redirect_to` for tests."
    return warning(item, delivery.waits(installation), remedy)
