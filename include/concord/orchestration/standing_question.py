"""A question as a Required Action that stands until it is decided, here or elsewhere."""

from __future__ import annotations

import hashlib
import os
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Context

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.people import Person
from concord.orchestration.issue_ladder import (
    ORIGIN,
    assigned_users,
    logins_are_ids,
    patiently,
    response_time,
)

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment

LOOKED_AT_ANEW_AFTER = timedelta(days=1)
"""After this long without an answer it is looked at whether the question still stands."""

_AGAIN = "~~"

ASKED = "asked"
"""The XCom with the content hash of what was asked."""


ANEW = "anew"
"""The XCom with the runs that ask anew: none, or the one that follows this question."""

ASKED_ANEW = "What a decision would change is different by now: it is asked anew."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, what can be answered, whom, and under which agreement.

    What is under no agreement may be answered by everybody who works in Airflow.
    """

    title: str
    body: str
    options: Sequence[str]
    people: Sequence[Person] = ()
    agreement: Agreement | None = None


class StandingQuestion(HITLOperator):
    """Asks until somebody decides; what was decided elsewhere ends the question.

    Whom to ask and what a decision changes is known only when the task runs.  Airflow keeps a
    question's text for good, over tries too: one that has changed is for another run.
    """

    template_fields = ()  # texts with words of agreements or files are never templates
    refusal: ClassVar[type[ConcordError]]
    """What an answer that does not count raises."""

    fields: Mapping[str, str] = {}
    """What was written into the fields of the answer that is being recorded."""

    @abstractmethod
    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why nothing is to be decided any more, or None while the question stands."""

    @abstractmethod
    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return what is asked."""

    @abstractmethod
    def counts_as_shown(self, option: str) -> bool:
        """Say whether an answer counts only for the effects that the question shows."""

    @abstractmethod
    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record an answer, and return what was decided.  Raises `refusal`."""

    def answerer(self, deployment: Deployment, params: Mapping[str, Any], *names: str) -> str:
        """Return the id of who answered, by the names under which Airflow knows them."""
        return deployment.approver(params["partner"], *names)

    def goes_on(self, deployment: Deployment, params: Mapping[str, Any]) -> bool:
        """Say whether somebody else must answer still, after an answer that counted."""
        del deployment, params
        return False

    def ended(self, deployment: Deployment, context: Context) -> None:
        """Leave what follows from the decision to later tasks; by itself there is nothing."""

    def execute(self, context: Context) -> object:
        """Ask, unless it is decided."""
        from concord.orchestration.connections import airflow_deployment

        deployment = airflow_deployment()
        settled = self.settled(deployment, context["params"])
        if settled is not None:
            return self._end(deployment, context, settled)
        asked = self.question(deployment, context["params"])
        if self._has_changed(context, asked.body):
            return self._ask_anew(deployment, context)
        self.subject = asked.title
        self.body = asked.body
        self.options = list(asked.options)
        self.assigned_users = (
            assigned_users(asked.people, asked.agreement)
            if asked.agreement and logins_are_ids()
            else None
        )
        now = datetime.now(UTC)
        self.response_timeout = response_time(now + LOOKED_AT_ANEW_AFTER, now, os.environ)
        return super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> object:
        """Record the answer; without one, or with one that does not count, go on asking."""
        from concord.orchestration.connections import airflow_deployment
        from concord.services.approve import Said

        if event.get("error_type") == "timeout":
            return self.execute(context)
        payload = super().execute_complete(context, event)
        option, note, names = given_words(payload)
        self.fields = given_fields(payload)
        deployment, params = airflow_deployment(), context["params"]
        if self._shows_something_else(deployment, context, option):
            return self._ask_anew(deployment, context)
        by = self.answerer(deployment, params, *names)
        said = Said(by=by, at=datetime.now(UTC), origin=ORIGIN, note=note)
        try:
            outcome = patiently(lambda: self.record(deployment, params, option, said))
        except self.refusal as error:
            self.log.warning("The answer does not count: %s", error)
            return self.execute(context)
        if self.goes_on(deployment, params):
            self.log.info("%s", outcome)
            return self.execute(context)
        return self._end(deployment, context, outcome)

    def _shows_something_else(self, deployment: Deployment, context: Context, option: str) -> bool:
        """Say whether an answer would change other things than those the question shows."""
        params = context["params"]
        if not self.counts_as_shown(option) or self.settled(deployment, params) is not None:
            return False
        return self._has_changed(context, self.question(deployment, params).body)

    def _has_changed(self, context: Context, body: str) -> bool:
        """Say whether this run has asked with another text, or may have in an earlier try."""
        digest = hashlib.sha256(body.encode()).hexdigest()
        asked = context["ti"].xcom_pull(task_ids=self.task_id, key=ASKED)
        if asked is None and context["ti"].try_number > 1:
            return True
        if asked is None:
            context["ti"].xcom_push(key=ASKED, value=digest)
        return asked not in {None, digest}

    def _ask_anew(self, deployment: Deployment, context: Context) -> object:
        """End this run, and name the one that asks with what is known now."""
        first = context["run_id"].split(_AGAIN)[0]
        run = {
            "trigger_run_id": f"{first}{_AGAIN}{datetime.now(UTC):%Y%m%dT%H%M%S}",
            "conf": dict(context["dag_run"].conf or {}),
        }
        context["ti"].xcom_push(key=ANEW, value=[run])
        return self._end(deployment, context, ASKED_ANEW)

    def _end(self, deployment: Deployment, context: Context, outcome: str) -> object:
        self.ended(deployment, context)
        context["ti"].xcom_push(key="outcome", value=outcome)
        self.log.info("%s", outcome)
        return outcome


def runs_that_ask_anew(context: Context, question: str) -> list[dict[str, Any]]:
    """Return the runs to start after a question that has changed; none after any other."""
    return context["ti"].xcom_pull(task_ids=question, key=ANEW) or []


def given_words(payload: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """Return what a person chose and wrote, and under which names Airflow knows them."""
    fields = given_fields(payload)
    user = payload["responded_by_user"] or {}
    names = tuple(str(user[key]) for key in ("name", "id") if user.get(key))
    return payload["chosen_options"][0], fields.get("note", ""), names or ("unknown",)


def given_fields(payload: Mapping[str, Any]) -> dict[str, str]:
    """Return what a person wrote into the fields, without the empty ones."""
    written = payload["params_input"] or {}
    return {name: str(value) for name, value in written.items() if value}
