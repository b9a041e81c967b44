"""Connections as Airflow's tasks see them: secrets backends, environment, then its database."""

from __future__ import annotations

from airflow.sdk import BaseHook, Connection
from airflow.sdk.exceptions import AirflowNotFoundException

from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings
from concord.wiring import Deployment, deployment


class AirflowConnections:
    """Reads connections through Airflow, which also masks their passwords in logs."""

    def get(self, connection_id: str) -> ConnectionSettings | None:
        """Return the connection, or None.  Raises ConnectionMalformedError, never its content."""
        try:
            return _settings(connection_id, BaseHook.get_connection(connection_id))
        except AirflowNotFoundException:
            return None
        except (ValueError, TypeError, AttributeError):
            # The cause would quote the connection, and that holds secrets.
            message = f"The connection {connection_id!r} cannot be understood."
            raise ConnectionMalformedError(message) from None


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
