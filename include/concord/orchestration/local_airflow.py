"""A whole Airflow on this machine: for the demo and the tests, bound to 127.0.0.1 alone."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from concord.domain.errors import ConcordError
from concord.orchestration.airflow_client import AirflowClient

HOST = "127.0.0.1"
COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "dag-processor": ("dag-processor",),
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
USERS: Mapping[str, str] = {"admin": "admin", "lead": "op", "viewer": "viewer"}
"""Login and role; each password is the login.  Nobody but this machine can reach it."""

_START_TIMEOUT = 180.0
_STOP_TIMEOUT = 20.0
_MIGRATED = "migrated"


class LocalAirflowError(ConcordError):
    """The local Airflow could not be started, or died."""

    remedy = "Read the log it names; a home that was damaged can be deleted."


def airflow_environment(home: Path, dags: Path, port: int) -> dict[str, str]:
    """Return what the processes of an Airflow in `home` are told, in addition to ours."""
    url = f"http://{HOST}:{port}"
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__SECRET_KEY": _secret(home, "secret_key"),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": _secret(home, "jwt_secret"),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__FERNET_KEY": _secret(home, "fernet_key"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",  # more would lock SQLite
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(dags.parent / "plugins"),
        "AIRFLOW__CORE__SENSITIVE_VAR_CONN_NAMES": "hook_url,webhook_url,webhook,signing_key,dsn",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{u}:{r}" for u, r in USERS.items()),
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "120",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "2",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db?timeout=60",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        # A machine that is busy answers late: better to wait than to lose a task over it.
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "60",
        "NO_PROXY": f"{HOST},localhost",
        "no_proxy": f"{HOST},localhost",
    }


def _secret(home: Path, name: str) -> str:
    """Return a secret of this home, made on first use: what it encrypted stays readable."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / f".{name}"
    if not file.exists():
        is_fernet = name == "fernet_key"
        text = (
            urlsafe_b64encode(secrets.token_bytes(32)).decode()
            if is_fernet
            else secrets.token_hex(32)
        )
        file.touch(mode=0o600)
        file.write_text(text, "utf-8")
    return file.read_text("utf-8")


@dataclass(kw_only=True)
class LocalAirflow:
    """Starts the processes of Airflow with `environment` added to ours, and ends them all.

    A context manager: leaving it, by whatever way, leaves no process behind.
    """

    home: Path
    dags: Path
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: COMPONENTS)
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _groups: set[int] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where people and programs find it."""
        return f"http://{HOST}:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def migrate(self) -> None:
        """Bring Airflow's own database up to date, once for a home and release."""
        marker = self.home / _MIGRATED
        release = _airflow_release()
        if marker.exists() and marker.read_text("utf-8") == release:
            return
        process = self._spawn("db-migrate", ("db", "migrate"))
        if process.wait() != 0:
            failure = self._dead("db-migrate", process)
            raise failure
        del self._processes["db-migrate"]
        marker.write_text(release, "utf-8")

    def start(self) -> None:
        """Start every component, without waiting."""
        passwords = json.dumps({user: user for user in USERS})
        file = self.home / "passwords.json"
        file.touch(mode=0o600)
        file.write_text(passwords, "utf-8")
        for name, arguments in self.components.items():
            self._spawn(name, arguments)

    def wait_healthy(self, dags: frozenset[str]) -> AirflowClient:
        """Return a client once all components are up and know these DAGs."""
        client = AirflowClient(self.url)
        end = time.monotonic() + _START_TIMEOUT
        while time.monotonic() < end:
            self.check_alive()
            if client.is_healthy():
                if broken := client.import_errors():
                    raise LocalAirflowError("\n".join(broken))
                if dags <= client.dags():
                    return client
            time.sleep(0.5)
        message = f"Airflow was not ready after {_START_TIMEOUT:.0f} s; its logs: {self.home}/out"
        raise LocalAirflowError(message)

    def check_alive(self) -> None:
        """Raise LocalAirflowError when a component has ended."""
        for name, process in self._processes.items():
            if process.poll() is not None:
                raise self._dead(name, process)

    def stop(self) -> None:
        """End every process that was started, and whatever those have started."""
        family = list(self._family())
        for process in self._processes.values():
            _signal_group(process.pid, signal.SIGTERM)
        _, alive = psutil.wait_procs(family, timeout=_STOP_TIMEOUT)
        for process in {*alive, *self._family()}:
            _kill(process)
        for group in self._groups:
            _signal_group(group, signal.SIGKILL)  # what a component that was killed has left
        self._groups.clear()
        for component in self._processes.values():
            component.wait()
        self._processes.clear()

    def _family(self) -> Iterator[psutil.Process]:
        for process in self._processes.values():
            try:
                root = psutil.Process(process.pid)
                yield from (root, *root.children(recursive=True))
            except psutil.NoSuchProcess:
                continue

    def _spawn(self, name: str, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
        logs = self.home / "out"
        logs.mkdir(parents=True, exist_ok=True)
        # Without bytecode every start would compile the whole of Airflow anew.
        ours = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        theirs = airflow_environment(self.home, self.dags, self.port)
        with (logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 -- our own program, our own arguments
                [sys.executable, "-m", "airflow", *arguments],
                env={**ours, **theirs, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._processes[name] = process
        self._groups.add(process.pid)
        return process

    def _dead(self, name: str, process: subprocess.Popen[bytes]) -> LocalAirflowError:
        log = self.home / "out" / f"{name}.log"
        message = f"{name} ended with {process.returncode}; its log: {log}"
        return LocalAirflowError(message)


def _airflow_release() -> str:
    from importlib.metadata import version

    return version("apache-airflow-core")


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
