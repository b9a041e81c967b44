"""What sending asks for every mail: whose mails they are, and the fence, each alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.outbox_statements import RECORD_VERDICT, SETTLE, is_of
from concord.adapters.store.outbox_tables import OUTBOX
from concord.domain.outbox import OutboxState, SendVerdict
from tests.adapters.store.examples import MAIL, NOON

HELD = {"of": MAIL.key, "held_by": "one", "in_attempt": 1}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Return a transaction over an outbox in which `one` holds a mail, in its first attempt."""
    url = f"sqlite:///{tmp_path}/concord.db"
    store = SqlStore(url)
    store.upgrade()
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    assert store.queue().claim("one", NOON, timedelta(minutes=2))
    with Database(url).begin() as begun:
        yield begun


@pytest.mark.parametrize(
    ("stored", "asking", "found"),
    [("here", "here", True), ("", "here", True), ("there", "here", False), ("", "", True)],
)
def test_an_installation_sends_its_own_mails_and_nobodys(
    connection: Connection, stored: str, asking: str, *, found: bool
) -> None:
    connection.execute(update(OUTBOX).values(installation=stored))
    keys = connection.execute(select(OUTBOX.c.key).where(is_of(asking))).all()
    assert len(keys) == found


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        (HELD, 1),
        (HELD | {"of": "another"}, 0),
        (HELD | {"held_by": "two"}, 0),
        (HELD | {"in_attempt": 2}, 0),
    ],
    ids=["held", "another mail", "another sender", "another attempt"],
)
def test_only_the_attempt_that_holds_a_mail_settles_it(
    connection: Connection, told: dict[str, object], changed: int
) -> None:
    assert connection.execute(SETTLE, told | {"state": OutboxState.SENT}).rowcount == changed
    assert connection.execute(SETTLE, told | {"state": OutboxState.DEAD}).rowcount == 0


def test_the_first_verdict_stands(connection: Connection) -> None:
    first = {"of": MAIL.key, "numbered": 1, "finished": NOON, "verdict": SendVerdict.SENT}
    assert connection.execute(RECORD_VERDICT, first).rowcount == 1
    assert connection.execute(RECORD_VERDICT, first).rowcount == 0
