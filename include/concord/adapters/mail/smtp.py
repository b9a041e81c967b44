"""Mail by SMTP, step by step, so that it is always certain which step failed."""

from __future__ import annotations

import smtplib
import time
from contextlib import suppress
from dataclasses import dataclass, field

from concord.adapters.mail.smtp_dialogue import (
    ACCEPTED,
    announced,
    before_content,
    delivered,
    open_content,
)
from concord.adapters.mail.smtp_session import Session, StoppedError, opened
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import ConnectionSettings, SendProgress, SendStep
from concord.ports.sending import unnoticed

BEFORE_CONTENT = 30.0
"""Seconds after which a mail that has not come to its content is given up as a retry."""

LONGEST_IDLE = 20.0
"""Seconds for which a session may rest between two mails; servers close those that rest long."""

_BROKEN = (OSError, smtplib.SMTPException, UnicodeError)


@dataclass(slots=True)
class SmtpTransport:
    """Hands mails to the SMTP server of a connection, one after the other in one session.

    TLS from the first byte on port 465, or when the connection says `disable_ssl: false`.
    Otherwise STARTTLS whenever the server offers it; it is required when the connection says
    `disable_tls: false` or has a login, unless it says `disable_tls: true`.  Certificates are
    verified unless it says `ssl_context: none`.  `timeout` is in seconds, for each step.
    """

    settings: ConnectionSettings
    progress: SendProgress = unnoticed
    _session: Session | None = field(default=None, init=False, repr=False, compare=False)
    _used: float = field(default=0.0, init=False, repr=False, compare=False)

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

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send the mail, and say what is certain about it."""
        del batch, attempt
        late = time.monotonic() + BEFORE_CONTENT
        try:
            session, refused = self._announced(mail)
            open_content(session, late)
        except StoppedError as stopped:
            self._start_over()
            return stopped.result
        except _BROKEN as error:
            self._drop()
            return before_content(error)
        # What goes wrong from here on may go wrong after the mail was accepted.
        result = delivered(session, mail, refused, self.progress)
        if result.verdict is SendVerdict.UNCERTAIN:
            self._drop()
        self._used = time.monotonic()
        return result

    def refusal(self) -> SendResult | None:
        """Connect, encrypt and log in, but send nothing; return what stood in the way."""
        try:
            opened(self.settings).leave()
        except StoppedError as stopped:
            return stopped.result
        except _BROKEN as error:
            return before_content(error)
        return None

    def close(self) -> None:
        """End the session, if there is one."""
        if self._session is not None:
            self._session.leave()
            self._session = None

    def _announced(self, mail: OutgoingMail) -> tuple[Session, tuple[str, ...]]:
        """Return the session in which a mail's content may follow, and who was refused.

        A session that was kept may have ended, or have had its share of mails.  As no content
        was sent, a new one settles it for certain.
        """
        if self._session is not None and time.monotonic() - self._used <= LONGEST_IDLE:
            with suppress(*_BROKEN, _TiredSessionError):
                return self._session, self._announced_in(self._session, mail, is_new=False)
        self._drop()
        session = self._session = opened(self.settings)
        return session, self._announced_in(session, mail, is_new=True)

    def _announced_in(
        self, session: Session, mail: OutgoingMail, *, is_new: bool
    ) -> tuple[str, ...]:
        self.progress(SendStep.CONNECTED, mail.key)
        try:
            return announced(session, mail)
        except StoppedError as stopped:
            if not is_new and stopped.result.verdict is SendVerdict.RETRY:
                raise _TiredSessionError from stopped
            raise

    def _start_over(self) -> None:
        """Make the session forget the mail that was stopped, or end it."""
        with suppress(*_BROKEN):
            if self._session is not None and self._session.rset()[0] in ACCEPTED:
                self._used = time.monotonic()
                return
        self._drop()

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


class _TiredSessionError(Exception):
    """A session that was kept takes no more mails for now."""
