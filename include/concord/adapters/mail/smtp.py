"""Mail by SMTP, step by step, so that it is always certain which step failed."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from concord.adapters.mail.settings import flag, seconds
from concord.domain.message import header_text
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import ConnectionSettings, SendProgress, SendStep
from concord.ports.sending import unnoticed

TIMEOUT = 20.0
BEFORE_CONTENT = 30.0
"""Seconds after which a session that has not come to the content is given up as a retry."""

_SUBMISSIONS_PORT = 465
_ACCEPTED = range(200, 300)
_TEMPORARY, _PERMANENT = range(400, 500), range(500, 600)
_GO_AHEAD, _TOO_LARGE = 354, 552
_LONGEST_DETAIL = 300
_QUEUED_AS = re.compile(r"queued as\s+<?([^\s<>;,]+)", re.IGNORECASE)
_Reply = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """Hands mails to the SMTP server of a connection.

    TLS from the first byte on port 465, or when the connection says `disable_ssl: false`.
    Otherwise STARTTLS whenever the server offers it; it is required when the connection says
    `disable_tls: false` or has a login, unless it says `disable_tls: true`.  Certificates are
    verified unless it says `ssl_context: none`.  `timeout` is in seconds, for each step.
    """

    settings: ConnectionSettings
    progress: SendProgress = unnoticed

    @property
    def provider(self) -> str:
        """How it is named on record."""
        return "smtp"

    @property
    def repeat_is_harmless(self) -> bool:
        """A mail sent once more is a second copy."""
        return False

    def batch(self, mail: OutgoingMail) -> str:
        """Return nothing: what was handed over cannot be taken back."""
        del mail
        return ""

    def take_back(self, batch: str) -> bool:
        """Say that nothing was undone."""
        del batch
        return False

    def close(self) -> None:
        """Do nothing: no session is kept."""

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send the mail in a session of its own, and say what is certain about it."""
        del batch, attempt
        late = time.monotonic() + BEFORE_CONTENT
        try:
            with self._connected() as client:
                self._secure(client)
                self.progress(SendStep.CONNECTED, mail.key)
                refused = _announced(client, mail)
                _open_content(client, late)
                # What goes wrong from here on may go wrong after the mail was accepted.
                return _delivered(client, mail, refused, self.progress)
        except _StoppedError as stopped:
            return stopped.result
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            return _before_content(error)

    def refusal(self) -> SendResult | None:
        """Connect, encrypt and log in, but send nothing; return what stood in the way."""
        try:
            with self._connected() as client:
                self._secure(client)
        except _StoppedError as stopped:
            return stopped.result
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            return _before_content(error)
        return None

    def _connected(self) -> _Session:
        host, port = self.settings.host or "localhost", self.settings.port
        encrypted = flag(self.settings, "disable_ssl")
        if encrypted is False or (encrypted is None and port == _SUBMISSIONS_PORT):
            return _EncryptedSession(host, port or _SUBMISSIONS_PORT, self._timeout, self._tls())
        return _Session(host, port or smtplib.SMTP_PORT, self._timeout)

    @property
    def _timeout(self) -> float:
        return seconds(self.settings, "timeout", TIMEOUT)

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.settings.extra.get("ssl_context") == "none":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _secure(self, client: _Session) -> None:
        """Encrypt if wanted and possible, then log in if there is a login."""
        client.ehlo_or_helo_if_needed()
        plain = not isinstance(client, _EncryptedSession)
        without = flag(self.settings, "disable_tls")
        if plain and not without:
            if client.has_extn("starttls"):
                client.starttls(context=self._tls())
                client.ehlo_or_helo_if_needed()
            elif without is False or self.settings.login:
                text = "The server offers no encryption, which the connection asks for."
                raise _StoppedError(SendVerdict.REFUSED_CHANNEL, text)
        if self.settings.login:
            client.login(self.settings.login, self.settings.password)


