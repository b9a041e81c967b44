"""Connections to SQLite or PostgreSQL, set up alike, with their failures in our words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakSet

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from concord.domain.errors import StoreOutdatedError, StoreUnavailableError

BUSY_TIMEOUT_SECONDS = 30
CONNECT_TIMEOUT_SECONDS = 10
READS_ONLY = "reads_only"
"""The option of a connection that will not write."""

_SCHEMA_IS_ANOTHER = ("no such table", "no such column", "has no column", "does not exist")


class Database:
    """One database: its connections and transactions, as all records share them.

    `enforce_keys` is for migrations of SQLite: a table that is rebuilt must not take the rows
    that refer to it along.
    """

    def __init__(self, url: URL | str, *, enforce_keys: bool = True) -> None:
        self.url = _known(url)
        if self.url.get_backend_name() == "sqlite":
            self.engine = _sqlite(self.url, enforce_keys=enforce_keys)
        else:
            self.engine = _postgresql(self.url)

    @property
    def file(self) -> Path | None:
        """The database file, None where the database is a server."""
        return Path(self.url.database or "") if self.engine.name == "sqlite" else None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction; it commits on leaving, or rolls back on an exception.

        Raises StoreUnavailableError, and StoreOutdatedError when tables or columns lack.
        """
        # The driver's own errors pass SQLAlchemy by where rows are copied in bulk.
        broken = (DBAPIError, PoolTimeoutError, self.engine.dialect.loaded_dbapi.Error)
        try:
            with self.engine.begin() as connection:
                yield connection
        except broken as error:
            raise self._translated(error) from error

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a transaction that reads one state of everything, and keeps nobody waiting.

        Raises StoreUnavailableError, and StoreOutdatedError when tables or columns lack.
        """
        options: dict[str, Any] = {READS_ONLY: True}
        if self.engine.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        try:
            with self.engine.connect() as connection:
                connection.execution_options(**options)
                with connection.begin():
                    yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            raise self._translated(error) from error

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    def _translated(self, error: Exception) -> StoreUnavailableError | StoreOutdatedError:
        cause = getattr(error, "orig", None) or error
        reason = next(iter(str(cause).splitlines()), "") or type(cause).__name__
        message = f"The database {self} did not do its work: {reason}"
        if any(words in reason for words in _SCHEMA_IS_ANOTHER):
            return StoreOutdatedError(message)
        return StoreUnavailableError(message)

    def __str__(self) -> str:
        """Name the database without who logs in to it, and how."""
        place = f"{self.url.host or 'localhost'}/" if self.file is None else ""
        return f"{place}{self.url.database}"


def _known(url: URL | str) -> URL:
    try:
        known = make_url(url)
        backend = known.get_backend_name()
    except (ArgumentError, ValueError):
        message = "The database's address cannot be read."
        # The cause may quote the address, and with it the password.
        raise StoreUnavailableError(message) from None
    if backend == "postgresql":
        return known.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and known.database not in {None, "", ":memory:"}:
        return known.set(drivername="sqlite")
    message = f"Concord keeps its records in a SQLite file or in PostgreSQL, not in {backend}."
    raise StoreUnavailableError(message)


def _sqlite(url: URL, *, enforce_keys: bool) -> Engine:
    # Opening must never create the file: that is what an upgrade does, with its permissions.
    existing = url.set(
        database=f"file:{quote(url.database or '')}", query={"mode": "rw", "uri": "true"}
    )
    engine = create_engine(
        existing,
        poolclass=NullPool,  # a connection that is not held cannot be carried over a fork
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
    )

    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # The driver would begin transactions lazily, and lose the race for the write lock.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if enforce_keys else 'OFF'}")
        cursor.close()

    def begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get(READS_ONLY)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=2,
        max_overflow=8,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "application_name": "concord",
        },
    )

    _ENGINES_THAT_POOL.add(engine)
    return engine


_ENGINES_THAT_POOL: WeakSet[Engine] = WeakSet()


def _forget_inherited_connections() -> None:
    # Two processes on one socket would read each other's answers; closing it is the parent's.
    for engine in _ENGINES_THAT_POOL:
        engine.dispose(close=False)


os.register_at_fork(after_in_child=_forget_inherited_connections)
