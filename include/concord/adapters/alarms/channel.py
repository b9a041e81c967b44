"""Which way alarms go: the connections `concord_alarm` and `concord_heartbeat` decide."""

from __future__ import annotations

from concord.adapters.alarms.heartbeat import HttpHeartbeat
from concord.adapters.alarms.http import HttpAlarmChannel
from concord.adapters.alarms.smtp import SmtpAlarmChannel
from concord.domain.errors import ConnectionMalformedError
from concord.ports import AlarmChannel, ConnectionSettings, Heartbeat


def alarm_channel(settings: ConnectionSettings | None) -> AlarmChannel | None:
    """Return the channel for the connection; None without one.

    Raises ConnectionMalformedError for settings that cannot work.
    """
    if settings is None:
        return None
    match settings.type.strip().lower():
        case "http" | "https":
            return HttpAlarmChannel(settings)
        case "smtp":
            return SmtpAlarmChannel(settings)
        case other:
            message = f"The connection {settings.id} has the type {other!r}, not http or smtp."
            raise ConnectionMalformedError(message)


def heartbeat(settings: ConnectionSettings | None) -> Heartbeat | None:
    """Return the heartbeat for the connection; None without one.

    Raises ConnectionMalformedError for settings that cannot work.
    """
    return None if settings is None else HttpHeartbeat(settings)
