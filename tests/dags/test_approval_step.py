"""The approval as a Required Action: whom it asks, what an answer does, what ends it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskAwaitingInput

from concord.domain.agreement_version import AgreementVersion, VersionChoice, VersionRefusedError
from concord.orchestration.approvals import (
    VersionApprovalOperator,
    note_field,
    pending_runs,
)
from concord.orchestration.standing_question import ASKED_ANEW, given_words
from concord.services.approve import Said
from tests import builders

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
VERSION = AgreementVersion(partner="northwind", version="b" * 64, content=b"", seen=NOW)

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation with one version that waits."""

    settled: str | None = None
    refusal: str = ""
    said: list[tuple[VersionChoice, Said]] = field(default_factory=list)
    body: str = "Effects"
    asked: int = 0

    def pending_versions(self) -> tuple[AgreementVersion, ...]:
        return (VERSION,)

    def settled_approval(self, *_: str) -> str | None:
        return self.settled

    def approval_request(self, *_: str) -> object:
        self.asked += 1
        return SimpleNamespace(title="Shall it act?", body=self.body, people=())

    def deciding_agreement(self, _: str) -> object:
        return builders.agreement()

    def approver(self, _: str, *names: str) -> str:
        return names[0]

    def answer_approval(self, _p: str, _v: str, choice: VersionChoice, said: Said) -> str:
        if self.refusal:
            raise VersionRefusedError(self.refusal)
        self.said.append((choice, said))
        return f"{choice} by {said.by}."


@dataclass
class Run:
    """A run of the question, and what it leaves as its outcome."""

    deployment: FakeDeployment
    kept: dict[str, Any] = field(default_factory=dict)
    try_number: int = 1
    step: VersionApprovalOperator = field(
        default_factory=lambda: VersionApprovalOperator(task_id="decide", params=note_field())
    )

    @property
    def _context(self) -> Any:  # noqa: ANN401 -- Airflow's own
        instance = SimpleNamespace(
            id="1",
            try_number=self.try_number,
            xcom_push=lambda *, key, value: self.kept.update({key: value}),
            xcom_pull=lambda *, key, **_: self.kept.get(key),
        )
        params = {"partner": VERSION.partner, "version": VERSION.version}
        run = SimpleNamespace(conf=params)
        return {
            "ti": instance,
            "task_instance": instance,
            "params": params,
            "run_id": "run~1~~20261101T000000",
            "dag_run": run,
        }

    def execute(self) -> object:
        return self.step.execute(self._context)

    def complete(self, option: str, note: str | None = None) -> object:
        event = {
            "chosen_options": [option],
            "params_input": {"note": note},
            "responded_at": NOW,
            "responded_by_user": {"id": "7", "name": "kim"},
        }
        return self.step.execute_complete(self._context, event)

    def time_out(self) -> object:
        return self.step.execute_complete(
            self._context, {"error": "late", "error_type": "timeout"}
        )


def assert_asked_anew(kept: dict[str, Any]) -> None:
    """See that one other run follows, about the same, under a name of its own."""
    (following,) = kept["anew"]
    assert following["trigger_run_id"].startswith("run~1~~2")
    assert following["conf"]
    assert kept["outcome"] == ASKED_ANEW


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    deployment = FakeDeployment()
    monkeypatch.setattr("concord.orchestration.connections.airflow_deployment", lambda: deployment)
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **_: None
    )
    monkeypatch.delenv("CONCORD_RESPOND_WITHIN_SECONDS", raising=False)
    return Run(deployment)


def test_one_run_is_started_for_each_version_that_waits(run: Run) -> None:
    (started,) = pending_runs(None)
    assert started["conf"] == {"partner": "northwind", "version": VERSION.version}
    assert str(started["trigger_run_id"]).startswith("approval~")
    assert pending_runs("northwind") == [started]
    assert pending_runs("other") == []
    assert run.deployment.asked == 0


def test_the_question_waits_a_day_and_goes_on_as_long_as_it_stands(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert (run.step.subject, run.step.body) == ("Shall it act?", "Effects")
    assert timedelta(hours=23) < (run.step.response_timeout or timedelta()) <= timedelta(days=1)
    with pytest.raises(TaskAwaitingInput):
        run.time_out()


@pytest.mark.parametrize("begin", [Run.execute, Run.time_out])
def test_what_was_decided_elsewhere_ends_the_question(run: Run, begin: Any) -> None:  # noqa: ANN401 -- a method
    run.deployment.settled = "Version bbbbbbbb was already decided: approved by lee."
    assert begin(run) == run.deployment.settled
    assert run.kept["outcome"] == run.deployment.settled
    assert run.deployment.asked == 0


def asked_with_other_effects(run: Run) -> None:
    """Ask, and have the version change other figures from then on."""
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    run.deployment.body = "Other effects"


def test_a_question_whose_effects_have_changed_is_asked_anew_by_another_run(run: Run) -> None:
    asked_with_other_effects(run)
    assert run.time_out() == ASKED_ANEW
    assert_asked_anew(run.kept)


def test_what_nobody_was_shown_is_never_released(run: Run) -> None:
    asked_with_other_effects(run)
    assert run.complete(VersionChoice.APPROVE_AND_RELEASE) == ASKED_ANEW
    assert_asked_anew(run.kept)
    assert run.deployment.said == []


@pytest.mark.parametrize("choice", [VersionChoice.APPROVE, VersionChoice.REJECT])
def test_what_releases_nothing_counts_all_the_same(run: Run, choice: VersionChoice) -> None:
    asked_with_other_effects(run)
    run.complete(choice, "As signed")
    assert len(run.deployment.said) == 1


@pytest.mark.parametrize("choice", VersionChoice)
def test_an_answer_is_recorded_with_who_gave_it(run: Run, choice: VersionChoice) -> None:
    assert run.complete(choice, "As signed") == f"{choice} by kim."
    ((recorded, said),) = run.deployment.said
    assert (recorded, said.by, said.origin, said.note) == (choice, "kim", "airflow", "As signed")


def test_a_rejection_without_a_reason_is_asked_again(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.complete("Reject", " ")
    assert run.deployment.said == []


def test_an_answer_of_somebody_who_may_not_is_asked_again(run: Run) -> None:
    run.deployment.refusal = "'admin' is nobody's id."
    with pytest.raises(TaskAwaitingInput):
        run.complete("Approve")
    assert run.deployment.asked == 1
    assert "outcome" not in run.kept


def test_an_answer_may_be_bare() -> None:
    payload = {"chosen_options": ["Approve"], "params_input": None, "responded_by_user": None}
    assert given_words(payload) == (VersionChoice.APPROVE, "", ("unknown",))
