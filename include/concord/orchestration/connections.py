"""Connections as Airflow's tasks see them: secrets backends, environment, then its database."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from airflow.sdk import BaseHook, Connection
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.sdk.log import mask_secret

from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings
from concord.wiring import Deployment, deployment

_SECRET_WORDS = ("key", "secret", "token", "password", "url", "dsn", "credential", "bearer")
_SHORTEST = 6
"""Shorter values stand in too many words to be hidden."""


class AirflowConnections:
    """Reads connections through Airflow, and has whatever may be a secret masked in logs.

    Airflow masks passwords and what it knows by name; it does not know addresses that are
    secrets themselves, nor the forms in which libraries write a secret down.
    """

    def get(self, connection_id: str) -> ConnectionSettings | None:
        """Return the connection, or None.  Raises ConnectionMalformedError, never its content."""
        try:
            settings = _settings(connection_id, BaseHook.get_connection(connection_id))
        except AirflowNotFoundException:
            return None
        except (ValueError, TypeError, AttributeError):
            # The cause would quote the connection, and that holds secrets.
            message = f"The connection {connection_id!r} cannot be understood."
            raise ConnectionMalformedError(message) from None
        for secret in secrets_of(settings):
            mask_secret(secret)
        return settings


def secrets_of(settings: ConnectionSettings) -> Iterator[str]:
    """Yield every secret of a connection, as it is and as libraries write it down."""
    for secret in (settings.password, *_in_extra(settings.extra, hidden=False)):
        if len(secret) >= _SHORTEST:
            encoded = b64encode(secret.encode()).decode()
            yield from dict.fromkeys((secret, quote(secret, safe=""), quote(secret), encoded))


def _in_extra(value: object, *, hidden: bool) -> Iterator[str]:
    """Yield the texts below names that sound like a secret."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            sounds = any(word in str(name).lower() for word in _SECRET_WORDS)
            yield from _in_extra(inner, hidden=hidden or sounds)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_extra(inner, hidden=hidden)
    elif hidden and isinstance(value, str):
        yield value


def _settings(connection_id: str, connection: Connection) -> ConnectionSettings:
    return ConnectionSettings(
        id=connection_id,
        type=connection.conn_type or "",
        host=connection.host or "",
        port=connection.port,
        login=connection.login or "",
        password=connection.password or "",
        schema=connection.schema or "",
        extra=connection.extra_dejson if connection.extra else {},
    )


def airflow_deployment() -> Deployment:
    """Return the installation that a task works for."""
    return deployment(AirflowConnections())
