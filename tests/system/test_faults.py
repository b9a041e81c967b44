"""Faults of a real Airflow: its parts die or stand still, runs come twice, and mail goes once."""

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from concord.adapters.mail.writer import MimeMailWriter
from concord.domain.outbox import OutboxEntry, OutboxState
from concord.orchestration.airflow_client import RunFailedError
from concord.orchestration.local_airflow import COMPONENTS
from tests.adapters.mail.mails import message
from tests.crash.sinks import Journal, smtp_sink
from tests.system.airflows import RunningAirflow, folder_connection, home, running_airflow
from tests.system.test_quarantine import AGREEMENT, LONG_AGO, drop

__all__ = ["home"]

SLOW = 8.0
"""Seconds between taking a mail and saying so: time enough for something to die."""

WRITER = MimeMailWriter(
    sender="concord@client.example", sender_name="Concord", installation="system-test"
)


class SlowJournal(Journal):
    """Keeps each copy at once, and is slow to say so while it is told to be."""

    is_slow = False

    def take(self, key: str, content: bytes) -> None:
        super().take(key, content)
        if self.is_slow:
            time.sleep(SLOW)


@dataclass
class Company:
    """An installation whose mail service takes its time."""

    airflow: RunningAirflow
    journal: SlowJournal
    port: int

    def mail_under_way(self, revision: str) -> str:
        """Have a mail sent by a DAG's run; return its key once the service has taken it."""
        mail = WRITER.write(message(revision=revision), datetime.now(UTC))
        self.journal.is_slow = True
        with self.airflow.deployment.store.transaction() as tx:
            tx.outbox.enqueue(mail)
        with suppress(RunFailedError):
            self.airflow.client.trigger("dispatch", f"test~{revision}")
        self.airflow.wait_until(lambda: self.journal.copies(mail.key) != [])
        return mail.key

    def sender(self) -> psutil.Process:
        """Return the process that waits for the mail service's word."""
        (pid,) = {
            each.pid
            for each in psutil.net_connections("tcp")
            if each.raddr and each.raddr.port == self.port and each.pid
        } - {psutil.Process().pid}
        return psutil.Process(pid)

    def entry(self, key: str) -> OutboxEntry:
        with self.airflow.deployment.store.transaction() as tx:
            found = tx.outbox.entry(key)
        assert found is not None
        return found

    def is_sent_once(self, key: str) -> bool:
        """Wait for the verdict, let another run look, and say whether one copy is there."""
        self.airflow.wait_until(lambda: self.entry(key).state is OutboxState.SENT)
        self.journal.is_slow = False
        self.airflow.run("dispatch", f"again~{key[:8]}")
        return len(self.journal.copies(key)) == 1 and self.entry(key).attempts == 1


@pytest.fixture(scope="module")
def company(home: Path) -> Iterator[Company]:
    """Run an installation with one partner, and a mail service that can be slow."""
    drive, agreements, taken = home / "drive", home / "agreements", home / "taken"
    (drive / "acme").mkdir(parents=True)
    agreements.mkdir()
    taken.mkdir()
    (agreements / "acme.yaml").write_text(AGREEMENT, "utf-8")
    drop(drive, 985, LONG_AGO)
    journal = SlowJournal(taken)
    before = {process.pid for process in psutil.process_iter()}
    with smtp_sink(journal) as port:
        environment = {
            "AIRFLOW_CONN_OPS_DRIVE": folder_connection(drive),
            "AIRFLOW_CONN_CONCORD_MAIL": f"smtp://127.0.0.1:{port}",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "20",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        }
        with running_airflow(home, agreements, environment) as airflow:
            airflow.run("collect", "test~collect~first")
            airflow.run("report", "test~report~first")
            airflow.run("dispatch", "test~dispatch~first")
            yield Company(airflow, journal, port)
    _bury_orphans(before, home)


def _bury_orphans(before: set[int], home: Path) -> None:
    """Kill what a killed parent has left: nobody else knows of it."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.pid not in before and str(home) in str(process.environ()):
                process.kill()


def test_many_triggers_do_the_work_once(company: Company) -> None:
    before = company.airflow.sent_records()
    runs = [
        company.airflow.client.trigger("report", f"test~burst~{number}") for number in range(5)
    ]
    for run in runs:
        company.airflow.client.wait_finished("report", run, 240)
    assert company.airflow.settled_records() == before


def test_a_run_that_is_cleared_after_its_mail_went_out_sends_nothing_again(
    company: Company,
) -> None:
    before = company.airflow.settled_records()
    body = {"dag_run_id": "test~report~first", "dry_run": False, "only_failed": False}
    company.airflow.client.request("POST", "/api/v2/dags/report/clearTaskInstances", body)
    company.airflow.client.wait_finished("report", "test~report~first", 120)
    assert company.airflow.settled_records() == before


def test_a_backfill_of_days_long_past_sends_nothing(company: Company) -> None:
    before = company.airflow.settled_records()
    first = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    body = {
        "dag_id": "remind",
        "from_date": (first - timedelta(days=370)).isoformat(),
        "to_date": (first - timedelta(days=368)).isoformat(),
        "max_active_runs": 4,
        "reprocess_behavior": "completed",
    }
    begun = company.airflow.client.request("POST", "/api/v2/backfills", body)

    def is_over() -> bool:
        found = company.airflow.client.get(f"/api/v2/backfills/{begun['id']}")
        return found["completed_at"] is not None

    company.airflow.wait_until(is_over, 240)
    assert company.airflow.settled_records() == before


def test_an_api_server_that_stands_still_meanwhile_loses_nothing(company: Company) -> None:
    key = company.mail_under_way("api-server")
    server = psutil.Process(company.airflow.airflow._processes["api-server"].pid)
    family = [server, *server.children(recursive=True)]
    for process in family:
        process.send_signal(signal.SIGSTOP)
    time.sleep(SLOW + 2)
    for process in family:
        process.send_signal(signal.SIGCONT)
    assert company.is_sent_once(key)


def test_a_task_whose_supervisor_is_killed_still_sends_its_mail_once(company: Company) -> None:
    key = company.mail_under_way("supervisor")
    supervisor = company.sender().parent()
    assert supervisor is not None
    supervisor.kill()
    assert company.is_sent_once(key)


def test_a_scheduler_that_is_killed_and_started_again_sends_nothing_twice(
    company: Company,
) -> None:
    key = company.mail_under_way("scheduler")
    scheduler = company.airflow.airflow._processes["scheduler"]
    scheduler.kill()
    scheduler.wait()
    company.airflow.airflow._spawn("scheduler", COMPONENTS["scheduler"])
    assert company.is_sent_once(key)
