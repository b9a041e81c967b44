"""The sign-off as a Required Action: what it offers, who answered, and when it goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskAwaitingInput

from concord.domain.ledger import LedgerRefusedError, ServiceMonth, SignOffAnswer, SignOffChoice
from concord.orchestration.sign_offs import (
    SignOffOperator,
    answer_fields,
    link_to,
    month_fields,
    send_statements,
)
from concord.orchestration.standing_question import ASKED_ANEW
from concord.services.approve import Said
from tests import builders

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OCTOBER = ServiceMonth(partner="northwind", service="voice", month=builders.period("2026-10"))
CONF = {"partner": "northwind", "service": "voice", "month": "2026-10"}

pytestmark = pytest.mark.airflow


@dataclass
class FakeDeployment:
    """An installation in which October waits for signatures: `needed` more must sign."""

    needed: int = 1
    refusal: str = ""
    said: list[tuple[SignOffAnswer, Said]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def partners(self) -> tuple[str, ...]:
        return ("northwind",)

    def agreement(self, partner: str) -> object:
        return replace(builders.agreement(), partner=partner)

    def send_due_statements(
        self, partner: str, link: Callable[[ServiceMonth], str], _: datetime
    ) -> None:
        assert link(OCTOBER) == link_to(OCTOBER)
        self.done.append(f"sent {partner}")

    def sign_off_by_silence(self, partner: str, _: datetime) -> None:
        self.done.append(f"silence {partner}")

    def waiting_sign_offs(self, _: str) -> tuple[ServiceMonth, ...]:
        return (OCTOBER,)

    def finish_round(self, name: str, _: datetime) -> None:
        assert name == "statements"

    def settled_sign_off(self, wanted: ServiceMonth) -> str | None:
        assert wanted == OCTOBER
        return None if self.needed else "October 2026 is signed off."

    def sign_off_question(self, _: ServiceMonth, __: datetime) -> object:
        return SimpleNamespace(title="Sign?", body=f"{self.needed} to sign", people=())

    def signer(self, _: str, *names: str) -> str:
        return names[0]

    def answer_sign_off(self, _: ServiceMonth, answer: SignOffAnswer, said: Said) -> str:
        if self.refusal:
            raise LedgerRefusedError(self.refusal)
        self.said.append((answer, said))
        self.needed -= 1
        return "Signed."


@dataclass
class Run:
    """A run of the question, and what it leaves."""

    deployment: FakeDeployment
    kept: dict[str, Any] = field(default_factory=dict)
    try_number: int = 1
    step: SignOffOperator = field(
        default_factory=lambda: SignOffOperator(task_id="sign", params=answer_fields())
    )

    @property
    def _context(self) -> Any:  # noqa: ANN401 -- Airflow's own
        instance = SimpleNamespace(
            id="1",
            try_number=self.try_number,
            xcom_push=lambda *, key, value: self.kept.update({key: value}),
            xcom_pull=lambda *, key, **_: self.kept.get(key),
        )
        run = SimpleNamespace(conf=CONF)
        return {
            "ti": instance,
            "task_instance": instance,
            "params": CONF,
            "run_id": "run~1~~20261101T000000",
            "dag_run": run,
        }

    def execute(self) -> object:
        return self.step.execute(self._context)

    def complete(self, choice: SignOffChoice, by: str = "kim", **fields: str) -> object:
        event = {
            "chosen_options": [choice.value],
            "params_input": fields,
            "responded_at": NOW,
            "responded_by_user": {"id": "7", "name": by},
        }
        return self.step.execute_complete(self._context, event)


def assert_asked_anew(kept: dict[str, Any]) -> None:
    """See that one other run follows, about the same, under a name of its own."""
    (following,) = kept["anew"]
    assert following["trigger_run_id"].startswith("run~1~~2")
    assert following["conf"]
    assert kept["outcome"] == ASKED_ANEW


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    deployment = FakeDeployment()
    for module in ("connections", "rounds"):
        monkeypatch.setattr(
            f"concord.orchestration.{module}.airflow_deployment", lambda: deployment
        )
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **_: None
    )
    monkeypatch.delenv("CONCORD_RESPOND_WITHIN_SECONDS", raising=False)
    return Run(deployment)


def test_statements_go_out_and_each_month_that_waits_gets_its_run(run: Run) -> None:
    (started,) = send_statements(None, NOW)
    assert run.deployment.done == ["sent northwind", "silence northwind"]
    assert started == {"trigger_run_id": OCTOBER.run_id, "conf": CONF}
    assert set(month_fields()) == set(CONF)


@pytest.mark.parametrize(
    ("environment", "link"),
    [
        ({}, ""),
        (
            {"CONCORD_BASE_URL": "https://airflow.example/"},
            f"https://airflow.example/dags/sign_off/runs/{OCTOBER.run_id}",
        ),
    ],
)
def test_a_mail_leads_to_the_run(environment: dict[str, str], link: str) -> None:
    assert link_to(OCTOBER, environment) == link


def test_the_last_signature_ends_the_question(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert run.step.options == [choice.value for choice in SignOffChoice]
    assert run.complete(SignOffChoice.SIGN) == "Signed."
    ((answer, said),) = run.deployment.said
    assert (answer.choice, said.by, said.origin) == (SignOffChoice.SIGN, "kim", "airflow")
    assert run.execute() == "October 2026 is signed off."


def test_a_signature_that_is_not_the_last_is_followed_by_another_question(run: Run) -> None:
    run.deployment.needed = 2
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    assert run.complete(SignOffChoice.SIGN) == ASKED_ANEW
    assert_asked_anew(run.kept)
    assert len(run.deployment.said) == 1


def test_what_is_disputed_stands_in_its_fields(run: Run) -> None:
    run.deployment.needed = 2
    with pytest.raises(TaskAwaitingInput):
        run.complete(SignOffChoice.DISPUTE, "ana", amount="12.50", regime="points", note="Why.")
    ((answer, said),) = run.deployment.said
    assert (answer.amount, answer.regime) == ("12.50", "points")
    assert (said.by, said.note) == ("ana", "Why.")


def test_an_amount_that_nobody_was_shown_is_not_signed(run: Run) -> None:
    with pytest.raises(TaskAwaitingInput):
        run.execute()
    run.deployment.needed = 4
    assert run.complete(SignOffChoice.SIGN) == ASKED_ANEW
    assert_asked_anew(run.kept)
    assert run.deployment.said == []


def test_an_answer_that_does_not_count_is_asked_again(run: Run) -> None:
    run.deployment.refusal = "kim may decide up to GBP 500.00."
    with pytest.raises(TaskAwaitingInput):
        run.complete(SignOffChoice.SIGN)
    assert "outcome" not in run.kept


def test_a_later_try_cannot_know_what_was_shown_and_asks_anew(run: Run) -> None:
    run.try_number = 2
    assert run.execute() == ASKED_ANEW
    assert_asked_anew(run.kept)
