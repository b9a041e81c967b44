"""The store as a whole: transactions that hold under crashes, forks and many writers."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from concord.adapters.store import SqlStore
from concord.domain.errors import StoreOutdatedError
from concord.ports import OutboxQueue, Store
from tests.adapters.store.examples import ISSUE, KEY, MAIL
from tests.fakes_store import FakeStore

DIE_IN_A_TRANSACTION = """
import os, signal, sys
from concord.adapters.store import SqlStore
from tests.adapters.store.examples import ASSESSMENT, ISSUE, MAIL, SUBMISSION
with SqlStore(sys.argv[1]).transaction() as tx:
    tx.submissions.add(SUBMISSION)
    tx.assessments.save(ASSESSMENT)
    tx.issues.save(ISSUE)
    tx.outbox.enqueue(MAIL)
    os.kill(os.getpid(), signal.SIGKILL)
"""
USE_IN_PARENT_AND_CHILD = """
import os, sys
from concord.adapters.store import SqlStore
from tests.adapters.store.examples import KEY
store = SqlStore(sys.argv[1])
def look():
    with store.transaction() as tx:
        assert tx.issues.get(KEY) is not None
look()
child = os.fork()
look()
if child == 0:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
look()
"""
ENQUEUE_EVERYTHING = """
import sys
from dataclasses import replace
from concord.adapters.store import SqlStore
from tests.adapters.store.examples import MAIL
store = SqlStore(sys.argv[1])
new = 0
for number in range(100):
    with store.transaction() as tx:
        new += tx.outbox.enqueue(replace(MAIL, key=str(number)))
print(new)
"""

if TYPE_CHECKING:
    # Both keep the port by shape; this is where a type checker says so.
    _STORES: tuple[Store, ...] = (FakeStore(), SqlStore(""))
    _QUEUES: tuple[OutboxQueue, ...] = (FakeStore().queue(), SqlStore("").queue())


def run(script: str, url: str, config: pytest.Config) -> subprocess.CompletedProcess[str]:
    """Run a script of ours in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", script, url],
        cwd=config.rootpath,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_process_killed_in_a_transaction_leaves_nothing_of_it(
    database_store: SqlStore, url: str, pytestconfig: pytest.Config
) -> None:
    assert run(DIE_IN_A_TRANSACTION, url, pytestconfig).returncode == -9
    with database_store.transaction() as tx:
        assert tx.submissions.of_partner("acme") == ()
        assert tx.assessments.of_partner("acme") == ()
        assert tx.issues.get(KEY) is None
        assert tx.outbox.entries() == ()


def test_a_process_that_forks_may_go_on_with_its_store(
    database_store: SqlStore, url: str, pytestconfig: pytest.Config
) -> None:
    with database_store.transaction() as tx:
        tx.issues.save(ISSUE)
    done = run(USE_IN_PARENT_AND_CHILD, url, pytestconfig)
    assert (done.returncode, done.stderr) == (0, "")


def test_of_many_who_enqueue_the_same_messages_each_is_kept_once(
    database_store: SqlStore, url: str, pytestconfig: pytest.Config
) -> None:
    command = [sys.executable, "-c", ENQUEUE_EVERYTHING, url]
    writers = [
        subprocess.Popen(command, cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    new = [int(writer.communicate(timeout=60)[0]) for writer in writers]
    assert sum(new) == 100
    with database_store.transaction() as tx:
        assert len(tx.outbox.entries()) == 100


def test_a_closed_store_may_be_used_again(database_store: SqlStore) -> None:
    with database_store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    database_store.close()
    with database_store.transaction() as tx:
        assert len(tx.outbox.entries()) == 1


def test_nothing_is_opened_before_the_first_use(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("away") / "concord.db"
    store = SqlStore(f"sqlite:///{file}")
    with pytest.raises(StoreOutdatedError, match="no database"):
        store.verify()


def test_leases_go_by_the_servers_clock_where_there_is_one(
    database_store: SqlStore, url: str
) -> None:
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    now = database_store.shared_clock(lambda: long_ago)()
    is_server = url.startswith("postgresql")
    assert (now > long_ago) == is_server
    assert now.tzinfo is UTC
