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

ASKED = "asked"
"""The XCom with the content hash of what was asked."""


class QuestionChangedError(ConcordError):
    """What a decision changes is not any more what the question shows."""

    remedy = "Nothing to do: the next try of this task asks with what is known now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, what can be answered, whom, and under which agreement."""

    title: str
    body: str
    options: Sequence[str]
    people: Sequence[Person]
    agreement: Agreement


class StandingQuestion(HITLOperator):
    """Asks until somebody decides; what was decided elsewhere ends the question.

    Whom to ask and what a decision changes is known only when the task runs.  Airflow keeps a
    question's text as long as the try lasts: one that has changed is for the next try.
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

    def answerer(self, deployment: Deployment, partner: str, *names: str) -> str:
        """Return the id of who answered, by the names under which Airflow knows them."""
        return deployment.approver(partner, *names)

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
        self._check_unchanged(context, asked.body)
        self.subject = asked.title
        self.body = asked.body
        self.options = list(asked.options)
        self.assigned_users = (
            assigned_users(asked.people, asked.agreement) if logins_are_ids() else None
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
        if self.counts_as_shown(option) and self.settled(deployment, params) is None:
            self._check_unchanged(context, self.question(deployment, params).body)
        by = self.answerer(deployment, params["partner"], *names)
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

    def _check_unchanged(self, context: Context, body: str) -> None:
        """Raise QuestionChangedError when this try has asked with another text."""
        digest = hashlib.sha256(body.encode()).hexdigest()
        asked = context["ti"].xcom_pull(task_ids=self.task_id, key=ASKED)
        if asked is None:
            context["ti"].xcom_push(key=ASKED, value=digest)
        elif asked != digest:
            message = "What a decision would change is different by now."
            raise QuestionChangedError(message)

    def _end(self, deployment: Deployment, context: Context, outcome: str) -> object:
        self.ended(deployment, context)
        context["ti"].xcom_push(key="outcome", value=outcome)
        self.log.info("%s", outcome)
        return outcome


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
