"""All records as plain lines, for backups: from either database, into either database.

The first line of a table names its columns, each other one is a row.  What JSON has no word
for, moments, days and bytes, says so itself, so that a dump can be read without its tables.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from sqlalchemy import Connection, MetaData, Table, exists, func, inspect, select, text

from concord.adapters.store.delivery import SqlDeliveryHolds
from concord.adapters.store.engine import Database
from concord.adapters.store.outbox_tables import DELIVERY_ROUND
from concord.adapters.store.schema import (
    HEAD,
    make_private,
    revision_within,
    upgrade_within,
)
from concord.adapters.store.tables import METADATA
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.domain.delivery_hold import DeliveryHold

_BATCH = 500
_Write = Callable[[str], object]
TableSink = Callable[[str], AbstractContextManager[_Write]]
"""Opens the place for a table's lines, by the table's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumped:
    """What was dumped: of which revision, with how many rows in each table.

    `rounds` is how many rounds of sending the records know of.
    """

    revision: str
    rounds: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a database is to be filled with.

    `lines` are those of each table.  `hold` and `rounds` are set in the same transaction:
    whoever sees these records sees that delivery is held.
    """

    revision: str
    lines: Mapping[str, Callable[[], Iterable[str]]]
    hold: DeliveryHold
    rounds: int


def dump_tables(database: Database, sink: TableSink) -> Dumped:
    """Write one state of all tables, each to its own place."""
    with database.snapshot() as connection:
        rounds = connection.scalar(select(DELIVERY_ROUND.c.number)) or 0
        rows = {}
        for table in METADATA.sorted_tables:
            with sink(table.name) as write:
                rows[table.name] = _dump(connection, table, write)
    return Dumped(revision=HEAD, rounds=rounds, rows=rows)


def is_empty(database: Database) -> bool:
    """Say whether a database has no records of ours; one that is not there yet has none."""
    if database.file is not None and not database.file.exists():
        return True
    with database.snapshot() as connection:
        return revision_within(connection) is None or _filled(connection, METADATA) is None


def fill_tables(database: Database, filling: Filling) -> None:
    """Fill a database that has no records, in one transaction."""
    if filling.revision > HEAD:
        message = "The backup is of a newer version of Concord than this one."
        raise BackupRefusedError(message)
    if database.file is not None:
        make_private(database.file)
    filled = Database(database.url, enforce_keys=False)
    try:
        with filled.begin() as connection:
            _fill(connection, filling)
    finally:
        filled.close()


def _dump(connection: Connection, table: Table, write: _Write) -> int:
    write(json.dumps({"table": table.name, "columns": [c.name for c in table.columns]}))
    number = 0
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        write(json.dumps([_plain(value) for value in row], ensure_ascii=False))
        number += 1
    return number


def _fill(connection: Connection, filling: Filling) -> None:
    current = revision_within(connection)
    if current is None:
        upgrade_within(connection, filling.revision)
    elif current != filling.revision:
        message = (
            f"The database has the schema {current}, and the backup is of {filling.revision}: "
            "give it a database without any tables."
        )
        raise BackupRefusedError(message)
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in filling.lines)
    _check(connection, found, filling)
    # What a table refers to is found with it, whether or not the backup has it.
    tables = [table for table in found.sorted_tables if table.name in filling.lines]
    for table in tables:
        _load(connection, table, filling.lines[table.name]())
    if connection.dialect.name == "postgresql":
        _count_on(connection, tables)
    upgrade_within(connection, "head")
    records = SqlDeliveryHolds(connection)
    records.hold(filling.hold)
    records.count_rounds(filling.rounds)
    _check_keys(connection)


def _check(connection: Connection, found: MetaData, filling: Filling) -> None:
    lacking = sorted(filling.lines.keys() - found.tables.keys())
    if lacking:
        message = f"The backup has tables that its schema lacks: {', '.join(lacking)}."
        raise BackupDamagedError(message)
    filled = _filled(connection, found)
    if filled is not None:
        message = f"The database has records already, in {filled}."
        raise BackupRefusedError(message)


def _filled(connection: Connection, tables: MetaData) -> str | None:
    """Return the name of a table that has a row; None where all are empty, or not there."""
    there = set(inspect(connection).get_table_names())
    for table in tables.sorted_tables:
        query = select(exists(select(1).select_from(table)))
        if table.name in there and connection.scalar(query):
            return table.name
    return None


def _load(connection: Connection, table: Table, lines: Iterable[str]) -> None:
    told = iter(lines)
    columns = json.loads(next(told))["columns"]
    rows = (dict(zip(columns, map(_meant, json.loads(line)), strict=True)) for line in told)
    for batch in _batches(rows):
        connection.execute(table.insert(), batch)


def _batches(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _count_on(connection: Connection, tables: Sequence[Table]) -> None:
    """Have PostgreSQL give ids from beyond those that were filled in."""
    for table in tables:
        if "id" not in table.columns:
            continue
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
        highest = connection.scalar(select(func.max(table.c.id)))
        if sequence is not None and highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


def _check_keys(connection: Connection) -> None:
    """Raise BackupDamagedError where a row refers to none; PostgreSQL has looked at each."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        message = f"The backup has rows of {broken[0]} that refer to nothing."
        raise BackupDamagedError(message)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return {"moment": value.astimezone(UTC).isoformat()}
        case date():
            return {"day": value.isoformat()}
        case bytes():
            return {"bytes": b64encode(value).decode("ascii")}
        case _:
            return value


def _meant(value: object) -> object:
    match value:
        case {"moment": str(written)}:
            return datetime.fromisoformat(written)
        case {"day": str(written)}:
            return date.fromisoformat(written)
        case {"bytes": str(written)}:
            return b64decode(written)
        case _:
            return value
