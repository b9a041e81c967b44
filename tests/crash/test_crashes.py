"""A sender that is killed or frozen at any step, or whose service fails: nothing is lost.

Each copy too many is on record as an attempt of which nobody can tell.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from concord.adapters.store import SqlStore
from concord.domain.outbox import Attempt, OutboxState, SendVerdict
from concord.ports import SendStep
from tests.adapters.mail.mails import mail
from tests.adapters.store.databases import (
    copied,
    empty_tables,
    migrated,
    postgresql_server,
    sqlite_url,
)
from tests.adapters.store.examples import KEY
from tests.crash.cases import BLOWS, FAILURES, STOP, Case
from tests.crash.mailer import (
    INSTALLATION,
    Deciding,
    FileClock,
    FolderWitness,
    Service,
    decide,
    send,
    work_and_fail,
)
from tests.crash.sinks import Journal, sendgrid_sink, smtp_sink

LEASE = timedelta(seconds=120)
AT_ONCE = timedelta(seconds=-1)
LATER = 2 * LEASE.total_seconds()
MUCH_LATER = 86_400.0
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.crash.mailer"])

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "concord.db"
    migrated(sqlite_url(file))
    return file


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as url:
        yield migrated(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database with the schema in place."""
    if request.param == "sqlite":
        return copied(request.getfixturevalue("template"), tmp_path / "concord.db")
    address: str = request.getfixturevalue("server")
    empty_tables(address)
    return address


@dataclass
class Installation:
    """A database, a service that takes mails, and the time."""

    url: str
    service: Service
    folder: Path
    clock: FileClock
    is_watched: bool

    @property
    def witness(self) -> FolderWitness:
        """Who sees what arrived; without one, somebody who looks where nothing is."""
        seen = self.folder if self.is_watched else self.folder / "elsewhere"
        return FolderWitness(seen, AT_ONCE)

    def let_pass(self, seconds: float) -> None:
        self.clock.file.write_text(str(seconds))

    def recover(self) -> None:
        """Do all that the next runs of the DAGs do, at ever later times."""
        store = SqlStore(self.url)
        decide(store, lambda _: None)
        store.close()
        for _ in range(3):
            send(self.url, self.service, self.witness, self.clock, owner="next")
            self.let_pass(self.clock_seconds + MUCH_LATER)

    @property
    def clock_seconds(self) -> float:
        return float(self.clock.file.read_text())

    def copies(self) -> list[bytes]:
        if self.service.provider == "file":
            return [file.read_bytes() for file in self.folder.glob("*.eml")]
        return Journal(self.folder).copies(mail().key)


@contextmanager
def installation(
    case: Case, url: str, tmp_path: Path, *, is_watched: bool
) -> Iterator[Installation]:
    """Run the service of a case."""
    folder = tmp_path / "taken"
    folder.mkdir()
    clock = FileClock(tmp_path / "clock")
    clock.file.write_text("0")
    journal = Journal(folder, case.fault)
    with _place(case.provider, journal) as place:
        service = Service(provider=case.provider, place=place)
        yield Installation(url, service, folder, clock, is_watched)


@contextmanager
def _place(provider: str, journal: Journal) -> Iterator[str]:
    if provider == "file":
        yield str(journal.folder)
    elif provider == "smtp":
        with smtp_sink(journal) as port:
            yield str(port)
    else:
        with sendgrid_sink(journal) as address:
            yield address


def strike(case: Case, here: Installation) -> None:
    """Have a sender work until the blow falls; one that is frozen goes on after all the rest."""
    arguments = (here.url, here.service, here.witness, here.clock, case.moment, case.blow)
    sender = PROCESSES.Process(target=work_and_fail, args=arguments)
    sender.start()
    assert sender.pid is not None
    if case.blow is not STOP:
        sender.join(60)
        assert sender.exitcode == -signal.SIGKILL
        here.let_pass(LATER)
        here.recover()
        return
    _wait_until_frozen(sender)
    if case.moment in {Deciding.FACT, Deciding.ENQUEUED, SendStep.CLAIMING}:
        # It holds the database: nobody else gets anywhere before it goes on.
        _let_go(sender)
        here.recover()
        return
    if case.moment in {SendStep.SETTLING, SendStep.RESOLVING}:
        _let_go(sender)
        here.let_pass(LATER)
        here.recover()
        return
    here.let_pass(LATER)
    here.recover()
    _let_go(sender)
    here.recover()


def _wait_until_frozen(sender: ForkServerProcess) -> None:
    stat = Path(f"/proc/{sender.pid}/stat")
    _wait(lambda: stat.read_text().rpartition(")")[2].split()[0] == "T")


def _let_go(sender: ForkServerProcess) -> None:
    assert sender.pid is not None
    os.kill(sender.pid, signal.SIGCONT)
    sender.join(60)
    assert sender.exitcode == 0


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError


def check(case: Case, here: Installation) -> None:
    """See that the mail arrived, in how many copies, and that each of them is on record."""
    store = SqlStore(here.url)
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
        attempts = tx.outbox.attempts(entry.mail.key)
        assert tx.issues.get(KEY) is not None
    store.close()
    copies = here.copies()
    expected = case.copies.seen if here.is_watched else case.copies.unseen
    assert entry.state is OutboxState.SENT
    assert len(copies) == expected, [(a.verdict, a.fenced, a.detail) for a in attempts]
    assert len({_content(copy) for copy in copies}) == 1
    assert sum(_is_in_doubt(attempt) for attempt in attempts) >= len(copies) - 1


def _is_in_doubt(attempt: Attempt) -> bool:
    return attempt.fenced or attempt.verdict in {None, SendVerdict.UNCERTAIN}


def _content(copy: bytes) -> bytes:
    if not copy.startswith(b"{"):
        return copy
    request = json.loads(copy)
    # Which attempt it was is told to the provider, and stands in no mail.
    request["personalizations"][0]["custom_args"].pop("attempt", None)
    return json.dumps(request).encode()


@pytest.mark.parametrize("is_watched", [False, True], ids=["unseen", "seen"])
@pytest.mark.parametrize("case", BLOWS, ids=str)
def test_whenever_the_blow_falls(
    case: Case, url: str, tmp_path: Path, *, is_watched: bool
) -> None:
    with installation(case, url, tmp_path, is_watched=is_watched) as here:
        strike(case, here)
        check(case, here)


@pytest.mark.parametrize("is_watched", [False, True], ids=["unseen", "seen"])
@pytest.mark.parametrize("case", FAILURES, ids=str)
def test_however_the_service_fails(
    case: Case, url: str, tmp_path: Path, *, is_watched: bool
) -> None:
    with installation(case, url, tmp_path, is_watched=is_watched) as here:
        here.recover()
        check(case, here)


def test_every_step_of_a_sender_is_a_case() -> None:
    assert {case.moment for case in BLOWS} == {*Deciding, *SendStep}
    assert mail().installation == INSTALLATION
