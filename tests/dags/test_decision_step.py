"""The decision about a file as a Required Action: what it offers, what an answer does and ends."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskAwaitingInput

from concord.domain.submission import Submission, Verdict
from concord.domain.submission_decision import (
    DecisionRefusedError,
    FileChoice,
    FileReading,
    reading_of,
)
from concord.orchestration.standing_question import ASKED_ANEW
from concord.orchestration.submission_decisions import (
    MOST_RUNS,
    FileDecisionOperator,
    reading_fields,
    reason_field,
    waiting_runs,
)
from concord.services.approve import Said
from tests import builders

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WAITS = builders.submission(verdict=Verdict.QUARANTINED)
OLDER = builders.submission("2026-09", verdict=Verdict.QUARANTINED)

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation in which files wait."""

    waits: list[tuple[Submission, bool]] = field(default_factory=list)
    settled: str | None = None
    refusal: str = ""
    choices: tuple[FileChoice, ...] = tuple(FileChoice)
    body: str = "Effects"
    moved: tuple[str, ...] = ()
    said: list[tuple[FileReading, FileChoice, Said]] = field(default_factory=list)

    def agreement(self, partner: str) -> object:
        return replace(builders.agreement(), partner=partner)

    def partners(self) -> tuple[str, ...]:
        return ("northwind",)

    def waiting_files(self, _: str) -> list[object]:
        return [SimpleNamespace(submission=s, is_asked=asked) for s, asked in self.waits]

    def settled_file(self, wanted: FileReading) -> str | None:
        assert wanted == reading_of(WAITS)
        return self.settled

    def file_question(self, _: FileReading) -> object:
        return SimpleNamespace(
            title="Shall it count?", body=self.body, choices=self.choices, people=()
        )

    def approver(self, _: str, *names: str) -> str:
        return names[0]

    def decide_file(self, wanted: FileReading, choice: FileChoice, said: Said) -> None:
        if self.refusal:
            raise DecisionRefusedError(self.refusal)
        self.said.append((wanted, choice, said))

    def moved_by(self, _: FileReading) -> tuple[str, ...]:
        return self.moved


@dataclass
class Run:
    """A run of the question, and what it leaves."""

    deployment: FakeDeployment
    kept: dict[str, Any] = field(default_factory=dict)
    try_number: int = 1
    step: FileDecisionOperator = field(
        default_factory=lambda: FileDecisionOperator(task_id="decide", params=reason_field())
    )

    @property
    def _context(self) -> Any:  # noqa: ANN401 -- Airflow's own
        instance = SimpleNamespace(
            id="1",
            try_number=self.try_number,
            xcom_push=lambda *, key, value: self.kept.update({key: value}),
            xcom_pull=lambda *, key, **_: self.kept.get(key),
        )
        params = {
            "partner": "northwind",
            "source": "daily_ops",
            "sha256": WAITS.sha256,
            "reading": 1,
        }
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

    def complete(self, option: str, note: str | None = "As agreed.") -> object:
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
    for module in ("connections", "rounds"):
        monkeypatch.setattr(
            f"concord.orchestration.{module}.airflow_deployment", lambda: deployment
        )
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **_: None
    )
    monkeypatch.delenv("CONCORD_RESPOND_WITHIN_SECONDS", raising=False)
    return Run(deployment)


def test_one_run_is_started_for_each_file_that_is_asked_about(run: Run) -> None:
    history = builders.submission("2020-01", verdict=Verdict.QUARANTINED)
    run.deployment.waits = [(OLDER, True), (WAITS, True), (history, False)]
    newest, older = waiting_runs(None)
    assert newest == {
        "trigger_run_id": reading_of(WAITS).run_id,
        "conf": {
            "partner": "northwind",
            "source": "daily_ops",
            "sha256": WAITS.sha256,
            "reading": 1,
        },
    }
    assert older["trigger_run_id"] == reading_of(OLDER).run_id
    assert set(newest["conf"]) == set(reading_fields())  # type: ignore[call-overload] # a dict


def test_so_many_runs_are_started_and_no_more(run: Run) -> None:
    run.deployment.waits = [(replace(WAITS, reading=n), True) for n in range(1, MOST_RUNS + 9)]
    assert len(waiting_runs("northwind")) == MOST_RUNS


@pytest.mark.parametrize("choices", [tuple(FileChoice), (FileChoice.REJECT, FileChoice.ASK_AGAIN)])
def test_only_what_can_be_chosen_is_offered(run: Run, choices: tuple[FileChoice, ...]) -> None:
    run.deployment.choices = choices
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert run.step.options == [choice.value for choice in choices]
    assert (run.step.subject, run.step.body) == ("Shall it count?", "Effects")


@pytest.mark.parametrize("choice", FileChoice)
def test_an_answer_is_recorded_with_who_gave_it(run: Run, choice: FileChoice) -> None:
    run.deployment.moved = ("2026-10",)
    assert run.complete(choice) == f"{choice} by kim."
    ((wanted, recorded, said),) = run.deployment.said
    assert (wanted, recorded) == (reading_of(WAITS), choice)
    assert (said.by, said.origin, said.note) == ("kim", "airflow", "As agreed.")
    assert run.kept["changed"] == ["northwind|2026-10"]


@pytest.mark.parametrize("begin", [Run.execute, Run.time_out])
def test_what_was_decided_elsewhere_ends_the_question(run: Run, begin: Any) -> None:  # noqa: ANN401 -- a method
    run.deployment.settled = "The file was already decided about: rejected by lee."
    assert begin(run) == run.deployment.settled
    assert run.kept == {"outcome": run.deployment.settled, "changed": []}


def test_no_answer_decides_nothing(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.time_out()
    assert run.deployment.said == []


def test_an_answer_that_does_not_count_is_asked_again(run: Run) -> None:
    run.deployment.refusal = "'Reject' needs a note with the reason."
    with pytest.raises(TaskAwaitingInput):
        run.complete("Reject", "")
    assert "outcome" not in run.kept


def test_an_answer_after_the_decision_is_told_of_it(run: Run) -> None:
    run.deployment.refusal = "The file was already decided about: accepted by lee."
    run.deployment.settled = run.deployment.refusal
    assert run.complete("Accept as it is") == run.deployment.settled


def test_effects_that_nobody_was_shown_are_never_accepted(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    run.deployment.body = "Other effects"
    assert run.complete("Accept as it is") == ASKED_ANEW
    assert_asked_anew(run.kept)
    assert run.deployment.said == []
    run.complete("Reject")
    assert len(run.deployment.said) == 1
