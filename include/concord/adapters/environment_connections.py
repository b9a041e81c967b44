"""Connections from the environment, spelled as Airflow spells them: `AIRFLOW_CONN_<ID>`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings

PREFIX = "AIRFLOW_CONN_"


class EnvironmentConnections:
    """Reads `AIRFLOW_CONN_<ID>` as JSON or as a URI, without Airflow."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all connections that stand in the environment, in lower case."""
        names = (name for name in self._environment if name.startswith(PREFIX))
        return tuple(sorted(name.removeprefix(PREFIX).lower() for name in names))

    def get(self, connection_id: str) -> ConnectionSettings | None:
        """Return the connection, or None.  Raises ConnectionMalformedError, never its content."""
        text = self._environment.get(f"{PREFIX}{connection_id.upper()}", "").strip()
        if not text:
            return None
        try:
            return (
                _from_json(connection_id, text)
                if text[0] == "{"
                else _from_uri(connection_id, text)
            )
        except (ValueError, TypeError, AttributeError):
            # The cause would quote the text, and the text holds secrets.
            message = f"{PREFIX}{connection_id.upper()} is neither JSON nor a URI of a connection."
            raise ConnectionMalformedError(message) from None


def _from_json(connection_id: str, text: str) -> ConnectionSettings:
    raw = json.loads(text)
    extra = raw.get("extra") or {}
    port = raw.get("port")
    return ConnectionSettings(
        id=connection_id,
        type=str(raw.get("conn_type", "")),
        host=str(raw.get("host") or ""),
        port=None if port in {None, ""} else int(port),
        login=str(raw.get("login") or ""),
        password=str(raw.get("password") or ""),
        schema=str(raw.get("schema") or ""),
        extra=dict(json.loads(extra) if isinstance(extra, str) else extra),
    )


def _from_uri(connection_id: str, text: str) -> ConnectionSettings:
    parts = urlsplit(text)
    if not parts.scheme:
        raise ValueError
    query = dict(parse_qsl(parts.query))
    extra = json.loads(query.pop("__extra__", "{}"))
    return ConnectionSettings(
        id=connection_id,
        type=parts.scheme.replace("-", "_"),
        host=unquote(parts.hostname or ""),
        port=parts.port,
        login=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        schema=unquote(parts.path.removeprefix("/")),
        extra={**query, **extra},
    )
