"""A changed agreement in a real Airflow: it waits, is asked about, and acts once approved."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord.domain.agreement_version import (
    AgreementVersion,
    VersionEvent,
    VersionEventKind,
    approval_run_id,
)
from concord.orchestration.issue_ladder import RESPOND_WITHIN
from concord.sample_company import generate
from concord.services.approve import Said
from concord.wiring import Deployment
from tests.system.airflows import (
    RunningAirflow,
    folder_connection,
    home,
    running_airflow,
)

__all__ = ["home"]

PARTNER = "northwind"
ASKED_ANEW = 40


@pytest.fixture(scope="module")
def company(home: Path) -> Iterator[RunningAirflow]:
    """Run the sample company's first cycle; questions are asked anew before long."""
    sample = generate(home, datetime.now(UTC).date())
    environment = {
        "AIRFLOW_CONN_SAMPLE_DRIVE": folder_connection(sample.drive),
        RESPOND_WITHIN: str(ASKED_ANEW),
    }
    with running_airflow(home, sample.agreements, environment) as airflow:
        airflow.cycle().run()
        yield airflow


def edit(company: RunningAirflow, before: str, after: str) -> AgreementVersion:
    """Change the partner's agreement; return the version that waits."""
    file = company.deployment.settings.agreements / f"{PARTNER}.yaml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    (version,) = fresh(company).pending_versions()
    return version


def fresh(company: RunningAirflow) -> Deployment:
    company.deployment.forget_agreements()
    return company.deployment


def log(company: RunningAirflow) -> tuple[VersionEvent, ...]:
    with company.deployment.store.transaction() as tx:
        return tx.agreement_versions.events(PARTNER)


def asked(company: RunningAirflow, version: AgreementVersion) -> str:
    """Have Airflow look for changed agreements; return the run that asks, once it waits."""
    company.run("approve", f"test~approve~{time.monotonic_ns()}")
    run_id = approval_run_id(PARTNER, version.version)
    company.wait_until(is_in(company, run_id, "awaiting_input"))
    return run_id


def is_in(company: RunningAirflow, run_id: str, state: str) -> Callable[[], bool]:
    return lambda: company.client.task_states("approval", run_id).get("decide") == state


def question(company: RunningAirflow, run_id: str) -> dict[str, str]:
    return next(
        action
        for action in company.client.required_actions()
        if action["task_instance"]["dag_run_id"] == run_id
    )


def test_a_changed_agreement_acts_once_somebody_has_approved_it(company: RunningAirflow) -> None:
    before = company.deployment.agreement(PARTNER).version
    version = edit(company, "points: {minor: 1,", "points: {minor: 2,")
    run_id = asked(company, version)
    assert fresh(company).agreement(PARTNER).version == before
    assert version.short in question(company, run_id)["subject"]
    company.answer("approval", run_id, "decide", "Approve", note="As signed")
    company.client.wait_finished("approval", run_id, 120)
    last = log(company)[-1]
    assert (last.version, last.by, last.note) == (version.version, "maya", "As signed")
    assert fresh(company).agreement(PARTNER).version == version.version
    company.run("dispatch", f"test~dispatch~{time.monotonic_ns()}")
    subjects = [entry.mail.subject for entry in company.outbox()]
    assert sum(version.short in subject for subject in subjects) == 1


def test_the_same_version_is_asked_about_once(company: RunningAirflow) -> None:
    version = edit(company, "points: {minor: 2,", "points: {minor: 3,")
    run_id = asked(company, version)
    company.run("approve", f"test~approve~{time.monotonic_ns()}")
    runs = [run["dag_run_id"] for run in company.client.runs("approval")]
    assert runs.count(run_id) == 1


def test_a_decision_elsewhere_ends_the_question(company: RunningAirflow) -> None:
    version = edit(company, "points: {minor: 3,", "points: {minor: 4,")
    run_id = asked(company, version)
    said = Said(by="ravi", at=datetime.now(UTC), origin="command")
    fresh(company).approve_version(PARTNER, version.short, said, release=True)
    company.client.wait_finished("approval", run_id, 4 * ASKED_ANEW)
    assert [e.kind for e in log(company) if e.version == version.version] == [
        VersionEventKind.APPROVED
    ]
