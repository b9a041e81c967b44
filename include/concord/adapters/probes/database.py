"""Whether Concord's database answers, has the schema of this version, and lies on good ground."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import psutil
from sqlalchemy import URL, text

from concord.adapters.store.engine import Database
from concord.adapters.store.schema import HEAD, revision
from concord.domain.examination import Examined, failing, ok, warning

OLDEST_POSTGRESQL = 13
_OF_A_MAJOR = 10_000
_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"})


def examine_database(item: str, url: URL) -> tuple[Examined, ...]:
    """Reach the database and compare its schema with the one of this version.

    Raises StoreUnavailableError where it does not answer.
    """
    database = Database(url)
    try:
        if database.file is not None and not database.file.exists():
            found = f"there is no database {database} yet"
            return (failing(item, found, "Run `concord db upgrade`, which makes it."),)
        current = revision(database)
        if current != HEAD:
            return (_another_schema(item, current),)
        return (_grounded(item, database),)
    finally:
        database.close()


def server_time(url: URL) -> datetime | None:
    """Return the clock of the database server; None for a file, which has none."""
    database = Database(url)
    if database.file is not None:
        return None
    try:
        with database.begin() as connection:
            now: datetime | None = connection.scalar(text("SELECT clock_timestamp()"))
    finally:
        database.close()
    return None if now is None else now.astimezone(UTC)


def _another_schema(item: str, current: str | None) -> Examined:
    found = f"its schema is {current or 'not there'}, this version works with {HEAD}"
    if current is not None and current > HEAD:
        remedy = "Install the version of Concord that upgraded it; an older one may not use it."
        return failing(item, found, remedy)
    return failing(item, found, "Run `concord db upgrade`.")


def _grounded(item: str, database: Database) -> Examined:
    if database.file is not None:
        return ground_of(item, database.file, _file_system(database.file))
    with database.begin() as connection:
        number = connection.scalar(text("SHOW server_version_num"))
    return server_fits(item, str(database), *divmod(int(number or 0), _OF_A_MAJOR))


def ground_of(item: str, file: Path, file_system: str) -> Examined:
    """Return whether a SQLite file may lie on such a file system."""
    found = f"SQLite file {file} on {file_system or 'a file system'}, schema {HEAD}"
    if file_system in _NETWORK_FILE_SYSTEMS:
        remedy = "Move the file to a disk of this machine, or use PostgreSQL."
        return failing(item, f"{found}: locks do not hold there", remedy)
    return ok(item, found)


def server_fits(item: str, name: str, major: int, minor: int) -> Examined:
    """Return whether a PostgreSQL server is new enough."""
    found = f"PostgreSQL {major}.{minor} at {name}, schema {HEAD}"
    if major < OLDEST_POSTGRESQL:
        return warning(item, found, f"Move to PostgreSQL {OLDEST_POSTGRESQL} or newer.")
    return ok(item, found)


def _file_system(file: Path) -> str:
    """Return the kind of file system a file lies on; empty where nothing tells."""
    mounts = {Path(mount.mountpoint): mount.fstype for mount in psutil.disk_partitions(all=True)}
    return next((mounts[place] for place in file.resolve().parents if place in mounts), "")
