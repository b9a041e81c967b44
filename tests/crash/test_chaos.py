"""Several senders at once, each killed again and again: nothing is lost, and all is on record.

The seed of a run stands in its failure: with it the same dice are thrown again.
"""

import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from concord.adapters.store import SqlStore
from concord.domain.outbox import OutboxState
from concord.domain.uncertainty import UncertainMail
from tests.adapters.mail.mails import mail
from tests.adapters.store.databases import migrated, postgresql_server, sqlite_url
from tests.crash.mailer import FolderWitness, Service, drain_among_dangers
from tests.crash.sinks import Journal, smtp_sink

MAILS = 60
SENDERS = 4
DANGER = 0.06
LEASE = timedelta(seconds=2)
GRACE = timedelta(seconds=3)
PATIENCE = 240
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.crash.mailer"])

pytestmark = pytest.mark.journey


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of an empty database with the schema in place."""
    if request.param == "sqlite":
        yield migrated(sqlite_url(tmp_path / "concord.db"))
        return
    with postgresql_server() as address:
        yield migrated(address)


@dataclass
class Chaos:
    """Senders that die, and are replaced by others until every mail is out."""

    url: str
    service: Service
    witness: FolderWitness
    dice: random.Random
    kills: int = 0

    def run(self) -> None:
        senders = [self._start() for _ in range(SENDERS)]
        end = time.monotonic() + PATIENCE
        while senders:
            assert time.monotonic() < end, self._left()
            senders = [each for sender in senders for each in self._looked_after(sender)]

    def _start(self) -> ForkServerProcess:
        seed = self.dice.randrange(10**9)
        sender = PROCESSES.Process(
            target=drain_among_dangers,
            args=(self.url, self.service, self.witness, LEASE, DANGER, seed),
        )
        sender.start()
        return sender

    def _looked_after(self, sender: ForkServerProcess) -> list[ForkServerProcess]:
        """Return the sender while it lives, another in its place when it was killed."""
        sender.join(0.02)
        if sender.exitcode is None:
            return [sender]
        if sender.exitcode == 0:
            return []
        assert sender.exitcode == -signal.SIGKILL
        self.kills += 1
        return [self._start()]

    def _left(self) -> str:
        store = SqlStore(self.url)
        with store.transaction() as tx:
            return str(tx.outbox.counts())


@contextmanager
def load(processes: int) -> Iterator[None]:
    """Keep every core busy with something else."""
    busy = [PROCESSES.Process(target=_spin, daemon=True) for _ in range(processes)]
    for each in busy:
        each.start()
    try:
        yield
    finally:
        for each in busy:
            each.kill()
            each.join()


def _spin() -> None:
    while True:
        pass


@pytest.mark.parametrize("is_loaded", [False, True], ids=["quiet", "loaded"])
@pytest.mark.parametrize("is_watched", [False, True], ids=["unseen", "seen"])
def test_nothing_is_lost_and_every_copy_too_many_is_on_record(
    url: str, tmp_path: Path, *, is_watched: bool, is_loaded: bool
) -> None:
    seed = random.SystemRandom().randrange(10**9)
    folder = tmp_path / "taken"
    folder.mkdir()
    keys = [f"{number:064x}" for number in range(MAILS)]
    store = SqlStore(url)
    with store.transaction() as tx:
        for key in keys:
            written = mail(text=f"Mail {key}.\n")
            payload = written.payload.replace(written.key.encode(), key.encode())
            tx.outbox.enqueue(replace(written, key=key, payload=payload))

    journal = Journal(folder)
    witness = FolderWitness(folder if is_watched else folder / "elsewhere", GRACE)
    with ExitStack() as running:
        port = running.enter_context(smtp_sink(journal))
        if is_loaded:
            running.enter_context(load(3))
        service = Service(provider="smtp", place=str(port))
        chaos = Chaos(url, service, witness, random.Random(seed))  # noqa: S311 - dice, no secret
        chaos.run()

    with store.transaction() as tx:
        entries = tx.outbox.entries()
        doubts = {
            key: len(UncertainMail(mail=mail(), attempts=tx.outbox.attempts(key)).doubtful)
            for key in keys
        }
    store.close()
    copies = {key: len(journal.copies(key)) for key in keys}
    print(f"seed {seed}: {chaos.kills} kills, {sum(copies.values()) - MAILS} copies too many")  # noqa: T201 - for whom reads the run
    assert {entry.state for entry in entries} == {OutboxState.SENT}, seed
    assert [key for key in keys if not copies[key]] == [], seed
    assert [key for key in keys if copies[key] > doubts[key]] == [], seed
    assert chaos.kills, seed
    if is_watched:
        assert sum(copies.values()) == MAILS, seed
