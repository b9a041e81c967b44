"""Statements that SQLite and PostgreSQL spell differently, or that need speed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from sqlalchemy import Connection, Dialect, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

Values = dict[str, object]


def insert_once(connection: Connection, table: Table, values: Values) -> object | None:
    """Insert a row and return the first column of its primary key.

    None says that one with the same unique key was there before; it stays as it was.
    """
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values(**values).on_conflict_do_nothing()
    key, *_ = table.primary_key
    found: object | None = connection.scalar(statement.returning(key))
    return found


def insert_or_update(connection: Connection, table: Table, values: Values) -> None:
    """Insert a row, or bring the one with the same primary key up to `values`."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    changes = {name: value for name, value in values.items() if name not in keys}
    statement = make(table).values(**values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert many rows fast: values in the table's order, as the driver itself takes them."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    connection.exec_driver_sql(_insertion(table, connection.dialect), list(rows))


@lru_cache(maxsize=64)
def _insertion(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))


def _copy(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    import psycopg
    from psycopg.sql import SQL, Identifier

    columns = SQL(", ").join(Identifier(column.name) for column in table.columns)
    command = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    with driver.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)


def take_turns(connection: Connection, partner: str) -> None:
    """Let transactions on one partner's records run one after another, until each ends.

    What is read may then be judged and written without another's change in between.
    SQLite's transactions take turns anyway.
    """
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock(func.hashtextextended(partner, 0))
        connection.execute(select(lock))
