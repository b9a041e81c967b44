"""Issues and their log: in memory, in SQLite, in PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from concord.adapters.store import SqlStore
from concord.domain.issue import IssueEventKind, IssueKind, IssueSeverity, IssueState
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import EVENT, ISSUE, KEY
from tests.escalations import KIM
from tests.storms import Storm, issue


def test_an_issue_comes_back_as_it_was(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.issues.get(KEY) is None
        tx.issues.save(ISSUE)
    with store.transaction() as tx:
        assert tx.issues.get(KEY) == ISSUE
        assert tx.issues.of_partner("acme") == (ISSUE,)
        assert tx.issues.of_partner("other") == ()


def test_saving_it_again_brings_it_up_to_date(store: StoreWithQueue) -> None:
    newer = replace(
        ISSUE,
        state=IssueState.RESOLVED,
        severity=IssueSeverity.CRITICAL,
        facts=(),
        opening=2,
        step=3,
    )
    with store.transaction() as tx:
        tx.issues.save(ISSUE)
        tx.issues.save(newer)
    with store.transaction() as tx:
        assert tx.issues.get(KEY) == newer


def test_every_part_of_the_key_tells_issues_apart(store: StoreWithQueue) -> None:
    keys = [
        KEY,
        replace(KEY, service="chat"),
        replace(KEY, kind=IssueKind.LATE_FILE),
        replace(KEY, subject="MSA/2024 §3"),
        replace(KEY, period="2026-11"),
    ]
    with store.transaction() as tx:
        for key in keys:
            tx.issues.save(replace(ISSUE, key=key))
        found = tx.issues.of_partner("acme")
    assert [issue.key for issue in found] == sorted(
        keys, key=lambda k: (k.service, k.kind, k.subject, k.period)
    )


def test_the_log_keeps_the_order_in_which_it_was_written(store: StoreWithQueue) -> None:
    asked = replace(EVENT, kind=IssueEventKind.ASKED, note="level 1")
    elsewhere = replace(EVENT, key=replace(KEY, subject="other"))
    with store.transaction() as tx:
        tx.issues.save(ISSUE)
        for event in (EVENT, elsewhere, asked, asked):
            tx.issues.log(event)
    with store.transaction() as tx:
        assert tx.issues.events(KEY) == (EVENT, asked, asked)


def test_of_two_answers_at_once_the_second_sees_the_first(database_store: SqlStore) -> None:
    with database_store.transaction() as tx:
        tx.issues.save(ISSUE)
    seen: list[IssueState] = []
    has_read = threading.Event()

    def answer() -> None:
        has_read.wait(10)
        with database_store.transaction() as tx:
            issue = tx.issues.get(KEY)
            assert issue is not None
            seen.append(issue.state)

    other = threading.Thread(target=answer)
    other.start()
    with database_store.transaction() as tx:
        assert tx.issues.get(KEY) == ISSUE
        has_read.set()
        other.join(0.3)
        tx.issues.save(replace(ISSUE, state=IssueState.RESOLVED))
    other.join(10)
    assert seen == [IssueState.RESOLVED]


def test_of_many_runs_that_ask_at_once_one_writes_the_mail_for_all(
    database_store: SqlStore,
) -> None:
    found = [issue(number) for number in range(1, 25)]
    storm = Storm(store=database_store).raised(*found)
    start = threading.Barrier(8)

    def ask(share: int) -> None:
        start.wait()
        storm.ask_all(found[share::8])

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(ask, share) for share in range(8)]:
            done.result()
    assert len(storm.mails) == 1
    assert [storm.told(each, KIM.email) for each in found] == [1] * 24
    assert sorted(storm.log(each)[-1] for each in found) == ["asked"] * 24
