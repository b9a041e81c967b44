"""Whether an uncertain mail arrived, as a Required Action: asked until that is known."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param

from concord.domain.errors import MailDecisionRefusedError
from concord.domain.uncertainty import MailAttempt, MailDecision
from concord.orchestration.standing_question import Question, StandingQuestion

if TYPE_CHECKING:  # both are heavy, and a DAG file is parsed all the time
    from concord.services.approve import Said
    from concord.wiring import Deployment

MOST_RUNS = 500
"""How many runs one round starts: Airflow maps no more than about a thousand at once."""

_log = logging.getLogger(__name__)


def reconcile_mails() -> list[dict[str, object]]:
    """Settle what can be told; return the runs of `uncertain_mail` to start, oldest first."""
    from concord.orchestration.connections import airflow_deployment

    deployment = airflow_deployment()
    report = deployment.reconcile(lambda: datetime.now(UTC))
    deployment.finish_round("reconcile", datetime.now(UTC))
    _log.info(
        "uncertain mails: %d seen, %d to be sent again, %d left alone, %d for a person",
        *(report.proved, report.repeated, report.waiting, len(report.asked)),
    )
    return [_run(uncertain.wanted) for uncertain in report.asked[:MOST_RUNS]]


def _run(wanted: MailAttempt) -> dict[str, object]:
    conf = {"key": wanted.key, "attempt": wanted.attempt}
    return {"trigger_run_id": wanted.run_id, "conf": conf}


def mail_fields() -> dict[str, Param]:
    """Return the fields that name an attempt to send a mail."""
    return {
        "key": Param("", type="string", title="Mail", description="Its key in the outbox."),
        "attempt": Param(1, type="integer", minimum=1, title="Attempt"),
    }


def note_field() -> dict[str, Param]:
    """Return the field beside the options."""
    return {
        "note": Param(
            None,
            type=["null", "string"],
            maxLength=2000,
            title="Note",
            description="How you know, or why it is given up. Required.",
        )
    }


class UncertainMailOperator(StandingQuestion):
    """Asks whether a mail arrived; what is known elsewhere ends the question."""

    refusal = MailDecisionRefusedError

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 -- whatever Airflow's operators take
        super().__init__(
            subject="Mail", options=[each.value for each in MailDecision], **arguments
        )

    def settled(self, deployment: Deployment, params: Mapping[str, Any]) -> str | None:
        """Return why the mail needs no decision any more, or None."""
        return deployment.settled_mail(_wanted(params))

    def question(self, deployment: Deployment, params: Mapping[str, Any]) -> Question:
        """Return the question, with every copy that may have gone out."""
        asked = deployment.mail_question(_wanted(params))
        return Question(
            title=asked.title, body=asked.body, options=[each.value for each in MailDecision]
        )

    def counts_as_shown(self, option: str) -> bool:
        """Say that the answer is about what was shown: another attempt has its own run."""
        del option
        return False

    def answerer(self, deployment: Deployment, params: Mapping[str, Any], *names: str) -> str:
        """Return who answered, as Airflow knows them: mails are no partner's."""
        del deployment, params
        return names[0]

    def record(
        self, deployment: Deployment, params: Mapping[str, Any], option: str, said: Said
    ) -> str:
        """Record the answer."""
        return deployment.decide_mail(_wanted(params), MailDecision(option), said)


def _wanted(params: Mapping[str, Any]) -> MailAttempt:
    return MailAttempt(key=params["key"], attempt=int(params["attempt"]))
