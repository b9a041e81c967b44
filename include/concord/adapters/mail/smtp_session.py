"""Sessions with an SMTP server: connected, encrypted and logged in as a connection says."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress

from concord.adapters.mail.settings import flag, seconds
from concord.domain.outbox import SendResult, SendVerdict
from concord.ports import ConnectionSettings

TIMEOUT = 20.0
_SUBMISSIONS_PORT = 465
_FAREWELL = 1.0


class StoppedError(Exception):
    """A mail was stopped before any of its content was sent."""

    def __init__(self, verdict: SendVerdict, detail: str) -> None:
        """Keep what is certain of it."""
        super().__init__(detail)
        self.result = SendResult(verdict=verdict, detail=detail)


class Session(smtplib.SMTP):
    """A session that never waits long for a farewell.

    `refuses_reports` remembers a server that names delivery reports and then takes none.
    """

    def __init__(self, host: str, port: int, timeout: float) -> None:
        """Connect.  Raises OSError and SMTPException."""
        self.refuses_reports = False
        # Asking for the full name of this machine may take a name server's time-out.
        super().__init__(host, port, socket.gethostname(), timeout=timeout)

    @property
    def reports(self) -> bool:
        """Say whether the server reports what became of a mail (RFC 3461)."""
        return self.has_extn("dsn") and not self.refuses_reports

    def leave(self) -> None:
        """Say farewell, and close."""
        with suppress(OSError, smtplib.SMTPException):
            if self.sock is not None:
                self.sock.settimeout(_FAREWELL)
                self.quit()
        self.close()


class EncryptedSession(Session, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def __init__(self, host: str, port: int, timeout: float, context: ssl.SSLContext) -> None:
        """Connect and encrypt.  Raises OSError and SMTPException."""
        self.refuses_reports = False
        smtplib.SMTP_SSL.__init__(
            self, host, port, socket.gethostname(), timeout=timeout, context=context
        )


def opened(settings: ConnectionSettings) -> Session:
    """Return a session that is ready for mails.

    Raises StoppedError where encryption is asked for and not to be had, else what the
    standard library raises.
    """
    session = _connected(settings)
    try:
        _secure(session, settings)
    except BaseException:
        session.close()
        raise
    return session


def _connected(settings: ConnectionSettings) -> Session:
    host, port = settings.host or "localhost", settings.port
    timeout = seconds(settings, "timeout", TIMEOUT)
    if encrypts_at_once(settings):
        return EncryptedSession(host, port or _SUBMISSIONS_PORT, timeout, _tls(settings))
    return Session(host, port or smtplib.SMTP_PORT, timeout)


def encrypts_at_once(settings: ConnectionSettings) -> bool:
    """Say whether the first byte is encrypted already."""
    plain = flag(settings, "disable_ssl")
    return plain is False or (plain is None and settings.port == _SUBMISSIONS_PORT)


def _tls(settings: ConnectionSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.extra.get("ssl_context") == "none":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _secure(session: Session, settings: ConnectionSettings) -> None:
    """Encrypt if wanted and possible, then log in if there is a login."""
    session.ehlo_or_helo_if_needed()
    plain = not isinstance(session, EncryptedSession)
    without = flag(settings, "disable_tls")
    if plain and not without:
        if session.has_extn("starttls"):
            session.starttls(context=_tls(settings))
            session.ehlo_or_helo_if_needed()
        elif without is False or settings.login:
            text = "The server offers no encryption, which the connection asks for."
            raise StoppedError(SendVerdict.REFUSED_CHANNEL, text)
    if settings.login:
        session.login(settings.login, settings.password)
