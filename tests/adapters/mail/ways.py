"""Connections to services on this machine, and one round of sending by SMTP."""

from contextlib import closing

from concord.adapters.mail.sendgrid import SendGridTransport
from concord.adapters.mail.smtp import SmtpTransport
from concord.domain.outbox import OutgoingMail, SendResult
from concord.ports import ConnectionSettings
from tests.adapters.mail.mails import NOON, mail
from tests.mail_servers import Provider


def transport(port: int, login: str = "", password: str = "", **extra: object) -> SmtpTransport:
    return SmtpTransport(
        ConnectionSettings(
            id="concord_mail",
            type="smtp",
            host="127.0.0.1",
            port=port,
            login=login,
            password=password,
            extra={"timeout": 2, **extra},
        )
    )


KEY = "SG.not-a-real-key"


def sendgrid_settings(host: str, **changes: object) -> ConnectionSettings:
    """Return a connection to SendGrid at a host or address."""
    values = {"id": "concord_mail", "type": "sendgrid", "host": host, "password": KEY, **changes}
    return ConnectionSettings(**values)  # type: ignore[arg-type] # each test names its own fields


def sendgrid_way(provider: Provider, **extra: object) -> SendGridTransport:
    """Return the way to a provider on this machine, at noon."""
    to = sendgrid_settings(provider.url, extra={"timeout": 1, **extra})
    return SendGridTransport(to, clock=lambda: NOON)


def sent_by(way: SmtpTransport, *mails: OutgoingMail) -> SendResult:
    """Send the mails in one round; return what became of the last."""
    with closing(way):
        return [way.send(each) for each in mails or (mail(),)][-1]
