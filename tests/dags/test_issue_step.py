"""What a step does with what comes back: an answer, a time-out, a waiver without a reason."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from concord.domain.errors import NotAnswerableError
from concord.domain.issue import GivenAnswer, IssueState
from concord.orchestration.issue_ladder import (
    ANOTHER_RUN,
    IssueStepOperator,
    answer_fields,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation with one issue."""

    opening: int = 1
    after: IssueState | None = IssueState.OPEN
    too_late: bool = False
    request: object = None
    given: list[GivenAnswer] = field(default_factory=list)
    timed_out: list[int] = field(default_factory=list)
    settings: object = field(default_factory=lambda: SimpleNamespace(base_url="http://airflow"))

    def is_current(self, _: str, opening: int) -> bool:
        return opening == self.opening

    def ask(self, *_: object) -> object:
        return self.request

    def answer(self, _: str, given: GivenAnswer) -> object:
        if self.too_late:
            message = "It was already decided by kim."
            raise NotAnswerableError(message)
        self.given.append(given)
        return SimpleNamespace(state=self.after)

    def time_out(self, _: str, step: int, __: datetime) -> object:
        self.timed_out.append(step)
        return None if self.after is None else SimpleNamespace(state=self.after)


class Step(IssueStepOperator):
    """A step that says where it would go."""

    def do_branch(self, _context: object, branches_to_execute: Any) -> Any:  # noqa: ANN401 -- Airflow's signature
        return branches_to_execute


@dataclass
class Run:
    """A step's run, its installation, and what it has left as its outcome."""

    monkeypatch: pytest.MonkeyPatch
    deployment: FakeDeployment = field(default_factory=FakeDeployment)
    next_step: str | None = "step_2"
    outcomes: list[str] = field(default_factory=list)

    def _step(self) -> tuple[Step, Any]:
        self.monkeypatch.setattr(
            "concord.orchestration.connections.airflow_deployment", lambda: self.deployment
        )
        step = Step(
            task_id="step_1", step=0, next_step=self.next_step, end="close", params=answer_fields()
        )
        instance = SimpleNamespace(
            xcom_push=lambda *, value, **_: self.outcomes.append(value),
            map_index=-1,
            dag_id="issue",
            run_id="r",
            task_id="step_1",
        )
        context = {"ti": instance, "task_instance": instance, "task": step}
        return step, {**context, "params": {"key": "p/s/late-file/x/2026-10", "opening": 1}}

    def execute(self) -> object:
        step, context = self._step()
        return step.execute(context)

    def complete(self, option: str, note: str = "") -> object:
        step, context = self._step()
        event = {
            "chosen_options": [option],
            "params_input": {"note": note, "due_date": None, "root_cause": ""},
            "responded_at": NOW,
            "responded_by_user": {"id": "kim", "name": "kim"},
        }
        return step.execute_complete(context, event)

    def time_out(self) -> object:
        step, context = self._step()
        return step.execute_complete(context, {"error": "late", "error_type": "timeout"})


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(monkeypatch)


def test_an_answer_that_settles_ends_the_run(run: Run) -> None:
    run.deployment.after = IssueState.RESOLVED
    assert run.complete("Resolve") == "close"
    assert run.outcomes == ["Resolve by kim."]


def test_escalating_goes_to_the_next_step(run: Run) -> None:
    assert run.complete("Escalate now") == "step_2"


def test_after_the_last_step_the_run_ends(run: Run) -> None:
    run.next_step = None
    assert run.complete("Escalate now") == "close"


def test_an_answer_that_comes_too_late_says_who_decided(run: Run) -> None:
    run.deployment.too_late = True
    assert run.complete("Resolve") == "close"
    assert "already decided by kim" in run.outcomes[0]


def test_a_waiver_without_a_reason_is_asked_again(run: Run) -> None:
    run.complete("Waive", note="  ")
    assert run.deployment.given == []
    assert run.outcomes == ["No answer is needed any more."]


def test_a_waiver_with_a_reason_counts(run: Run) -> None:
    run.deployment.after = IssueState.WAIVED
    assert run.complete("Waive", note="Agreed") == "close"
    assert [given.note for given in run.deployment.given] == ["Agreed"]


@pytest.mark.parametrize(
    ("after", "goes_to"),
    [(IssueState.OPEN, "step_2"), (IssueState.RESOLVED, "close"), (None, "close")],
)
def test_a_time_out_goes_on_while_the_issue_is_open(
    run: Run, after: IssueState | None, goes_to: str
) -> None:
    run.deployment.after = after
    assert run.time_out() == goes_to
    assert run.deployment.timed_out == [0]


def test_a_step_without_people_is_passed(run: Run) -> None:
    run.deployment.request = SimpleNamespace(people=())
    assert run.execute() == "step_2"


def test_an_issue_that_needs_no_answer_ends_the_run(run: Run) -> None:
    assert run.execute() == "close"


def test_a_run_of_an_earlier_opening_asks_records_and_times_out_nothing(run: Run) -> None:
    run.deployment.opening = 2
    assert [run.execute(), run.complete("Resolve"), run.time_out()] == ["close"] * 3
    assert (run.deployment.given, run.deployment.timed_out) == ([], [])
    assert set(run.outcomes) == {ANOTHER_RUN}
