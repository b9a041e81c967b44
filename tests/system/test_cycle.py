"""The sample company's whole cycle in a real Airflow, with mail by SMTP."""

import json
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from concord.domain.issue import IssueEventKind, IssueState
from concord.domain.outbox import OutboxState
from concord.domain.submission import Verdict
from concord.orchestration.airflow_client import AirflowClient, AirflowRefusedError, RunFailedError
from concord.orchestration.demo_cycle import DAGS
from concord.sample_company import generate
from concord.services.take_deliveries import PATIENCE
from tests.mail_servers import Inbox, smtp_server
from tests.system.airflows import (
    RunningAirflow,
    folder_connection,
    home,
    running_airflow,
)

__all__ = ["home"]


PLANTED = (
    "planted-password/of+drive",
    "https://hooks.example/planted/T0/B0?x=1",
    "planted-token-of-the-mail-service",
    "planted-key-of-pseudonyms-which-is-long-enough",
    "http://127.0.0.1:9/planted/chat?key=S3+cret",
    "http://127.0.0.1:9/planted/beat/a1b2c3",
)
"""Secrets of connections that a whole cycle reads.  Nobody answers at the last two addresses."""

API = (
    "connections",
    "dags/~/dagRuns/~/hitlDetails?limit=1000",
    "dags/~/dagRuns/~/taskInstances/~/xcomEntries?limit=1000",
    "eventLogs?limit=1000",
    "importErrors",
    "variables",
)
"""What Airflow tells those who ask, beside the tasks of each run."""


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    with smtp_server(Inbox()) as server:
        yield server


@pytest.fixture(scope="module")
def company(home: Path, inbox: Inbox) -> Iterator[RunningAirflow]:
    """Run the sample company's first cycle."""
    sample = generate(home, datetime.now(UTC).date())
    drive = {**json.loads(folder_connection(sample.drive)), "password": PLANTED[0]}
    drive["extra"]["hook_url"] = PLANTED[1]
    mail = {"conn_type": "smtp", "host": "127.0.0.1", "port": inbox.port}
    environment = {
        "AIRFLOW_CONN_SAMPLE_DRIVE": json.dumps(drive),
        "AIRFLOW_CONN_CONCORD_MAIL": json.dumps({**mail, "extra": {"api_token": PLANTED[2]}}),
        "AIRFLOW_CONN_CONCORD_PEOPLE": json.dumps(
            {"conn_type": "generic", "password": PLANTED[3]}
        ),
        "AIRFLOW_CONN_CONCORD_ALARM": json.dumps({"conn_type": "http", "password": PLANTED[4]}),
        "AIRFLOW_CONN_CONCORD_HEARTBEAT": json.dumps(
            {"conn_type": "http", "password": PLANTED[5]}
        ),
    }
    with running_airflow(home, sample.agreements, environment) as airflow:
        airflow.cycle().run()
        yield airflow


def mails(inbox: Inbox) -> list[EmailMessage]:
    """Return what the server got, parsed."""
    parsed = [message_from_bytes(raw, policy=policy.default) for raw in inbox.mails]
    return [mail for mail in parsed if isinstance(mail, EmailMessage)]


def attachments(inbox: Inbox) -> list[str]:
    return [str(p.get_filename()) for mail in mails(inbox) for p in mail.iter_attachments()]


def test_every_mail_arrives_by_smtp_exactly_once(company: RunningAirflow, inbox: Inbox) -> None:
    entries = company.outbox()
    assert {entry.state for entry in entries} == {OutboxState.SENT}
    sent = [str(mail["Message-ID"]) for mail in mails(inbox)]
    assert sorted(sent) == sorted(entry.mail.message_id for entry in entries)


def test_a_partner_is_told_the_wrong_cell(company: RunningAirflow, inbox: Inbox) -> None:
    with company.deployment.store.transaction() as tx:
        warned = [
            s
            for s in tx.submissions.of_partner("castellan")
            if s.verdict is Verdict.ACCEPTED_WITH_WARNINGS
        ]
    cell = warned[-1].findings[0].where
    told = [m for m in mails(inbox) if "with remarks" in str(m["Subject"])]
    bodies = [body.get_content() for m in told if (body := m.get_body(("plain",)))]
    assert "!" in cell
    assert any(cell in body for body in bodies)


def test_reports_and_reminders_arrive_with_their_files(
    company: RunningAirflow, inbox: Inbox
) -> None:
    assert company.issues()
    names = attachments(inbox)
    assert any(name.endswith(".xlsx") for name in names)
    assert any(name.endswith(".ics") for name in names)


def run_each(company: RunningAirflow, *dags: str) -> None:
    """Run DAGs by hand, one after the other."""
    for dag in dags:
        company.run(dag, f"again~{dag}~{time.monotonic_ns()}")


