"""Statements that the two databases spell differently."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from concord.adapters.store.engine import Database
from concord.adapters.store.statements import insert_once, insert_or_update, insert_rows
from concord.adapters.store.tables import ASSESSMENT, CREDIT, RESTATEMENT
from concord.domain.errors import StoreUnavailableError

HEAD: dict[str, object] = {
    "partner": "acme",
    "period": "2026-10",
    "revision": 1,
    "inputs": "i",
    "agreement": "v1",
    "unknown_charges": "[]",
}
KEY: dict[str, object] = {
    "partner": "p",
    "source": "s",
    "period": "2026",
    "from_sha256": "a",
    "to_sha256": "b",
}


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Yield a database with the schema in place."""
    opened = Database(url)
    yield opened
    opened.close()


def credit(number: object, position: int, lines: str = "[]") -> tuple[object, ...]:
    return (number, position, "voice", "2026-10", "1.50", "GBP", "2", True, lines, "points")


def test_rows_in_bulk_arrive_as_they_are(database: Database) -> None:
    odd = 'tab\t line\n carriage\r back\\slash \\N \\. "quoted" %s Ä月'
    with database.begin() as connection:
        number = insert_once(connection, ASSESSMENT, dict(HEAD))
        rows = [credit(number, position, odd) for position in range(1_000)]
        insert_rows(connection, CREDIT, rows)
        insert_rows(connection, CREDIT, [])
        found = connection.execute(select(CREDIT).order_by(CREDIT.c.position)).all()
    assert [tuple(row) for row in found] == rows


def test_bulk_rows_that_break_a_rule_are_refused_and_leave_nothing(database: Database) -> None:
    with pytest.raises(StoreUnavailableError), database.begin() as connection:
        insert_rows(connection, CREDIT, [credit(99, 0)])
    with database.begin() as connection:
        assert connection.execute(select(CREDIT)).all() == []


def test_a_row_is_inserted_once(database: Database) -> None:
    with database.begin() as connection:
        assert insert_once(connection, ASSESSMENT, dict(HEAD)) is not None
        assert insert_once(connection, ASSESSMENT, {**HEAD, "inputs": "other"}) is None
        assert connection.scalars(select(ASSESSMENT.c.inputs)).all() == ["i"]


def test_a_row_is_inserted_or_brought_up_to_date(database: Database) -> None:
    with database.begin() as connection:
        for added in (1, 2):
            values = {**KEY, "added": added, "removed": 0, "changed": "[]"}
            insert_or_update(connection, RESTATEMENT, values)
        assert connection.scalars(select(RESTATEMENT.c.added)).all() == [2]
