"""The whole cycle once, through a running Airflow: what schedules and events do, hurried along."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from concord.domain.issue import IssueState
from concord.domain.outbox import OutboxState
from concord.orchestration.airflow_client import AirflowClient, RunFailedError
from concord.wiring import Deployment

DAGS = frozenset(
    {
        "collect",
        "assess",
        "escalate",
        "issue",
        "report",
        "remind",
        "approve",
        "approval",
        "quarantine",
        "decision",
        "dispatch",
    }
)
_TIMEOUT = 240.0
_POLL = 0.5


@dataclass(kw_only=True)
class Cycle:
    """Runs every DAG once and waits for each; `say` reports progress, `check` may raise.

    What one DAG starts by itself is waited for; what it had no reason to start, because
    nothing has changed since an earlier cycle, is started by hand.
    """

    airflow: AirflowClient
    deployment: Deployment
    say: Callable[[str], None]
    check: Callable[[], None]
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def run(self) -> None:
        """Run the cycle.  Raises RunFailedError when any of its runs failed."""
        collected = self.by_hand("collect")
        self.say("collect: every drive was looked at")
        assessed = self.follows("assess", collected)
        self.say("assess: values, outcomes and credits are computed")
        self.follows("escalate", assessed)
        self.say("escalate: what must be answered for is raised")
        made = {dag: self._trigger(dag) for dag in ("report", "remind")}
        for dag, run_id in made.items():
            self._wait(dag, run_id)
        self.say("report, remind: monthly reports and reminders are written")
        waiting = self._wait_for_questions()
        self.say(f"issue: {waiting} Required Actions wait for an answer")
        self._send()
        self.say("dispatch: the mails are out")

    def by_hand(self, dag: str) -> tuple[str, str]:
        """Start a run and wait for it; return its DAG and id."""
        run_id = self._trigger(dag)
        self._wait(dag, run_id)
        return dag, run_id

    def _trigger(self, dag: str) -> str:
        return self.airflow.trigger(dag, f"demo~{dag}~{datetime.now(UTC):%Y%m%dT%H%M%S.%f}")

    def _wait(self, dag: str, run_id: str) -> None:
        self.airflow.wait_finished(dag, run_id, _TIMEOUT, self.check)

    def follows(self, dag: str, before: tuple[str, str]) -> tuple[str, str]:
        """Wait for the run that an event of the DAG before has started."""
        if self.airflow.task_states(*before).get("publish") != "success":
            return self.by_hand(dag)
        end = time.monotonic() + _TIMEOUT
        while (run_id := self._started_by_event(dag)) is None:
            self.check()
            if time.monotonic() > end:
                message = f"No run of {dag} followed {before[0]} within {_TIMEOUT:.0f} s."
                raise RunFailedError(message)
            time.sleep(_POLL)
        self._wait(dag, run_id)
        return dag, run_id

    def _started_by_event(self, dag: str) -> str | None:
        for run in self.airflow.runs(dag):
            after = datetime.fromisoformat(run["run_after"])
            if run["run_type"] == "asset_triggered" and after >= self.began:
                return str(run["dag_run_id"])
        return None

    def _wait_for_questions(self) -> int:
        """Wait until every open issue has its Required Action; return how many those are."""
        end = time.monotonic() + _TIMEOUT
        while True:
            asked = {action["task_instance"]["dag_run_id"] for action in self._actions()}
            missing = self._open_runs() - asked
            if not missing:
                return len(asked)
            self.check()
            self._check_issue_runs(missing)
            if time.monotonic() > end:
                message = f"{len(missing)} open issues ask nobody after {_TIMEOUT:.0f} s."
                raise RunFailedError(message)
            time.sleep(_POLL)

    def _actions(self) -> list[dict[str, dict[str, str]]]:
        return self.airflow.required_actions()

    def _check_issue_runs(self, run_ids: set[str]) -> None:
        for run in self.airflow.runs("issue"):
            if run["dag_run_id"] in run_ids and run["state"] == "failed":
                message = f"Run {run['dag_run_id']} of issue failed."
                raise RunFailedError(message)

    def _open_runs(self) -> set[str]:
        with self.deployment.store.transaction() as tx:
            return {
                issue.run_id
                for partner in self.deployment.partners()
                for issue in tx.issues.of_partner(partner)
                if issue.state is IssueState.OPEN
            }

    def _send(self) -> None:
        """Dispatch until nothing is waiting that can go now."""
        self.by_hand("dispatch")
        with self.deployment.store.transaction() as tx:
            stuck = [e for e in tx.outbox.entries() if e.state is not OutboxState.SENT]
        if stuck:
            message = f"{len(stuck)} mails did not go out: {stuck[0].last_error}"
            raise RunFailedError(message)
