"""The demo: a made-up company's whole cycle in a real Airflow on this machine.

`PORT` moves it, `ONCE=1` ends it after the first cycle, `CONCORD_DEMO_HOME` names another
folder.  Connections in the environment (`AIRFLOW_CONN_CONCORD_MAIL`, …) are honoured.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn, Self

from rich.console import Console

from concord.domain.errors import ConcordError
from concord.domain.period import MeasurementPeriod
from concord.orchestration.demo_cycle import DAGS, Cycle
from concord.orchestration.demo_summary import print_summary
from concord.orchestration.local_airflow import HOST, LocalAirflow
from concord.sample_company import generate
from concord.services.approve import Said
from concord.wiring import Deployment, deployment

ROOT = Path(__file__).parents[3]
_DRIVE = "AIRFLOW_CONN_SAMPLE_DRIVE"
_HIGHEST_PORT = 65_535
_CANNOT_START = 2
_INTERRUPTED = 130
_WIDTH = 120
"""Characters a line where nobody says how wide the terminal is."""


class CannotStartError(Exception):
    """The demo cannot even begin; its text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSettings:
    """What the environment asks for."""

    home: Path
    port: int
    once: bool

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings.  Raises CannotStartError for a port that is none."""
        text = environment.get("PORT") or "8080"
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= _HIGHEST_PORT):
            message = f"PORT is {text!r}, and must be a number from 1 to {_HIGHEST_PORT}."
            raise CannotStartError(message)
        return cls(
            home=Path(environment.get("CONCORD_DEMO_HOME") or ROOT / ".concord/demo").absolute(),
            port=int(text),
            once=environment.get("ONCE", "") not in {"", "0"},
        )


@dataclass(kw_only=True)
class Progress:
    """Prints one line a step, with the seconds since the start."""

    console: Console
    began: float = field(default_factory=time.monotonic)

    def say(self, words: str) -> None:
        """Print a step that is done."""
        seconds = time.monotonic() - self.began
        self.console.print(f"[dim]{seconds:5.0f} s[/dim]  {words}", highlight=False)


def main() -> int:
    """Run the demo; return its exit status."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    try:
        settings = DemoSettings.from_environment(os.environ)
        _check_port(settings.port)
        with _only_one(settings.home), _interruptible():
            return _run(settings, console)
    except CannotStartError as error:
        console.print(f"[bold red]{error}[/]", soft_wrap=True)
        return _CANNOT_START
    except ConcordError as error:
        console.print(f"[bold red]The demo failed:[/] {error}", soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = (
                f"Port {port} cannot be used ({error.strerror}): something else is there. "
                "Choose another, as in: PORT=8090 make demo"
            )
            raise CannotStartError(message) from error


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold the home's lock: two demos in one home would take each other's processes."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"A demo is running in {home}. Stop it, or set CONCORD_DEMO_HOME."
            raise CannotStartError(message) from error
        yield


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM and the closing of the terminal end us as Ctrl-C does: tidily."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)  # tidying up takes seconds: once is enough
        raise KeyboardInterrupt

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(settings: DemoSettings, console: Console) -> int:
    progress = Progress(console=console)
    environment = concord_environment(settings, os.environ)
    os.environ.update(environment)
    airflow = LocalAirflow(
        home=settings.home / "airflow",
        dags=ROOT / "dags",
        port=settings.port,
        environment=environment,
    )
    with airflow:
        month, installation = _prepare(settings, airflow, progress.say)
        airflow.start()
        client = airflow.wait_healthy(DAGS)
        progress.say("Airflow is up: API server, scheduler, DAG processor, triggerer")
        Cycle(
            airflow=client,
            deployment=installation,
            say=progress.say,
            check=airflow.check_alive,
        ).run()
        print_summary(console, installation, month, client.required_actions(), airflow.url)
        _print_address(console, settings, airflow)
        if not settings.once:
            _serve(airflow)
        progress.say("Stopping")
    progress.say("All processes have ended")
    return 0


def concord_environment(settings: DemoSettings, given: Mapping[str, str]) -> dict[str, str]:
    """Return what Concord is told in the demo; a drive connection that is given stays."""
    drive = json.dumps({"conn_type": "fs", "extra": {"path": str(settings.home / "drive")}})
    return {
        "CONCORD_HOME": str(settings.home),
        "CONCORD_AGREEMENTS": str(settings.home / "agreements"),
        "CONCORD_INSTALLATION": "demo",
        "CONCORD_BASE_URL": f"http://{HOST}:{settings.port}",
        _DRIVE: given.get(_DRIVE) or drive,
    }


def _prepare(
    settings: DemoSettings, airflow: LocalAirflow, say: Callable[[str], None]
) -> tuple[MeasurementPeriod, Deployment]:
    company = generate(settings.home, datetime.now(UTC).date())
    say("Three made-up partners have delivered their files and agreements")
    installation = deployment()
    installation.store.upgrade()
    airflow.migrate()
    say("The databases are ready")
    let_all_go_live(installation, company.last_month, datetime.now(UTC))
    return company.last_month, installation


def let_all_go_live(installation: Deployment, month: MeasurementPeriod, now: datetime) -> None:
    """Let every partner go live, and what a later day's demo has written anew act at once."""
    owners = {p: agreed.owner for p, agreed in installation.written.items() if agreed.owner}
    for partner, owner in owners.items():
        installation.go_live(partner, owner, now, effects_from=month)
    for partner in tuple(installation.in_force.pending):
        said = Said(by=owners[partner], at=now, origin="demo", note="Written anew by the demo.")
        installation.approve_version(partner, None, said, release=True)


def _print_address(console: Console, settings: DemoSettings, airflow: LocalAirflow) -> None:
    console.print(
        f"\nAirflow: [bold]{airflow.url}[/bold]   login [bold]admin[/bold], "
        f"password [bold]admin[/bold] (Required Actions are under Browse)\n"
        f"Everything it made is in {settings.home}",
        soft_wrap=True,
    )


def _serve(airflow: LocalAirflow) -> None:
    """Keep serving until somebody ends it."""
    sys.stdout.write("It keeps running until you press Ctrl-C.\n")
    sys.stdout.flush()
    try:
        while True:
            airflow.check_alive()
            time.sleep(1)
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    sys.exit(main())
