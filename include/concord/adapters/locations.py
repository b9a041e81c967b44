"""From connections to places: the database's URL, and folders for stores and drives."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings

FOLDER_TYPES = frozenset({"fs", "file", "local"})
_POSTGRES_TYPES = frozenset({"postgres", "postgresql"})


def database_url(connection: ConnectionSettings | None, embedded: Path) -> URL:
    """Return where Concord's own database is: the connection's, else the embedded file."""
    if connection is None:
        return URL.create("sqlite", database=str(embedded))
    if connection.type == "sqlite":
        return URL.create("sqlite", database=str(folder_of(connection)))
    if connection.type in _POSTGRES_TYPES:
        return URL.create(
            "postgresql+psycopg",
            username=connection.login or None,
            password=connection.password or None,
            host=connection.host or None,
            port=connection.port,
            database=connection.schema or None,
            query={key: str(value) for key, value in connection.extra.items()},
        )
    raise _unfit(connection, "postgres or sqlite")


def folder_of(connection: ConnectionSettings) -> Path:
    """Return the folder of a connection of type fs: its extra `path`, else its path.

    Raises ConnectionMalformedError for another type or without an absolute path.
    """
    if connection.type not in {*FOLDER_TYPES, "sqlite"}:
        raise _unfit(connection, "fs, a folder of this machine")
    path = Path(str(connection.extra.get("path") or f"/{connection.schema}"))
    if not path.is_absolute() or path == Path("/"):
        message = f"The connection {connection.id!r} names no absolute path in its extra `path`."
        raise ConnectionMalformedError(message)
    return path


def _unfit(connection: ConnectionSettings, wanted: str) -> ConnectionMalformedError:
    return ConnectionMalformedError(
        f"The connection {connection.id!r} is of type {connection.type!r}; "
        f"what works so far is {wanted}."
    )
