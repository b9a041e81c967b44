"""An uncertain mail as a Required Action: which runs start, what an answer does and ends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskAwaitingInput

from concord.domain.errors import MailDecisionRefusedError
from concord.domain.outbox import Attempt
from concord.domain.uncertainty import MailAttempt, MailDecision, UncertainMail
from concord.orchestration.uncertain_mails import (
    MOST_RUNS,
    UncertainMailOperator,
    mail_fields,
    note_field,
    reconcile_mails,
)
from concord.services.approve import Said
from concord.services.reconcile import ReconcileReport
from tests.adapters.mail.mails import mail

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MAIL = mail()
WANTED = MailAttempt(key=MAIL.key, attempt=1)
UNCERTAIN = UncertainMail(
    mail=MAIL, attempts=(Attempt(key=MAIL.key, number=1, owner="one", started=NOW),)
)

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation with mails in doubt."""

    asked: tuple[UncertainMail, ...] = (UNCERTAIN,)
    settled: str | None = None
    refusal: str = ""
    said: list[tuple[MailAttempt, MailDecision, Said]] = field(default_factory=list)

    def reconcile(self, _: object) -> ReconcileReport:
        return ReconcileReport(proved=1, asked=self.asked)

    def finish_round(self, name: str, _: object) -> None:
        assert name == "reconcile"

    def settled_mail(self, wanted: MailAttempt) -> str | None:
        assert wanted == WANTED
        return self.settled

    def mail_question(self, _: MailAttempt) -> object:
        return SimpleNamespace(title="Did this mail arrive?", body="Copies: 1")

    def decide_mail(self, wanted: MailAttempt, decision: MailDecision, said: Said) -> str:
        if self.refusal:
            raise MailDecisionRefusedError(self.refusal)
        self.said.append((wanted, decision, said))
        return f"{decision}, by {said.by}."


@dataclass
class Run:
    """A run of the question, and what it leaves."""

    deployment: FakeDeployment
    kept: dict[str, Any] = field(default_factory=dict)
    step: UncertainMailOperator = field(
        default_factory=lambda: UncertainMailOperator(task_id="ask", params=note_field())
    )

    @property
    def _context(self) -> Any:  # noqa: ANN401 -- Airflow's own
        instance = SimpleNamespace(
            id="1",
            try_number=1,
            xcom_push=lambda *, key, value: self.kept.update({key: value}),
            xcom_pull=lambda *, key, **_: self.kept.get(key),
        )
        params = {"key": WANTED.key, "attempt": WANTED.attempt}
        return {
            "ti": instance,
            "task_instance": instance,
            "params": params,
            "run_id": WANTED.run_id,
            "dag_run": SimpleNamespace(conf=params),
        }

    def execute(self) -> object:
        return self.step.execute(self._context)

    def complete(self, decision: MailDecision, note: str | None = "Lee has it.") -> object:
        event = {
            "chosen_options": [decision.value],
            "params_input": {"note": note},
            "responded_at": NOW,
            "responded_by_user": {"id": "7", "name": "kim"},
        }
        return self.step.execute_complete(self._context, event)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    deployment = FakeDeployment()
    monkeypatch.setattr("concord.orchestration.connections.airflow_deployment", lambda: deployment)
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **_: None
    )
    monkeypatch.delenv("CONCORD_RESPOND_WITHIN_SECONDS", raising=False)
    return Run(deployment)


def test_one_run_is_started_for_each_mail_that_a_person_must_decide_about(run: Run) -> None:
    (started,) = reconcile_mails()
    assert started == {
        "trigger_run_id": WANTED.run_id,
        "conf": {"key": WANTED.key, "attempt": 1},
    }
    assert set(mail_fields()) == {"key", "attempt"}
    run.deployment.asked = (UNCERTAIN,) * (MOST_RUNS + 1)
    assert len(reconcile_mails()) == MOST_RUNS


def test_everybody_who_works_in_airflow_may_answer(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert (run.step.subject, run.step.body) == ("Did this mail arrive?", "Copies: 1")
    assert run.step.options == [decision.value for decision in MailDecision]
    assert not run.step.assigned_users


@pytest.mark.parametrize("decision", MailDecision)
def test_an_answer_is_recorded_with_who_gave_it(run: Run, decision: MailDecision) -> None:
    assert run.complete(decision) == f"{decision}, by kim."
    ((wanted, recorded, said),) = run.deployment.said
    assert (wanted, recorded) == (WANTED, decision)
    assert (said.by, said.origin, said.note) == ("kim", "airflow", "Lee has it.")


def test_what_is_known_elsewhere_ends_the_question(run: Run) -> None:
    run.deployment.settled = "It is sent by now."
    assert run.execute() == run.deployment.settled
    assert run.kept == {"outcome": run.deployment.settled}


def test_an_answer_that_does_not_count_is_asked_again(run: Run) -> None:
    run.deployment.refusal = "A note is required."
    with pytest.raises(TaskAwaitingInput):
        run.complete(MailDecision.ARRIVED, None)
    assert "outcome" not in run.kept
