"""The heartbeat: a call after each round, whose absence calls people."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from concord.adapters.alarms.calling import address, call
from concord.adapters.mail.settings import flag
from concord.ports import ConnectionSettings


class HttpHeartbeat:
    """Gets the address of a ping service; `fail` in extra has alarms that stand told there too."""

    def __init__(self, settings: ConnectionSettings) -> None:
        """Keep where to.  Raises ConnectionMalformedError."""
        self._name = settings.id
        self._address = address(settings)
        self._tells_failure = flag(settings, "fail") is True

    def beat(self, *, well: bool) -> None:
        """Say that we are here.  Raises AlarmChannelUnavailableError, which holds no secret."""
        where = self._address if well or not self._tells_failure else _failing(self._address)
        call(where, self._name)


def _failing(where: str) -> str:
    parts = urlsplit(where)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))
