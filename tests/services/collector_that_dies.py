"""A collector of its own process, killed at a moment of its round; or its reader is."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from fcntl import ioctl
from pathlib import Path
from termios import FIONREAD
from threading import Event, Thread
from time import sleep

from concord.adapters.agreement_files import load_agreement
from concord.adapters.drives.local import LocalDrive
from concord.adapters.store import SqlStore
from concord.domain.agreement import Agreement
from concord.ports import Progress, Step
from concord.services.collect import collect
from concord.services.collection import Collection, unnoticed
from concord.wiring import trial_ports


class Renaming(StrEnum):
    """A file that is whole and not yet under its own name; what its first name begins with."""

    COPY = "landing-"
    ROWS = "rows.parquet"


class Reader(StrEnum):
    """What the reading child was doing when it alone was killed."""

    IDLE = "reader idle"
    BUSY = "reader busy"


Moment = Step | Renaming | Reader
READER_KILLED = 3


def moment_of(value: str) -> Moment:
    """Return the moment of that value, of whichever kind."""
    return next(kind(value) for kind in (Step, Renaming, Reader) if value in list(kind))


class LastStep:
    """Lets a round go on until its step was reached so many times; nobody lives to tell."""

    def __init__(self, step: Step, times: int) -> None:
        self._step = step
        self._left = times

    def __call__(self, step: Step, what: str) -> None:
        del what
        self._left -= step is self._step
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


class LastRenaming:
    """Hears of every rename before it happens, and dies of one."""

    def __init__(self, renaming: Renaming, times: int) -> None:
        self._renaming = renaming
        self._left = times

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "os.rename":
            return
        self._left -= Path(str(arguments[0])).name.startswith(self._renaming)
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


class WithoutReader:
    """Kills the reading child when so many files were landed; the round itself goes on."""

    def __init__(self, reader: Reader, times: int) -> None:
        self._reader = reader
        self._left = times
        self._killed = Event()

    def __call__(self, step: Step, what: str) -> None:
        del what
        self._left -= step is Step.LANDED
        if step is not Step.LANDED or self._left:
            return
        (child,) = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        if self._reader is Reader.IDLE:
            self._kill(int(child))
            os.waitid(os.P_PID, int(child), os.WEXITED | os.WNOWAIT)
            return
        os.kill(int(child), signal.SIGSTOP)
        os.waitid(os.P_PID, int(child), os.WSTOPPED | os.WNOWAIT)
        Thread(target=self._kill_at_work, args=(int(child),), daemon=True).start()

    def _kill_at_work(self, child: int) -> None:
        """Kill a stopped child once its next job has come through the pipe."""
        with Path(f"/proc/{child}/fd/0").open("rb", buffering=0) as pipe:
            while not int.from_bytes(ioctl(pipe, FIONREAD, bytes(4)), sys.byteorder):
                sleep(0.01)
        self._kill(child)

    def _kill(self, child: int) -> None:
        os.kill(child, signal.SIGKILL)
        self._killed.set()

    def tell(self) -> None:
        """End the process with a status of its own when the child was killed."""
        if self._killed.wait(timeout=10):
            raise SystemExit(READER_KILLED)


def _progress(moment: Moment, times: int) -> Progress:
    match moment:
        case Step():
            return LastStep(moment, times)
        case Reader():
            return WithoutReader(moment, times)
        case Renaming():
            sys.addaudithook(LastRenaming(moment, times))
            return unnoticed


@contextmanager
def collector(folder: Path, url: str) -> Iterator[tuple[Agreement, Collection]]:
    """Yield the agreement `acme.yaml` of a folder, and the real ports on its drive and store."""
    agreement = load_agreement(folder / "acme.yaml").agreement
    assert agreement is not None
    store = SqlStore(url)
    ports = trial_ports(agreement, folder / "drive", folder / "store").collection
    drive = LocalDrive(folder / "drive")
    yield agreement, replace(ports, store=store, drive_of=lambda _: drive)
    store.close()


def main(folder: str, url: str, now: str, moment: str, times: str) -> None:
    progress = _progress(moment_of(moment), int(times))
    with collector(Path(folder), url) as (agreement, ports):
        collect(agreement, replace(ports, progress=progress), datetime.fromisoformat(now))
    if isinstance(progress, WithoutReader):
        progress.tell()


if __name__ == "__main__":
    main(*sys.argv[1:])
