"""Storing figures in bulk: the rows of many measurements, against SQLAlchemy's executemany."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that a measurement of a cold start does not pay for these
    from sqlalchemy import Connection

ROWS = 50_000

Work = Callable[["Connection", list[tuple[object, ...]]], None]
Side = Callable[[Path], Callable[[], None]]


def nothing(_: Path) -> None:
    """Lay out nothing: each side makes a database of its own before its clock starts."""


def in_bulk(connection: Connection, rows: list[tuple[object, ...]]) -> None:
    """Store as Concord does."""
    from concord.adapters.store.statements import insert_rows
    from concord.adapters.store.tables import MEASUREMENT

    insert_rows(connection, MEASUREMENT, rows)


def by_core(connection: Connection, rows: list[tuple[object, ...]]) -> None:
    """Store by SQLAlchemy Core's executemany."""
    from concord.adapters.store.tables import MEASUREMENT

    names = [column.name for column in MEASUREMENT.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    connection.execute(MEASUREMENT.insert(), values)


def sqlite(work: Work) -> Side:
    """Return what stores the rows in SQLite."""

    def side(scratch: Path) -> Callable[[], None]:
        return _storing(f"sqlite:///{mkdtemp(dir=scratch)}/concord.db", work)

    return side


def postgresql(work: Work) -> Side:
    """Return what stores the rows in PostgreSQL, on a server of its own."""

    def side(_: Path) -> Callable[[], None]:
        from tests.adapters.store.databases import postgresql_server

        server = postgresql_server()
        # The server ends with this process, after the clock was read.
        atexit.register(server.__exit__, None, None, None)
        return _storing(server.__enter__(), work)

    return side


def _storing(url: str, work: Work) -> Callable[[], None]:
    from concord.adapters.store import SqlStore
    from concord.adapters.store.engine import Database
    from concord.adapters.store.tables import ASSESSMENT

    SqlStore(url).upgrade()
    database = Database(url)
    with database.begin() as connection:
        head = ASSESSMENT.insert().values(
            partner="bench",
            period="2025-01",
            revision=1,
            inputs="",
            agreement="",
            unknown_charges="[]",
        )
        number = connection.scalar(head.returning(ASSESSMENT.c.id))

    def run() -> None:
        with database.begin() as connection:
            work(connection, [(number, place, *_FIGURES) for place in range(ROWS)])

    return run


_FIGURES = (
    *("answered", "voice", "2025-01", '[["site", "manila"]]', "percent"),
    *("41900/503", "419", "503", "503", f'["{"a" * 64}"]'),
)
