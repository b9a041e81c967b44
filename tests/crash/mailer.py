"""A sender of its own process, which dies or freezes at a moment of its work."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from concord.adapters.mail.file import FileTransport
from concord.adapters.mail.sendgrid import SendGridTransport
from concord.adapters.mail.smtp import SmtpTransport
from concord.adapters.store import SqlStore
from concord.domain.uncertainty import UncertainMail
from concord.ports import ConnectionSettings, MailTransport, SendProgress, SendStep
from concord.ports.sending import unnoticed
from concord.services.dispatch import dispatch
from concord.services.reconcile import reconcile
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.store.examples import ISSUE

INSTALLATION = "production"
TIMEOUT = 1.0


class Deciding(StrEnum):
    """The moments of the transaction in which a mail is decided on, in their order."""

    FACT = "fact kept"
    ENQUEUED = "enqueued"
    COMMITTED = "committed"


Moment = Deciding | SendStep


@dataclass(frozen=True, kw_only=True)
class Service:
    """How mails leave: as files in a folder, or by a service at a port or an address."""

    provider: str
    place: str

    def transport(self, progress: SendProgress = unnoticed) -> MailTransport:
        """Return the real way out."""
        if self.provider == "file":
            return FileTransport(Path(self.place), progress)
        if self.provider == "smtp":
            to = ConnectionSettings(
                id="concord_mail",
                type="smtp",
                host="127.0.0.1",
                port=int(self.place),
                extra={"timeout": TIMEOUT},
            )
            return SmtpTransport(to, progress)
        to = ConnectionSettings(
            id="concord_mail",
            type="sendgrid",
            host=self.place,
            password="SG.not-a-real-key",
            extra={"timeout": TIMEOUT},
        )
        return SendGridTransport(to, progress=progress)


@dataclass(frozen=True)
class FolderWitness:
    """Looks at what a service has kept."""

    folder: Path
    grace: timedelta = timedelta(minutes=60)

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return the first copy's name."""
        return next((file.name for file in self.folder.glob(f"{uncertain.mail.key}.*")), None)


@dataclass(frozen=True)
class FileClock:
    """Tells the time that a file tells, so that it may pass while somebody is frozen."""

    file: Path

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=float(self.file.read_text()))


def decide(store: SqlStore, notice: Callable[[Moment], None]) -> None:
    """Keep a fact and enqueue its mail, in one transaction."""
    with store.transaction() as tx:
        tx.issues.save(ISSUE)
        notice(Deciding.FACT)
        tx.outbox.enqueue(mail())
        notice(Deciding.ENQUEUED)
    notice(Deciding.COMMITTED)


def send(
    url: str,
    service: Service,
    witness: FolderWitness,
    clock: Callable[[], datetime],
    *,
    owner: str = "one",
    lease: timedelta = timedelta(seconds=120),
    progress: SendProgress = unnoticed,
) -> None:
    """Dispatch once, and reconcile once."""
    store = SqlStore(url)
    queue = store.queue(INSTALLATION, progress)
    transport = service.transport(progress)
    dispatch(queue, transport, owner=owner, clock=clock, lease=lease, progress=progress)
    reconcile(queue, transport, witness, clock=clock, progress=progress)
    store.close()


def work_and_fail(
    url: str,
    service: Service,
    witness: FolderWitness,
    clock: FileClock,
    moment: Moment,
    blow: signal.Signals,
) -> None:
    """Decide on a mail and send it, until the moment comes at which the blow falls."""

    def notice(step: Moment, key: str = "") -> None:
        del key
        if step is moment:
            os.kill(os.getpid(), blow)

    store = SqlStore(url)
    decide(store, notice)
    store.close()
    send(url, service, witness, clock, progress=notice)


def drain_among_dangers(
    url: str,
    service: Service,
    witness: FolderWitness,
    lease: timedelta,
    danger: float,
    seed: int,
) -> None:
    """Send for real, and be killed at any step with a probability of `danger`."""
    dice = random.Random(seed)  # noqa: S311 - a run that can be repeated, no secret

    def notice(step: SendStep, key: str) -> None:
        del step, key
        if dice.random() < danger:
            os.kill(os.getpid(), signal.SIGKILL)

    def now() -> datetime:
        return datetime.now(UTC)

    owner = f"{os.getpid()}-{seed}"
    while not _is_done(url):
        send(url, service, witness, now, owner=owner, lease=lease, progress=notice)
        time.sleep(0.05)
    sys.exit(0)


def _is_done(url: str) -> bool:
    store = SqlStore(url)
    with store.transaction() as tx:
        done = set(tx.outbox.counts()) <= {"sent"}
    store.close()
    return done
