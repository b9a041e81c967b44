"""What the outbox's page reads: in as many statements for ten thousand mails as for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from concord.adapters.store import SqlStore
from concord.domain.outbox import OutboxLine
from concord.orchestration.web.outbox_reading import (
    GROUPS,
    PAGE_SIZE,
    age,
    mail_on_record,
    outbox_list,
)
from tests.pages.doubtful_mails import doubtful_outbox, written

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
INSTALLATION = "production"


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    """Return an outbox with four mails."""
    store = SqlStore(f"sqlite:///{tmp_path}/concord.db")
    store.upgrade()
    doubtful_outbox(store, INSTALLATION, NOW)
    return store


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note the statements that are run meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def lines(store: SqlStore, group: str) -> tuple[OutboxLine, ...]:
    """Return the first page of a group."""
    found = outbox_list(store, group, 1)
    assert found is not None
    return found.lines


def test_every_mail_is_in_one_group(store: SqlStore) -> None:
    found = {group: outbox_list(store, group, 1) for group in GROUPS}
    assert {group: len(each.lines) for group, each in found.items() if each} == {
        "all": 4,
        "in-doubt": 1,
        "waiting": 1,
        "failed": 1,
        "sent": 1,
    }
    everything = found["all"]
    assert everything is not None
    assert everything.totals["all"] == 4
    states = [state for group in GROUPS.values() for state in group]
    assert len(states) == len(set(states)) == 8


def test_there_is_no_other_group(store: SqlStore) -> None:
    assert outbox_list(store, "secret", 1) is None


def test_pages_follow_one_another_without_a_gap(store: SqlStore) -> None:
    with store.transaction() as tx:
        for number in range(2 * PAGE_SIZE - 4):
            tx.outbox.enqueue(written(f"Number {number}", INSTALLATION, NOW, number))
    keys = []
    for number in (1, 2, 3):
        found = outbox_list(store, "all", number)
        assert found is not None
        assert found.pages == 2
        keys += [line.key for line in found.lines]
    assert len(keys) == len(set(keys)) == 2 * PAGE_SIZE


def test_many_mails_take_no_more_statements_than_few_and_no_bytes_of_theirs(
    store: SqlStore,
) -> None:
    with statements() as few:
        outbox_list(store, "all", 1)
    with store.transaction() as tx:
        for number in range(PAGE_SIZE):
            tx.outbox.enqueue(written(f"Number {number}", INSTALLATION, NOW, number))
    with statements() as many:
        outbox_list(store, "all", 1)
    assert len(many) == len(few) <= 4
    assert not any("payload" in statement for statement in many)


def test_a_mail_comes_with_every_attempt_and_decision(store: SqlStore) -> None:
    (line,) = lines(store, "in-doubt")
    with statements() as seen:
        mail = mail_on_record(store, line.key)
    assert mail is not None
    assert [attempt.number for attempt in mail.copies] == [1, 2]
    assert mail.is_doubtful
    assert mail.needs_a_person
    assert [decided.by for decided in mail.decisions] == ["ravi"]
    assert mail.events == ()
    assert len(seen) <= 6


def test_a_mail_that_was_sent_once_is_in_no_doubt(store: SqlStore) -> None:
    (line,) = lines(store, "sent")
    mail = mail_on_record(store, line.key)
    assert mail is not None
    assert len(mail.copies) == 1
    assert not mail.is_doubtful
    assert [event.detail for event in mail.events] == ["451 try later"]


def test_a_key_that_nobody_knows_is_no_mail(store: SqlStore) -> None:
    assert mail_on_record(store, "x") is None


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=-5), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_an_age_is_written_in_its_largest_unit(passed: timedelta, words: str) -> None:
    assert age(NOW - passed, NOW) == words