def test_running_every_dag_again_changes_and_sends_nothing(
    company: RunningAirflow, inbox: Inbox
) -> None:
    # A file that is cut off is looked at several times before that is its verdict, and Airflow
    # may have looked for itself meanwhile: every quarter of an hour.
    looks = max(PATIENCE.values())
    run_each(company, *["collect"] * looks, "assess", "escalate")
    before = company.sent_records()
    received = len(inbox.mails)
    run_each(company, "dispatch", "report", "remind", "assess", "escalate", "collect", "dispatch")
    after = company.settled_records()
    assert {name: (after[name] - before[name], before[name] - after[name]) for name in before} == {
        name: (Counter(), Counter()) for name in before
    }
    assert len(inbox.mails) == received


def forms_of(secret: str) -> Iterator[bytes]:
    """Yield how a secret may be written: as it is, in an address, in JSON, inside of base64."""
    yield from (secret.encode(), quote(secret, safe="").encode())
    yield json.dumps(secret)[1:-1].replace("/", r"\/").encode()
    for before, cut in enumerate((0, 2, 3)):
        yield b64encode(b"?" * before + secret.encode())[cut:-4]


def test_planted_secrets_are_found_nowhere(
    company: RunningAirflow, home: Path, inbox: Inbox
) -> None:
    with pytest.raises(RunFailedError):  # nobody hears the heartbeat, which is said without it
        company.run("watch", "test~watch~unheard")
    forms = {form for secret in PLANTED for form in forms_of(secret)}
    artefacts = [file for file in home.rglob("*") if file.is_file() and not file.is_symlink()]
    found = [
        (str(file.relative_to(home)), form)
        for file in artefacts
        for content in [file.read_bytes()]
        for form in forms
        if form in content
    ]
    assert found == []
    assert [mail for mail in inbox.mails for form in forms if form in mail] == []
    runs = [(dag, run["dag_run_id"]) for dag in DAGS for run in company.client.runs(dag)]
    paths = [f"dags/{dag}/dagRuns/{quote(run)}/taskInstances" for dag, run in runs]
    answers = [
        json.dumps(company.client.get(f"/api/v2/{path}")).encode() for path in (*paths, *API)
    ]
    assert [answer for answer in answers for form in forms if form in answer] == []
    names = {file.suffix for file in artefacts}
    assert {".db", ".log"} <= names, "the records and the logs were among them"


def test_who_may_only_look_may_not_answer(company: RunningAirflow) -> None:
    task = company.client.required_actions()[0]["task_instance"]
    with (
        closing(AirflowClient(company.airflow.url, user="viewer")) as viewer,
        pytest.raises(AirflowRefusedError) as refusal,
    ):
        viewer.answer("issue", task["dag_run_id"], task["task_id"], "Resolve")
    assert refusal.value.status == 403


def test_a_waiver_without_a_reason_is_asked_again_and_one_with_a_reason_counts(
    company: RunningAirflow,
) -> None:
    task = company.client.required_actions()[0]["task_instance"]
    run_id, step = task["dag_run_id"], task["task_id"]
    issue = next(issue for issue in company.issues() if issue.run_id == run_id)
    form = {"due_date": None, "root_cause": ""}

    company.answer("issue", run_id, step, "Waive", note=" ", **form)
    company.wait_until(lambda: company.client.task_states("issue", run_id)[step] == "running")
    company.wait_until(
        lambda: company.client.task_states("issue", run_id)[step] == "awaiting_input"
    )
    assert company.events(issue)[-1].kind is IssueEventKind.ASKED

    company.answer("issue", run_id, step, "Waive", note="Agreed in June", **form)
    company.client.wait_finished("issue", run_id, 60)
    last = company.events(issue)[-1]
    assert (last.kind, last.by, last.note) == (IssueEventKind.WAIVED, "admin", "Agreed in June")
    after = next(each for each in company.issues() if each.key == issue.key)
    assert after.state is IssueState.WAIVED


def test_an_answered_action_moves_the_issue(company: RunningAirflow) -> None:
    task = company.client.required_actions()[0]["task_instance"]
    run_id = task["dag_run_id"]
    issue = next(issue for issue in company.issues() if issue.run_id == run_id)
    fields = {"note": "On it", "due_date": "2030-01-31", "root_cause": "Two new joiners"}
    company.answer("issue", run_id, task["task_id"], "Acknowledge", **fields)
    company.client.wait_finished("issue", run_id, 60)
    last = company.events(issue)[-1]
    assert (last.kind, last.by, last.origin) == (IssueEventKind.ACKNOWLEDGED, "admin", "airflow")
    assert last.note == "On it Due 2030-01-31. Root cause: Two new joiners"
    states = {each.key: each.state for each in company.issues()}
    assert states[issue.key] is IssueState.ACKNOWLEDGED
