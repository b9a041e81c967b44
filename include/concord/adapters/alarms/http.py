"""Alarms by one HTTP call, in the form that Slack and those like it take."""

from __future__ import annotations

import json
from datetime import datetime

from concord.adapters.alarms.calling import address, call, is_address
from concord.domain.telling import Notice
from concord.ports import ConnectionSettings


class HttpAlarmChannel:
    """Posts JSON with a `text`; a password that is no address goes along as bearer."""

    def __init__(self, settings: ConnectionSettings) -> None:
        """Keep where to.  Raises ConnectionMalformedError."""
        self._name = settings.id
        self._address = address(settings)
        self._bearer = "" if is_address(settings.password.strip()) else settings.password

    def tell(self, notice: Notice, now: datetime) -> None:
        """Tell people.  Raises AlarmChannelUnavailableError, which holds no secret."""
        text = escaped(f"{notice.subject}\n{notice.text(now)}")
        headers = {"Content-Type": "application/json"}
        if self._bearer:
            headers["Authorization"] = f"Bearer {self._bearer}"
        body = json.dumps({"text": text}).encode()
        call(self._address, self._name, body, headers)


def escaped(text: str) -> str:
    """Return a text in which Slack sees neither links nor mentions."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
