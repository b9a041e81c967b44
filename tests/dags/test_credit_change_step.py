"""A change of a credit as a Required Action: which runs start, what an answer does and ends."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskAwaitingInput

from concord.domain.ledger import ChangeChoice, CreditChange, LedgerRefusedError
from concord.orchestration.credit_changes import (
    MOST_RUNS,
    CreditChangeOperator,
    change_fields,
    note_field,
    waiting_change_runs,
)
from concord.orchestration.standing_question import ASKED_ANEW
from concord.services.approve import Said
from tests import builders

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WANTED = CreditChange(partner="northwind", number=4)

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation in which a change waits: `needed` more must release it."""

    needed: int = 1
    waits: int = 1
    refusal: str = ""
    said: list[tuple[ChangeChoice, Said]] = field(default_factory=list)

    def partners(self) -> tuple[str, ...]:
        return ("northwind",)

    def agreement(self, partner: str) -> Any:  # noqa: ANN401 -- an agreement
        return replace(builders.agreement(), partner=partner)

    def waiting_changes(self, _: str) -> list[object]:
        return [SimpleNamespace(number=4 + n) for n in range(self.waits)]

    def settled_change(self, wanted: CreditChange) -> str | None:
        assert wanted == WANTED
        return None if self.needed else "Change 4 does not wait any more."

    def change_question(self, _: CreditChange) -> object:
        return SimpleNamespace(title="Post it?", body=f"{self.needed} to release", people=())

    def approver(self, _: str, *names: str) -> str:
        return names[0]

    def answer_change(self, _: CreditChange, choice: ChangeChoice, said: Said) -> str:
        if self.refusal:
            raise LedgerRefusedError(self.refusal)
        self.said.append((choice, said))
        self.needed -= 1
        return f"{choice} by {said.by}."


@dataclass
class Run:
    """A run of the question, and what it leaves."""

    deployment: FakeDeployment
    kept: dict[str, Any] = field(default_factory=dict)
    step: CreditChangeOperator = field(
        default_factory=lambda: CreditChangeOperator(task_id="decide", params=note_field())
    )

    @property
    def _context(self) -> Any:  # noqa: ANN401 -- Airflow's own
        instance = SimpleNamespace(
            id="1",
            try_number=1,
            xcom_push=lambda *, key, value: self.kept.update({key: value}),
            xcom_pull=lambda *, key, **_: self.kept.get(key),
        )
        params = {"partner": "northwind", "number": 4}
        return {
            "ti": instance,
            "task_instance": instance,
            "params": params,
            "run_id": WANTED.run_id,
            "dag_run": SimpleNamespace(conf=params),
        }

    def execute(self) -> object:
        return self.step.execute(self._context)

    def complete(self, choice: ChangeChoice, by: str = "kim") -> object:
        event = {
            "chosen_options": [choice.value],
            "params_input": {"note": "As agreed."},
            "responded_at": NOW,
            "responded_by_user": {"id": "7", "name": by},
        }
        return self.step.execute_complete(self._context, event)


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


def test_one_run_is_started_for_each_change_that_waits(run: Run) -> None:
    (started,) = waiting_change_runs(None)
    assert started == {
        "trigger_run_id": WANTED.run_id,
        "conf": {"partner": "northwind", "number": 4},
    }
    assert set(change_fields()) == {"partner", "number"}
    run.deployment.waits = MOST_RUNS + 1
    assert len(waiting_change_runs("northwind")) == MOST_RUNS


@pytest.mark.parametrize("choice", ChangeChoice)
def test_an_answer_is_recorded_with_who_gave_it(run: Run, choice: ChangeChoice) -> None:
    assert run.complete(choice) == f"{choice} by kim."
    ((recorded, said),) = run.deployment.said
    assert (recorded, said.by, said.origin, said.note) == (choice, "kim", "airflow", "As agreed.")


def test_while_a_second_person_must_release_it_the_question_goes_on_anew(run: Run) -> None:
    run.deployment.needed = 2
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert run.step.body == "2 to release"
    assert run.complete(ChangeChoice.RELEASE) == ASKED_ANEW
    assert len(run.kept["anew"]) == 1
    assert len(run.deployment.said) == 1


def test_what_is_decided_elsewhere_ends_the_question(run: Run) -> None:
    run.deployment.needed = 0
    assert run.execute() == "Change 4 does not wait any more."


def test_an_answer_that_does_not_count_is_asked_again(run: Run) -> None:
    run.deployment.refusal = "To refuse a change needs its reason."
    with pytest.raises(TaskAwaitingInput):
        run.complete(ChangeChoice.REFUSE)
    assert "outcome" not in run.kept
