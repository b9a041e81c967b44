"""The tables of the outbox: what the database itself holds to."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.outbox_tables import OUTBOX_ATTEMPT, OUTBOX_DECISION, OUTBOX_EVENT
from concord.domain.errors import StoreUnavailableError
from tests.adapters.store.examples import MAIL, NOON

ATTEMPT = {
    "owner": "one",
    "started": NOON,
    "fenced": False,
    "detail": "",
    "provider_id": "",
    "provider": "",
    "batch": "",
}
DECISION = {"attempt": 1, "decision": "x", "by": "kim", "at": NOON, "origin": "", "note": ""}
EVENT = {
    "provider": "sendgrid",
    "attempt": 1,
    "recipient": "kim@client.example",
    "kind": "delivered",
    "at": NOON,
    "received": NOON,
    "detail": "",
    "raw": "",
}


@pytest.fixture
def database(database_store: SqlStore, url: str) -> Iterator[Database]:
    """Yield a database with one mail in it."""
    with database_store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    found = Database(url)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (OUTBOX_ATTEMPT, {**ATTEMPT, "number": 1}),
        (OUTBOX_DECISION, DECISION),
        (OUTBOX_EVENT, EVENT),
    ],
    ids=["attempt", "decision", "event"],
)
def test_nothing_is_kept_about_a_mail_that_is_not_there(
    database: Database, table: Table, row: dict[str, object]
) -> None:
    with pytest.raises(StoreUnavailableError) as refusal, database.begin() as connection:
        connection.execute(table.insert().values(key="nobody's", **row))
    assert isinstance(refusal.value.__cause__, IntegrityError)


def test_an_event_that_is_told_twice_is_kept_once(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(OUTBOX_EVENT.insert().values(key=MAIL.key, **EVENT))
    with pytest.raises(StoreUnavailableError), database.begin() as connection:
        connection.execute(OUTBOX_EVENT.insert().values(key=MAIL.key, **EVENT))
