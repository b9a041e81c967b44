"""The approval of one agreement version as a Required Action: asked until it is decided."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Context, Param

from concord.domain.agreement_version import (
    VersionChoice,
    VersionRefusedError,
    approval_run_id,
)
from concord.domain.errors import ConcordError
from concord.orchestration.issue_ladder import (
    ORIGIN,
    assigned_users,
    logins_are_ids,
    patiently,
    response_time,
)

LOOKED_AT_ANEW_AFTER = timedelta(days=1)
"""After this long without an answer it is looked at whether the question still stands."""

ASKED = "asked"
"""The XCom with the content hash of what was asked."""


def pending_runs(partner: str | None) -> list[dict[str, object]]:
    """Return the runs of `approval` to start: one for each version that waits."""
    from concord.orchestration.connections import airflow_deployment

    return [
        {
            "trigger_run_id": approval_run_id(version.partner, version.version),
            "conf": {"partner": version.partner, "version": version.version},
        }
        for version in airflow_deployment().pending_versions()
        if partner in {None, version.partner}
    ]


def note_field() -> dict[str, Param]:
    """Return the field beside the options."""
    return {
        "note": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Note",
            description="What was agreed, and where it is written. Required to reject.",
        )
    }


class QuestionChangedError(ConcordError):
    """What a version changes is not any more what the question shows."""

    remedy = "Nothing to do: the next try of this task asks with what is known now."


class VersionApprovalOperator(HITLOperator):
    """Asks whether a version shall act; what was decided elsewhere ends the question.

    Which version, whom to ask and what it changes is known only when the task runs.  Airflow
    keeps a question's text as long as the try lasts: one that has changed is for the next try.
    """

    template_fields = ()  # texts with words of agreements are never templates

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Agreement", options=[choice.value for choice in VersionChoice], **arguments
        )

    def execute(self, context: Context) -> object:
        """Ask, unless it is decided."""
        from concord.orchestration.connections import airflow_deployment

        deployment = airflow_deployment()
        partner, version = context["params"]["partner"], context["params"]["version"]
        settled = deployment.settled_approval(partner, version)
        if settled is not None:
            return self._end(context, settled)
        request = deployment.approval_request(partner, version)
        self._check_unchanged(context, request.body)
        self.subject = request.title
        self.body = request.body
        agreement = deployment.deciding_agreement(partner)
        self.assigned_users = (
            assigned_users(request.people, agreement) if logins_are_ids() else None
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
        answer = super().execute_complete(context, event)
        choice, note, names = given_choice(answer)
        if choice is VersionChoice.REJECT and not note.strip():
            self.log.warning("Rejecting needs a note with the reason: asked again.")
            return self.execute(context)
        deployment = airflow_deployment()
        partner, version = context["params"]["partner"], context["params"]["version"]
        if choice is VersionChoice.APPROVE_AND_RELEASE:
            self._check_unchanged(context, deployment.approval_request(partner, version).body)
        by = deployment.approver(partner, *names)
        said = Said(by=by, at=datetime.now(UTC), origin=ORIGIN, note=note)
        try:
            outcome = patiently(lambda: deployment.answer_approval(partner, version, choice, said))
        except VersionRefusedError as error:
            self.log.warning("The answer does not count: %s", error)
            return self.execute(context)
        return self._end(context, outcome)

    def _check_unchanged(self, context: Context, body: str) -> None:
        """Raise QuestionChangedError when this try has asked with another text."""
        digest = hashlib.sha256(body.encode()).hexdigest()
        asked = context["ti"].xcom_pull(task_ids=self.task_id, key=ASKED)
        if asked is None:
            context["ti"].xcom_push(key=ASKED, value=digest)
        elif asked != digest:
            message = "What the version changes in reported months is different by now."
            raise QuestionChangedError(message)

    def _end(self, context: Context, outcome: str) -> object:
        context["ti"].xcom_push(key="outcome", value=outcome)
        self.log.info("%s", outcome)
        return outcome


def given_choice(payload: Mapping[str, Any]) -> tuple[VersionChoice, str, tuple[str, ...]]:
    """Return what a person chose and wrote, and under which names Airflow knows them."""
    fields = payload["params_input"] or {}
    user = payload["responded_by_user"] or {}
    names = tuple(str(user[key]) for key in ("name", "id") if user.get(key))
    choice = VersionChoice(payload["chosen_options"][0])
    return choice, str(fields.get("note") or ""), names or ("unknown",)
