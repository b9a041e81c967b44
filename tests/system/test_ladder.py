"""Nobody answers: the next level is asked, by mails through SendGrid's interface."""

from collections.abc import Iterator
from datetime import UTC, datetime
from json import dumps
from pathlib import Path

import pytest

from concord.domain.issue import IssueEventKind
from concord.domain.outbox import OutboxState
from concord.orchestration.issue_ladder import RESPOND_WITHIN
from concord.sample_company import generate
from tests.adapters.mail.sendgrid_schema import faults
from tests.mail_servers import Provider, sendgrid_server
from tests.system.airflows import RunningAirflow, folder_connection, home, running_airflow

__all__ = ["home"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with sendgrid_server(Provider()) as server:
        yield server


@pytest.fixture(scope="module")
def company(home: Path, provider: Provider) -> Iterator[RunningAirflow]:
    """Run the sample company's first cycle, with little patience."""
    sample = generate(home, datetime.now(UTC).date())
    mail = {"conn_type": "sendgrid", "host": provider.url, "password": "SG.not-a-real-key"}
    environment = {
        "AIRFLOW_CONN_SAMPLE_DRIVE": folder_connection(sample.drive),
        "AIRFLOW_CONN_CONCORD_MAIL": dumps(mail),
        RESPOND_WITHIN: "20",
    }
    with running_airflow(home, sample.agreements, environment) as airflow:
        airflow.cycle().run()
        yield airflow


def test_every_mail_is_a_request_as_sendgrid_documents_it(
    company: RunningAirflow, provider: Provider
) -> None:
    entries = company.outbox()
    sent = [entry for entry in entries if entry.state is OutboxState.SENT]
    posts = [(path, body) for method, path, _, body in provider.requests if method == "POST"]
    assert len(posts) >= len(sent) > 0
    assert {path for path, _ in posts} == {"/v3/mail/send"}
    assert [faults(body) for _, body in posts] == [[]] * len(posts)


def test_an_unanswered_issue_goes_to_the_second_level(company: RunningAirflow) -> None:
    issue = company.issues()[0]

    def second_level_is_asked() -> bool:
        notes = [e.note for e in company.events(issue) if e.kind is IssueEventKind.ASKED]
        return any(note.startswith("level 2") for note in notes)

    company.wait_until(second_level_is_asked)
    kinds = [event.kind for event in company.events(issue)]
    assert kinds[:4] == [
        IssueEventKind.RAISED,
        IssueEventKind.ASKED,
        IssueEventKind.TIMED_OUT,
        IssueEventKind.ASKED,
    ]
