"""The approval of one agreement version as a Required Action: asked until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param

from concord.domain.agreement_version import (
    VersionChoice,
    VersionRefusedError,
    approval_run_id,
)
from concord.orchestration.standing_question import Question, StandingQuestion

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment

NEEDS_REASON = "Rejecting needs a note with the reason."


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


class VersionApprovalOperator(StandingQuestion):
    """Asks whether a version shall act; what was decided elsewhere ends the question."""

    refusal = VersionRefusedError

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Agreement", options=[choice.value for choice in VersionChoice], **arguments
        )

    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why the version needs no decision any more, or None."""
        return deployment.settled_approval(params["partner"], params["version"])

    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return the question about the version, with its effects on reported months."""
        request = deployment.approval_request(params["partner"], params["version"])
        return Question(
            title=request.title,
            body=request.body,
            options=[choice.value for choice in VersionChoice],
            people=request.people,
            agreement=deployment.deciding_agreement(params["partner"]),
        )

    def counts_as_shown(self, option: str) -> bool:
        """Say whether the answer releases something: that was shown, or does not count."""
        return option == VersionChoice.APPROVE_AND_RELEASE

    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record the answer; to reject takes a reason."""
        choice = VersionChoice(option)
        if choice is VersionChoice.REJECT and not said.note.strip():
            raise VersionRefusedError(NEEDS_REASON)
        return deployment.answer_approval(params["partner"], params["version"], choice, said)
