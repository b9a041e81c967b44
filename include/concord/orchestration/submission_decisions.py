"""What shall become of one file as a Required Action: asked until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from airflow.sdk import Context, Param

from concord.domain.submission_decision import (
    DecisionRefusedError,
    FileChoice,
    FileReading,
    reading_of,
)
from concord.orchestration.assets import CHANGED, pair
from concord.orchestration.standing_question import Question, StandingQuestion

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment

MOST_RUNS = 500
"""How many runs one round starts: Airflow maps no more than about a thousand at once."""


def waiting_runs(partner: str | None) -> list[dict[str, object]]:
    """Return the runs of `decision` to start: one for each file that waits, newest first.

    Beyond MOST_RUNS the older ones have their runs from earlier rounds.
    """
    from concord.orchestration.connections import airflow_deployment
    from concord.orchestration.rounds import chosen_partners

    deployment = airflow_deployment()
    waits = [
        each.submission
        for name in chosen_partners(deployment, partner)
        for each in deployment.waiting_files(name)
        if each.is_asked
    ]
    waits.sort(key=lambda submission: submission.current_since, reverse=True)
    return [_run(reading_of(submission)) for submission in waits[:MOST_RUNS]]


def _run(wanted: FileReading) -> dict[str, object]:
    return {
        "trigger_run_id": wanted.run_id,
        "conf": {
            "partner": wanted.partner,
            "source": wanted.source,
            "sha256": wanted.sha256,
            "reading": wanted.reading,
        },
    }


def reading_fields() -> dict[str, Param]:
    """Return the fields that name one reading of a file."""
    return {
        "partner": Param("", type="string", title="Partner", description="The partner's id."),
        "source": Param("", type="string", title="Delivery", description="The source's id."),
        "sha256": Param("", type="string", title="File", description="Its content hash."),
        "reading": Param(1, type="integer", minimum=1, title="Reading"),
    }


def reason_field() -> dict[str, Param]:
    """Return the field beside the options."""
    return {
        "note": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Note",
            description="Why, or what is to be corrected: the partner reads it. "
            "Required to accept and to reject.",
        )
    }


class FileDecisionOperator(StandingQuestion):
    """Asks what shall become of a file; what was decided elsewhere ends the question."""

    refusal = DecisionRefusedError

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="File", options=[choice.value for choice in FileChoice], **arguments
        )

    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why the file needs no decision any more, or None."""
        return deployment.settled_file(_wanted(params))

    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return the question about the file, with its rows and what accepting them changes."""
        asked = deployment.file_question(_wanted(params))
        return Question(
            title=asked.title,
            body=asked.body,
            options=[choice.value for choice in asked.choices],
            people=asked.people,
            agreement=deployment.agreement(params["partner"]),
        )

    def counts_as_shown(self, option: str) -> bool:
        """Say whether the answer moves figures: those were shown, or it does not count."""
        return option == FileChoice.ACCEPT

    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record the answer."""
        deployment.decide_file(_wanted(params), FileChoice(option), said)
        return f"{option} by {said.by}."

    def ended(self, deployment: Deployment, context: Context) -> None:
        """Name the periods whose figures the decision moved, wherever it was taken."""
        wanted = _wanted(context["params"])
        moved = [pair(wanted.partner, period) for period in deployment.moved_by(wanted)]
        context["ti"].xcom_push(key=CHANGED, value=moved)


def _wanted(params: Mapping[str, Any]) -> FileReading:
    return FileReading(
        partner=params["partner"],
        source=params["source"],
        sha256=params["sha256"],
        reading=int(params["reading"]),
    )
