"""The approval of one agreement version as a Required Action: asked until it is decided."""

from __future__ import annotations

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
from concord.orchestration.issue_ladder import (
    ORIGIN,
    assigned_users,
    logins_are_ids,
    patiently,
    response_time,
)

ASKED_ANEW_AFTER = timedelta(days=1)
"""After this long the question is asked anew, with what is known then."""


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


class VersionApprovalOperator(HITLOperator):
    """Asks whether a version shall act; what was decided elsewhere ends the question.

    Which version, whom to ask and what it changes is known only when the task runs.
    """

    template_fields = ()  # texts with words of agreements are never templates

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Agreement", options=[choice.value for choice in VersionChoice], **arguments
        )

    def execute(self, context: Context) -> object:
        """Ask, unless it is decided."""
        return self._ask(context, "")

    def _ask(self, context: Context, note: str) -> object:
        from concord.orchestration.connections import airflow_deployment

        deployment = airflow_deployment()
        partner, version = context["params"]["partner"], context["params"]["version"]
        settled = deployment.settled_approval(partner, version)
        if settled is not None:
            return self._end(context, settled)
        request = deployment.approval_request(partner, version, note)
        self.subject = request.title
        self.body = request.body
        agreement = deployment.agreement(partner)
        self.assigned_users = (
            assigned_users(request.people, agreement) if logins_are_ids() else None
        )
        now = datetime.now(UTC)
        self.response_timeout = response_time(now + ASKED_ANEW_AFTER, now, os.environ)
        return super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> object:
        """Record the answer; one that does not count is asked for again, with the reason."""
        from concord.orchestration.connections import airflow_deployment
        from concord.services.approve import Said

        if event.get("error_type") == "timeout":
            return self._ask(context, "")
        answer = super().execute_complete(context, event)
        choice, note, names = given_choice(answer)
        if choice is VersionChoice.REJECT and not note.strip():
            return self._ask(context, "Rejecting needs a note with the reason.")
        deployment = airflow_deployment()
        partner, version = context["params"]["partner"], context["params"]["version"]
        by = deployment.approver(partner, *names)
        said = Said(by=by, at=datetime.now(UTC), origin=ORIGIN, note=note)
        try:
            outcome = patiently(lambda: deployment.answer_approval(partner, version, choice, said))
        except VersionRefusedError as error:
            self.log.warning("The answer does not count: %s", error)
            return self._ask(context, f"The last answer did not count: {error}")
        return self._end(context, outcome)

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
