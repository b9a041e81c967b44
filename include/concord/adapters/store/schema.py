"""The schema's version, and how it is brought up to date: in one transaction, or not at all."""

import os
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from concord.adapters.store.engine import Database
from concord.domain.errors import StoreOutdatedError, StoreUnavailableError

HEAD = "0006"
"""The newest revision, which this version works with; revisions count up."""

VERSION_TABLE = "concord_version"
MIGRATIONS = "concord.adapters.store:migrations"
_UPGRADE_LOCK = 0x436F6E63


def upgrade(database: Database, migrations: str = MIGRATIONS) -> None:
    """Bring the schema to the newest revision of `migrations`, a package or a folder."""
    if database.file is not None:
        make_private(database.file)
    changing = Database(database.url, enforce_keys=False)
    try:
        with changing.begin() as connection:
            _upgrade(connection, migrations)
    finally:
        changing.close()


def verify(database: Database) -> None:
    """Raise StoreOutdatedError unless the schema is the one this version works with."""
    if database.file is not None and not database.file.exists():
        message = f"There is no database {database} yet."
        raise StoreOutdatedError(message)
    current = revision(database)
    if current != HEAD:
        age = "newer" if current is not None and current > HEAD else "older"
        message = f"The schema of {database} is {age} than this version of Concord."
        raise StoreOutdatedError(message)


def revision(database: Database) -> str | None:
    """Return the revision of the schema as it stands; None where there is none yet."""
    with database.begin() as connection:
        return _current(connection)


def upgrade_within(connection: Connection, target: str) -> None:
    """Bring the schema to a revision, in the transaction of `connection`."""
    _upgrade(connection, MIGRATIONS, target)


def revision_within(connection: Connection) -> str | None:
    """Return the revision of the schema as a transaction sees it; None where there is none."""
    return _current(connection)


def _upgrade(connection: Connection, migrations: str, target: str = "head") -> None:
    from alembic.command import upgrade as run
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
    config = Config()
    config.set_main_option("script_location", migrations)
    config.attributes["connection"] = connection
    current = _current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        message = f"The schema has revision {current}, which this version of Concord lacks."
        raise StoreOutdatedError(message)
    run(config, target)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    query = text(f"SELECT max(version_num) FROM {VERSION_TABLE}")  # noqa: S608 -- our own constant
    current: str | None = connection.scalar(query)
    return current


def make_private(file: Path) -> None:
    """Make a database file that only we can open; one that is there stays as it is."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        message = f"The database {file} cannot be made: {error.strerror}."
        raise StoreUnavailableError(message) from error
