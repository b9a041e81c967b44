"""Whether mails would go out by the connected service: asked, but nothing is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from concord.adapters.mail import mail_transport
from concord.domain.errors import MailUnavailableError
from concord.domain.examination import Examined, failing, ok, warning
from concord.domain.outbox import SendResult
from concord.ports import ConnectionSettings


@runtime_checkable
class _Service(Protocol):
    """A way out that can be asked beforehand whether it is open."""

    def refusal(self) -> SendResult | None: ...


def examine_mail(
    item: str, settings: ConnectionSettings | None, folder: Path
) -> tuple[Examined, ...]:
    """Connect to the mail service and log in.

    Raises ConnectionMalformedError and MailUnavailableError as the transport does.
    """
    transport = mail_transport(settings, folder)
    if settings is None or not isinstance(transport, _Service):
        found = f"no mail service is connected: mails become files in {folder}"
        remedy = f"Make the connection `{item}` of type smtp or sendgrid, to send them."
        return (warning(item, found, remedy),)
    refusal = transport.refusal()
    if refusal is not None:
        return (failing(item, refusal.detail, MailUnavailableError.remedy),)
    return (ok(item, f"{settings.type} at {settings.host or 'its default host'} lets us in"),)