class _Session(smtplib.SMTP):
    """A session that always ends closed, and never waits long for a farewell."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        # Asking for the full name of this machine may take a name server's time-out.
        super().__init__(host, port, socket.gethostname(), timeout=timeout)

    def __exit__(self, *args: object) -> None:
        with suppress(OSError, smtplib.SMTPException):
            if args[0] is None and self.sock is not None:
                self.sock.settimeout(1)
                self.quit()
        self.close()


class _EncryptedSession(_Session, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def __init__(self, host: str, port: int, timeout: float, context: ssl.SSLContext) -> None:
        smtplib.SMTP_SSL.__init__(
            self, host, port, socket.gethostname(), timeout=timeout, context=context
        )


class _StoppedError(Exception):
    """The session was stopped before any content was sent."""

    def __init__(self, verdict: SendVerdict, detail: str) -> None:
        super().__init__(detail)
        self.result = SendResult(verdict=verdict, detail=detail)


def _announced(client: _Session, mail: OutgoingMail) -> tuple[str, ...]:
    """Name sender and recipients; return the recipients that were refused for good.

    One that is refused for now stops the mail for everybody: sent again, the others would
    have it twice.
    """
    options = [f"size={len(mail.payload)}"] if client.has_extn("size") else []
    _check_sender(client.mail(_sender(mail.payload), options))
    refused: dict[str, str] = {}
    for address in mail.to:
        # What is no ASCII has no place in a command.
        code, text = client.rcpt(address) if address.isascii() else (553, b"Not an address.")
        if code in _TEMPORARY:
            raise _StoppedError(SendVerdict.RETRY, _detail((code, text)))
        if code not in _ACCEPTED:
            refused[address] = _detail((code, text))
    if len(refused) == len(mail.to):
        raise _StoppedError(SendVerdict.DEAD, "Every recipient was refused: " + _said(refused))
    return tuple(refused)


def _check_sender(reply: _Reply) -> None:
    code, _ = reply
    if code in _ACCEPTED:
        return
    if code in _TEMPORARY:
        raise _StoppedError(SendVerdict.RETRY, _detail(reply))
    # A refused sender is no fault of this mail: all others have the same one.
    verdict = SendVerdict.DEAD if code == _TOO_LARGE else SendVerdict.REFUSED_CHANNEL
    raise _StoppedError(verdict, _detail(reply))


def _sender(payload: bytes) -> str:
    return parseaddr(str(BytesHeaderParser().parsebytes(payload)["From"]))[1]


def _open_content(client: _Session, late: float) -> None:
    if time.monotonic() > late:
        raise _StoppedError(SendVerdict.RETRY, "The server took too long before the content.")
    reply = client.docmd("DATA")
    if reply[0] != _GO_AHEAD:
        verdict = SendVerdict.DEAD if reply[0] in _PERMANENT else SendVerdict.RETRY
        raise _StoppedError(verdict, _detail(reply))


def _delivered(
    client: _Session, mail: OutgoingMail, refused: tuple[str, ...], progress: SendProgress
) -> SendResult:
    """Send the content; without a final answer nobody can tell whether it was accepted."""
    content = mail.payload if mail.payload.endswith(b"\r\n") else mail.payload + b"\r\n"
    try:
        client.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        progress(SendStep.WRITTEN, mail.key)
        reply = client.getreply()
    except (OSError, smtplib.SMTPException) as error:
        client.close()
        detail = f"The connection was lost after the content: {type(error).__name__}."
        return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)
    return _final(reply, refused)


def _final(reply: _Reply, refused: tuple[str, ...]) -> SendResult:
    code, text = reply
    if code in _TEMPORARY:
        return SendResult(verdict=SendVerdict.RETRY, detail=_detail(reply))
    if code in _PERMANENT:
        return SendResult(verdict=SendVerdict.DEAD, detail=_detail(reply))
    if code not in _ACCEPTED:
        return SendResult(verdict=SendVerdict.UNCERTAIN, detail=_detail(reply))
    answer = header_text(text.decode("utf-8", "replace"))
    queued = _QUEUED_AS.search(answer)
    return SendResult(
        verdict=SendVerdict.SENT,
        detail=f"Refused for {', '.join(refused)}." if refused else "",
        provider_id=queued[1] if queued else answer[:_LONGEST_DETAIL],
        refused=refused,
    )


def _before_content(error: Exception) -> SendResult:
    """Return what an error before the content means: certainly nothing was sent."""
    if isinstance(error, ssl.SSLCertVerificationError):
        detail = f"The server's certificate is not trusted: {error.verify_message}."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        reply = (error.smtp_code, text if isinstance(text, bytes) else text.encode())
        passing = error.smtp_code in _TEMPORARY
        verdict = SendVerdict.RETRY if passing else SendVerdict.REFUSED_CHANNEL
        return SendResult(verdict=verdict, detail=_detail(reply))
    if isinstance(error, smtplib.SMTPException) and not _is_cut(error):
        # Not in the exception's words: those about a login may quote the password.
        detail = f"The server and the connection do not fit: {type(error).__name__}."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if isinstance(error, UnicodeError):
        detail = "Login or password have characters that SMTP cannot carry."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    detail = f"The server cannot be reached: {type(error).__name__}."
    return SendResult(verdict=SendVerdict.RETRY, detail=detail)


def _is_cut(error: smtplib.SMTPException) -> bool:
    return isinstance(error, smtplib.SMTPServerDisconnected)


def _detail(reply: _Reply) -> str:
    code, text = reply
    return header_text(f"{code} {text.decode('utf-8', 'replace')}")[:_LONGEST_DETAIL]


def _said(refused: dict[str, str]) -> str:
    return "; ".join(dict.fromkeys(refused.values()))[:_LONGEST_DETAIL]
