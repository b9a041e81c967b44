"""A change of a credit as a Required Action: asked until it is posted or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param

from concord.domain.ledger import ChangeChoice, CreditChange, LedgerRefusedError
from concord.orchestration.standing_question import Question, StandingQuestion

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment

MOST_RUNS = 500
"""How many runs one round starts: Airflow maps no more than about a thousand at once."""


def waiting_change_runs(partner: str | None) -> list[dict[str, object]]:
    """Return the runs of `credit_change` to start: one for each change that waits."""
    from concord.orchestration.connections import airflow_deployment
    from concord.orchestration.rounds import chosen_partners

    deployment = airflow_deployment()
    waits = [
        CreditChange(partner=name, number=change.number)
        for name in chosen_partners(deployment, partner)
        for change in deployment.waiting_changes(name)
    ]
    return [_run(wanted) for wanted in waits[:MOST_RUNS]]


def _run(wanted: CreditChange) -> dict[str, object]:
    conf = {"partner": wanted.partner, "number": wanted.number}
    return {"trigger_run_id": wanted.run_id, "conf": conf}


def change_fields() -> dict[str, Param]:
    """Return the fields that name a change."""
    return {
        "partner": Param("", type="string", title="Partner", description="The partner's id."),
        "number": Param(1, type="integer", minimum=1, title="Change"),
    }


def note_field() -> dict[str, Param]:
    """Return the field beside the options."""
    return {
        "note": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Note",
            description="Why. Required to refuse.",
        )
    }


class CreditChangeOperator(StandingQuestion):
    """Asks whether a change is posted; what is decided elsewhere ends the question."""

    refusal = LedgerRefusedError

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Change of a credit",
            options=[each.value for each in ChangeChoice],
            **arguments,
        )

    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why the change needs no decision any more, or None."""
        return deployment.settled_change(_wanted(params))

    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return the question with what the change would do."""
        asked = deployment.change_question(_wanted(params))
        return Question(
            title=asked.title,
            body=asked.body,
            options=[each.value for each in ChangeChoice],
            people=asked.people,
            agreement=deployment.agreement(params["partner"]),
        )

    def counts_as_shown(self, option: str) -> bool:
        """Say whether the answer posts an amount: that was shown, or it does not count."""
        return option == ChangeChoice.RELEASE

    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record the answer."""
        return deployment.answer_change(_wanted(params), ChangeChoice(option), said)

    def goes_on(self, deployment: Deployment, params: Mapping[str, Any]) -> bool:
        """Say whether somebody else must release it still."""
        return self.settled(deployment, params) is None


def _wanted(params: Mapping[str, Any]) -> CreditChange:
    return CreditChange(partner=params["partner"], number=int(params["number"]))
