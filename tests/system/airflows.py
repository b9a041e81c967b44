"""A real Airflow for tests: its own home and port, our DAGs, and what it keeps."""

import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.issue import Issue, IssueEvent
from concord.domain.outbox import OutboxEntry
from concord.domain.people import Side
from concord.orchestration.airflow_client import AirflowClient
from concord.orchestration.demo_cycle import DAGS, Cycle
from concord.orchestration.local_airflow import LocalAirflow
from concord.wiring import Deployment, Settings

ROOT = Path(__file__).parents[2]
LONG_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
QUIET = 8.0
"""Seconds without a change after which no run is under way that was started before."""


@dataclass(kw_only=True)
class RunningAirflow:
    """An Airflow that runs, and the installation that it works for."""

    airflow: LocalAirflow
    client: AirflowClient
    deployment: Deployment

    def cycle(self) -> Cycle:
        """Return the whole cycle, to be run."""
        return Cycle(
            airflow=self.client,
            deployment=self.deployment,
            say=lambda _: None,
            check=self.airflow.check_alive,
        )

    def run(self, dag: str, run_id: str) -> None:
        """Run a DAG by hand, to its good end."""
        self.client.trigger(dag, run_id)
        self.client.wait_finished(dag, run_id, 120, self.airflow.check_alive)

    def answer(self, dag: str, run_id: str, task: str, option: str, **fields: object) -> None:
        """Answer a question, as soon as Airflow can take it.

        An answer that is there before the scheduler has noticed that the question is parked looks
        to it like a task that was killed: the answer is lost, and the question asked anew.
        """
        mine = {"dag_id": dag, "run_id": run_id, "task_id": task, "event": "running"}
        starts = self.client.get(f"/api/v2/eventLogs?{urlencode(mine)}")["total_entries"]
        noticed = f"task_id='{task}', run_id='{run_id}'"
        self.wait_until(lambda: self._ends_noticed(noticed) >= starts)
        self.client.answer(dag, run_id, task, option, **fields)

    def _ends_noticed(self, of: str) -> int:
        lines = (self.airflow.home / "out" / "scheduler.log").read_text("utf-8").splitlines()
        return sum("Received executor event" in line and of in line for line in lines)

    def issues(self) -> tuple[Issue, ...]:
        """Return all issues of all partners."""
        with self.deployment.store.transaction() as tx:
            return tuple(
                issue
                for partner in self.deployment.partners()
                for issue in tx.issues.of_partner(partner)
            )

    def events(self, issue: Issue) -> tuple[IssueEvent, ...]:
        """Return an issue's log."""
        with self.deployment.store.transaction() as tx:
            return tx.issues.events(issue.key)

    def outbox(self) -> tuple[OutboxEntry, ...]:
        """Return every mail."""
        with self.deployment.store.transaction() as tx:
            return tx.outbox.entries()

    def records(self) -> Mapping[str, Counter[str]]:
        """Return all that our own database holds by table, but when we looked and were told."""
        file = self.deployment.settings.home / "concord.db"
        with closing(sqlite3.connect(file)) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: Counter(map(repr, database.execute(f'SELECT * FROM "{name}"')))  # noqa: S608 -- the names are the database's own
                for (name,) in names.fetchall()
                if name not in NOTED_BY_THE_WAY
            }

    def settled_records(self) -> Mapping[str, Counter[str]]:
        """Return all that is held, once nothing is under way that would change it."""
        last, since = self.records(), time.monotonic()
        while time.monotonic() - since < QUIET:
            self.airflow.check_alive()
            time.sleep(1)
            now = self.records()
            if now != last:
                last, since = now, time.monotonic()
        return last

    def sent_records(self) -> Mapping[str, Counter[str]]:
        """Return all that is held, once every mail that Airflow's own rounds wrote is sent too."""
        self.settled_records()
        self.run("dispatch", f"test~dispatch~{time.monotonic_ns()}")
        return self.settled_records()

    def wait_until(self, condition: Callable[[], bool], timeout: float = 120) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + timeout
        while not condition():
            self.airflow.check_alive()
            assert time.monotonic() < end, f"not within {timeout:.0f} s"
            time.sleep(0.5)


NOTED_BY_THE_WAY = frozenset(
    {"collected", "waiting_file", "delivery_round", "finished_round", "told_alarm"}
)
"""The tables of when and how often we looked, which every round changes."""


@contextmanager
def running_airflow(
    home: Path, agreements: Path, environment: Mapping[str, str]
) -> Iterator[RunningAirflow]:
    """Run an Airflow for these agreements until the block ends."""
    ours = {
        "CONCORD_HOME": str(home),
        "CONCORD_AGREEMENTS": str(agreements),
        "CONCORD_INSTALLATION": "system-test",
        **environment,
    }
    deployment = Deployment(Settings.from_environment(ours), EnvironmentConnections(ours))
    deployment.store.upgrade()
    for partner, agreement in deployment.written.items():
        for person in agreement.side(Side.CLIENT)[:1]:
            start = agreement.effects_from
            deployment.go_live(partner, person.id, LONG_SINCE, effects_from=start)
    airflow = LocalAirflow(
        home=home / "airflow", dags=ROOT / "dags", port=_free_port(), environment=ours
    )
    with airflow:
        airflow.migrate()
        airflow.start()
        client = airflow.wait_healthy(DAGS)
        with closing(client):
            yield RunningAirflow(airflow=airflow, client=client, deployment=deployment)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def folder_connection(path: Path) -> str:
    """Return a connection that leads to a folder."""
    return f'{{"conn_type": "fs", "extra": {{"path": "{path}"}}}}'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder for a module's Airflow."""
    return tmp_path_factory.mktemp("system")
