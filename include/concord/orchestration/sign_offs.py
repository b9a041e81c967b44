"""The sign-off of a month's service credits as a Required Action: asked until both sides sign."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import Context, Param

from concord.domain.ledger import LedgerRefusedError, ServiceMonth, SignOffAnswer, SignOffChoice
from concord.domain.period import MeasurementPeriod
from concord.orchestration.standing_question import Question, StandingQuestion

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment


def link_to(wanted: ServiceMonth, environment: Mapping[str, str] | None = None) -> str:
    """Return the page of the run in which a month is signed off; empty without an address."""
    found = os.environ if environment is None else environment
    base = found.get("CONCORD_BASE_URL", "").rstrip("/")
    return f"{base}/dags/sign_off/runs/{wanted.run_id}" if base else ""


def send_statements(partner: str | None, now: datetime) -> list[dict[str, object]]:
    """Send what is due, sign off what silence accepts; return the runs of `sign_off` to start."""
    from concord.orchestration.connections import airflow_deployment
    from concord.orchestration.rounds import chosen_partners

    deployment = airflow_deployment()
    runs = []
    for name in chosen_partners(deployment, partner):
        deployment.send_due_statements(name, link_to, now)
        deployment.sign_off_by_silence(name, now)
        runs += [_run(wanted) for wanted in deployment.waiting_sign_offs(name)]
    if not partner:
        deployment.finish_round("statements", now)
    return runs


def _run(wanted: ServiceMonth) -> dict[str, object]:
    return {
        "trigger_run_id": wanted.run_id,
        "conf": {
            "partner": wanted.partner,
            "service": wanted.service,
            "month": str(wanted.month),
        },
    }


def month_fields() -> dict[str, Param]:
    """Return the fields that name a service's month."""
    return {
        "partner": Param("", type="string", title="Partner", description="The partner's id."),
        "service": Param("", type="string", title="Service", description="The service's id."),
        "month": Param("", type="string", title="Month", description="Such as 2026-10."),
    }


def answer_fields() -> dict[str, Param]:
    """Return the fields beside the options."""
    return {
        "note": Param(
            None,
            maxLength=2000,
            title="Note",
            description="How the partner has accepted, or why an amount is disputed.",
            type=["null", "string"],
        ),
        "amount": Param(
            None,
            maxLength=40,
            title="Amount in dispute",
            description="Such as 1200.00. Only to record a dispute.",
            type=["null", "string"],
        ),
        "regime": Param(
            None,
            maxLength=100,
            title="Regime in dispute",
            description="Needed where the service has several.",
            type=["null", "string"],
        ),
    }


class SignOffOperator(StandingQuestion):
    """Asks both sides to sign a month; what is signed elsewhere ends the question."""

    refusal = LedgerRefusedError

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Service credits",
            options=[choice.value for choice in SignOffChoice],
            **arguments,
        )

    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why the month needs no signature any more, or None."""
        return deployment.settled_sign_off(_wanted(params))

    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return the question with the statement as it stands."""
        asked = deployment.sign_off_question(_wanted(params), datetime.now(UTC))
        return Question(
            title=asked.title,
            body=asked.body,
            options=[choice.value for choice in SignOffChoice],
            people=asked.people,
            agreement=deployment.agreement(params["partner"]),
        )

    def counts_as_shown(self, option: str) -> bool:
        """Say whether the answer confirms amounts: those were shown, or it does not count."""
        return option != SignOffChoice.DISPUTE

    def answerer(self, deployment: Deployment, params: Mapping[str, Any], *names: str) -> str:
        """Return who answered: somebody of either side."""
        return deployment.signer(params["partner"], *names)

    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record the answer."""
        answer = SignOffAnswer(
            choice=SignOffChoice(option),
            amount=self.fields.get("amount") or "",
            regime=self.fields.get("regime") or "",
        )
        return deployment.answer_sign_off(_wanted(params), answer, said)

    def goes_on(self, deployment: Deployment, params: Mapping[str, Any]) -> bool:
        """Say whether somebody else must sign still."""
        return self.settled(deployment, params) is None

    def ended(self, deployment: Deployment, context: Context) -> None:
        """Leave it at that: what is confirmed stands in the ledger."""


def _wanted(params: Mapping[str, Any]) -> ServiceMonth:
    return ServiceMonth(
        partner=params["partner"],
        service=params["service"],
        month=MeasurementPeriod.parse(params["month"]),
    )
