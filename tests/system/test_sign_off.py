"""A month's service credits in a real Airflow: stated to the partner, and signed by both sides."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from concord.domain.ledger import EntryKind, LedgerEntry, ServiceMonth, SignOffChoice
from concord.domain.period import MeasurementPeriod
from tests.system.airflows import (
    RunningAirflow,
    folder_connection,
    home,
    running_airflow,
)
from tests.system.test_quarantine import AGREEMENT as WITHOUT_CREDITS
from tests.system.test_quarantine import MONTH as LAST

__all__ = ["home"]

MONTH = MeasurementPeriod.before(LAST.start)
AGREEMENT = (
    WITHOUT_CREDITS.replace(f"effects_from: {LAST}", f"effects_from: {MONTH}").replace(
        ".xlsx", ".csv"
    )
    + "credits: {model: points, points: {minor: 1, threshold: 2}, percent_per_point: 1 %}\n"
)
WANTED = ServiceMonth(partner="acme", service="voice", month=MONTH)


def drop(drive: Path) -> None:
    """Put the month's file on the drive, some time ago: one minor miss."""
    file = drive / "acme" / f"d_{MONTH}.csv"
    file.write_text(f"date,good,handled\n{MONTH}-01,985,1000\n")
    then = (datetime.now(UTC) - timedelta(hours=2)).timestamp()
    os.utime(file, (then, then))


@pytest.fixture(scope="module")
def company(home: Path) -> Iterator[RunningAirflow]:
    """Run an installation whose ledger holds a credit of a month that is long over."""
    drive, agreements = home / "drive", home / "agreements"
    (drive / "acme").mkdir(parents=True)
    agreements.mkdir()
    (agreements / "acme.yaml").write_text(AGREEMENT, "utf-8")
    drop(drive)
    environment = {"AIRFLOW_CONN_OPS_DRIVE": folder_connection(drive)}
    with running_airflow(home, agreements, environment) as airflow:
        airflow.run("collect", "test~collect~first")
        airflow.wait_until(lambda: amounts(airflow, EntryKind.ACCRUED) == [Decimal("1000.00")])
        yield airflow


def entries(company: RunningAirflow) -> tuple[LedgerEntry, ...]:
    with company.deployment.store.transaction() as tx:
        return tx.ledger.of_partner("acme")


def amounts(company: RunningAirflow, kind: EntryKind) -> list[Decimal]:
    """Return what entries of a kind come to."""
    return [entry.amount for entry in entries(company) if entry.kind is kind]


def questions(company: RunningAirflow) -> list[Mapping[str, Any]]:
    """Return what waits to be signed: of the month's run, or of one that asks anew."""
    actions = company.client.required_actions()
    return [a for a in actions if run_of(a).startswith(WANTED.run_id)]


def run_of(action: Mapping[str, Any]) -> str:
    return str(action["task_instance"]["dag_run_id"])


def question(company: RunningAirflow, words: str) -> Mapping[str, Any]:
    """Return the question that shows some words, once it is asked."""
    company.wait_until(lambda: any(words in each["body"] for each in questions(company)))
    return next(each for each in questions(company) if words in each["body"])


def test_both_sides_sign_what_the_statement_says(company: RunningAirflow) -> None:
    company.run("statements", "test~statements~first")
    asked = question(company, "nobody yet")
    assert run_of(asked) == WANTED.run_id
    assert asked["options"] == [choice.value for choice in SignOffChoice]
    assert "GBP 1,000.00" in asked["body"]
    letters = [e.mail for e in company.outbox() if e.mail.kind == "credit_statement"]
    assert [letter.to for letter in letters] == [("ana@acme.example",)]
    assert letters[0].attachments == (f"acme-voice-credits-{MONTH}.xlsx",)
    company.answer("sign_off", WANTED.run_id, "sign", SignOffChoice.SIGN.value)
    again = question(company, "| Signed by | kim |")
    assert run_of(again) != WANTED.run_id
    assert amounts(company, EntryKind.CONFIRMED) == []
    company.answer(
        "sign_off",
        run_of(again),
        "sign",
        SignOffChoice.PARTNER_ACCEPTS.value,
        note="Ana's mail of today.",
        amount=None,
        regime=None,
    )
    company.client.wait_finished("sign_off", run_of(again), 120)
    assert amounts(company, EntryKind.CONFIRMED) == [Decimal("1000.00")]
    company.run("statements", "test~statements~second")
    assert len([e for e in company.outbox() if e.mail.kind == "credit_statement"]) == 1
