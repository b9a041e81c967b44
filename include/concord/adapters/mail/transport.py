"""Which transport takes the mails: the connection `concord_mail` decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from concord.adapters.mail.file import FileTransport
from concord.adapters.mail.settings import flag
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings, MailTransport, Witness


def _now() -> datetime:
    return datetime.now(UTC)


def mail_transport(
    settings: ConnectionSettings | None,
    folder: Path,
    clock: Callable[[], datetime] = _now,
) -> MailTransport:
    """Return the transport for the connection; without one, mails become files in `folder`.

    Raises ConnectionMalformedError for a type that is neither `smtp` nor `sendgrid`, and
    MailUnavailableError for settings that cannot work.
    """
    if settings is None:
        return FileTransport(folder)
    # Either is loaded only where it is used: SendGrid's client takes its time.
    match _type(settings):
        case "smtp":
            from concord.adapters.mail.smtp import SmtpTransport

            return SmtpTransport(settings)
        case "sendgrid":
            from concord.adapters.mail.sendgrid import SendGridTransport

            return SendGridTransport(settings, clock=clock)
        case other:
            message = f"The connection {settings.id} has the type {other!r}, not smtp or sendgrid."
            raise ConnectionMalformedError(message)


def provider_witness(settings: ConnectionSettings | None) -> Witness | None:
    """Return what the provider's own record of mails tells; None where there is none to ask.

    Raises MailUnavailableError for settings that cannot work.
    """
    if settings is None or _type(settings) != "sendgrid" or not flag(settings, "activity"):
        return None
    from concord.adapters.mail.sendgrid_activity import SendGridActivity

    return SendGridActivity(settings)


def _type(settings: ConnectionSettings) -> str:
    return settings.type.strip().lower()
