"""One step of an issue's ladder as a Required Action: the database decides, Airflow asks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import BranchMixIn, Context, Param, conf
from airflow.sdk.execution_time.hitl import HITLUser

from concord.domain.agreement import Agreement
from concord.domain.errors import NotAnswerableError, StoreUnavailableError
from concord.domain.issue import Answer, GivenAnswer, Issue, IssueState
from concord.domain.people import Person, stand_ins

ORIGIN = "airflow"
RESPOND_WITHIN = "CONCORD_RESPOND_WITHIN_SECONDS"
"""Replaces every level's time to respond, in real seconds: for demos and tests only."""

_PATIENCE = (1, 5, 15, 30, 60)
Recorded = TypeVar("Recorded")
_SHORTEST_WAIT = timedelta(seconds=1)
ANOTHER_RUN = "The issue was settled and opened anew: the run of that opening asks."


def answer_fields() -> dict[str, Param]:
    """Return the fields beside the options."""
    return {
        "note": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Note",
            description="What you decided, and why. Required to waive.",
        ),
        "due_date": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Due date",
            description="The day by which the cause will be mended, where one is planned.",
        ),
        "root_cause": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Root cause",
            description="Why it happened, where it is known.",
        ),
    }


class IssueStepOperator(HITLOperator, BranchMixIn):
    """Asks the people of one step; goes on to `next_step`, or to `end` when nobody is asked more.

    Whom to ask, how long and whether at all is known only when the task runs: the issue of
    the run's parameter `key` stands in our database.
    """

    inherits_from_skipmixin = True
    template_fields = ()  # texts with figures of deliveries are never templates

    def __init__(
        self,
        *,
        step: int,
        next_step: str | None,
        end: str,
        **arguments: Any,  # noqa: ANN401 -- whatever Airflow's operators take, and it adds itself
    ) -> None:
        super().__init__(subject="Issue", options=[answer.value for answer in Answer], **arguments)
        self.step = step
        self.next_step = next_step
        self.end = end

    def execute(self, context: Context) -> object:
        """Ask, and wait for an answer if somebody can give one."""
        from concord.orchestration.connections import airflow_deployment

        deployment = airflow_deployment()
        now = datetime.now(UTC)
        base_url = conf.get("api", "base_url", fallback="") or deployment.settings.base_url
        link = self.generate_link_to_ui_from_context(context=context, base_url=base_url)
        key, opening = context["params"]["key"], context["params"]["opening"]
        if not deployment.is_current(key, opening):
            return self._go(context, self.end, ANOTHER_RUN)
        request = deployment.ask(key, self.step, link, now)
        if request is None:
            return self._go(context, self.end, "No answer is needed any more.")
        if not request.people:
            return self._go(context, self.next_step or self.end, "This step has nobody to ask.")
        self.subject = request.title
        self.body = request.body
        agreement = deployment.agreement(request.issue.key.partner)
        self.assigned_users = (
            assigned_users(request.people, agreement) if logins_are_ids() else None
        )
        self.response_timeout = response_time(request.respond_by, now, os.environ)
        return super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> object:
        """Record the answer, or that none came; a waiver without a reason is asked again."""
        from concord.orchestration.connections import airflow_deployment

        deployment = airflow_deployment()
        key, opening = context["params"]["key"], context["params"]["opening"]
        if not deployment.is_current(key, opening):
            return self._go(context, self.end, ANOTHER_RUN)
        if event.get("error_type") == "timeout":
            issue = deployment.time_out(key, self.step, datetime.now(UTC))
            return self._go(context, self._after(issue), "Nobody answered in time.")
        answer = super().execute_complete(context, event)
        given = given_answer(answer, datetime.now(UTC))
        if given.answer is Answer.WAIVE and not given.note.strip():
            self.log.warning("Waiving needs a note with the reason: asked again.")
            return self.execute(context)
        try:
            after = patiently(lambda: deployment.answer(key, given))
        except NotAnswerableError as error:
            return self._go(context, self.end, str(error))
        return self._go(context, self._after(after), f"{given.answer} by {given.by}.")

    def _after(self, issue: Issue | None) -> str:
        is_open = issue is not None and issue.state is IssueState.OPEN
        return (self.next_step or self.end) if is_open else self.end

    def _go(self, context: Context, task_id: str, outcome: str) -> object:
        # Branching ends the task, and with it whatever stands behind.
        context["ti"].xcom_push(key="outcome", value=outcome)
        self.log.info("%s Next: %s", outcome, task_id)
        return self.do_branch(context, task_id)


def patiently(record: Callable[[], Recorded]) -> Recorded:
    """Record an answer, waiting for a database that is away: a retry would ask people again."""
    for seconds in _PATIENCE:
        try:
            return record()
        except StoreUnavailableError:
            time.sleep(seconds)
    return record()


def logins_are_ids() -> bool:
    """Say whether Airflow compares logins when it asks who may answer.

    Its simple auth manager does.  Others compare ids of their own, and a login would lock
    everybody out: there, a step stays open to all who may work in Airflow.
    """
    return conf.get("core", "auth_manager", fallback="").endswith("SimpleAuthManager")


def given_answer(payload: Mapping[str, Any], now: datetime) -> GivenAnswer:
    """Return what a person chose and wrote, as the domain knows it."""
    fields = payload["params_input"] or {}
    user = payload["responded_by_user"] or {}
    due = fields.get("due_date")
    return GivenAnswer(
        answer=Answer(payload["chosen_options"][0]),
        by=str(user.get("name") or user.get("id") or "unknown"),
        at=now,
        origin=ORIGIN,
        note=str(fields.get("note") or ""),
        due=date.fromisoformat(due) if due else None,
        root_cause=str(fields.get("root_cause") or ""),
    )


def assigned_users(asked: Iterable[Person], agreement: Agreement) -> list[HITLUser] | None:
    """Return who may answer: those asked, all their deputies, the contract's owner and backup.

    Airflow refuses everybody else, administrators too, and a task's users cannot be changed
    once it waits: nobody who goes on leave may be the only one.  A step of which nobody asked
    has a login stays open, which is None.
    """
    with_login = [person for person in asked if person.login]
    if not with_login:
        return None
    contract = agreement.contract
    owners = (agreement.owner, contract.backup_owner if contract else None)
    able = [
        *(
            each
            for person in with_login
            for each in (person, *stand_ins(person, agreement.people))
        ),
        *(person for person in agreement.people if person.id in owners),
    ]
    users = {person.login: person.shadowed_by or person.name for person in able if person.login}
    return [HITLUser(id=login, name=name) for login, name in users.items()]


def response_time(
    respond_by: datetime, now: datetime, environment: Mapping[str, str]
) -> timedelta:
    """Return how long to wait in real time; one that is over already still ends by itself."""
    override = environment.get(RESPOND_WITHIN)
    wait = timedelta(seconds=float(override)) if override else respond_by - now
    return max(wait, _SHORTEST_WAIT)
