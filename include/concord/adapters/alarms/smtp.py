"""Alarms by mail, over a server of their own: not by the outbox, which may be what is broken."""

from __future__ import annotations

import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from concord.adapters.mail.smtp_session import StoppedError, opened
from concord.domain.errors import AlarmChannelUnavailableError, ConnectionMalformedError
from concord.domain.telling import Notice
from concord.ports import ConnectionSettings


class SmtpAlarmChannel:
    """Sends one mail to everybody in `to` of the connection's extra."""

    def __init__(self, settings: ConnectionSettings) -> None:
        """Keep whom to tell.  Raises ConnectionMalformedError."""
        self._settings = settings
        self._to = _recipients(settings.extra.get("to"))
        self._from = str(settings.extra.get("from_email") or settings.login or "").strip()
        if not self._to or "@" not in self._from:
            message = (
                f"The connection {settings.id} needs recipients (to) and a sender (from_email) "
                "in its extra."
            )
            raise ConnectionMalformedError(message)

    def tell(self, notice: Notice, now: datetime) -> None:
        """Tell people.  Raises AlarmChannelUnavailableError, which holds no secret."""
        try:
            session = opened(self._settings)
            try:
                refused = session.send_message(self._mail(notice, now), self._from, self._to)
            finally:
                session.leave()
        except (OSError, smtplib.SMTPException, StoppedError, ValueError) as error:
            # The cause may quote the login.
            message = f"{self._settings.id} could not be used ({type(error).__name__})."
            raise AlarmChannelUnavailableError(message) from None
        if refused:
            message = f"{self._settings.id} refused {len(refused)} of {len(self._to)} recipients."
            raise AlarmChannelUnavailableError(message)

    def _mail(self, notice: Notice, now: datetime) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = self._from
        mail["To"] = ", ".join(self._to)
        mail["Subject"] = notice.subject
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = make_msgid(domain=self._from.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(f"{notice.text(now)}\n")
        return mail


def _recipients(told: object) -> tuple[str, ...]:
    words = told if isinstance(told, list) else str(told or "").split(",")
    return tuple(word for word in (str(each).strip() for each in words) if "@" in word)
