"""A file that waits in a real Airflow: asked about with its rows, and counted once accepted."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Standing, Submission
from concord.domain.submission_decision import FileChoice, reading_of
from tests.broken_workbooks import workbook
from tests.system.airflows import (
    RunningAirflow,
    folder_connection,
    home,
    running_airflow,
)

__all__ = ["home"]

MONTH = MeasurementPeriod.before(datetime.now(UTC).date())
AGREEMENT = f"""\
partner: acme
effects_from: {MONTH}
services:
  voice: {{name: Customer care, currency: GBP, charges: {{fixed: 100000.00}}}}
people:
  - {{id: ana, side: partner, name: Ana Reyes, role: operations_manager, email: ana@acme.example}}
  - {{id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example,
     login: admin}}
contract:
  reference: MSA-1
  start: 2024-04-01
  end: {MONTH.end.year + 2}-03-31
  owner: kim
sources:
  daily:
    drive: {{connection: ops_drive, folder: acme}}
    files: "d_{{period:%Y-%m}}.xlsx"
    covers: month
    due: 3 business days after period end at 17:00
    restates: file
    columns:
      date:     {{type: date}}
      good:     {{type: count, at_most: handled}}
      handled:  {{type: count}}
kpis:
  quality: {{numerator: "sum(good)", denominator: "sum(handled)"}}
service_levels:
  - {{id: quality, kpi: quality, target: at least 99 %, bands: {{minor: 98 %, threshold: beyond}}}}
"""
LONG_AGO = timedelta(hours=2)


def drop(drive: Path, good: int, age: timedelta) -> None:
    """Put the month's workbook on the drive, some time ago."""
    file = drive / "acme" / f"d_{MONTH}.xlsx"
    header = ("date", "good", "handled")
    file.write_bytes(workbook(header, (f"{MONTH}-01", good, 1000)))
    then = (datetime.now(UTC) - age).timestamp()
    os.utime(file, (then, then))


@pytest.fixture(scope="module")
def company(home: Path) -> Iterator[RunningAirflow]:
    """Run an installation whose drive holds a month that counts already."""
    drive, agreements = home / "drive", home / "agreements"
    (drive / "acme").mkdir(parents=True)
    agreements.mkdir()
    (agreements / "acme.yaml").write_text(AGREEMENT, "utf-8")
    drop(drive, 985, LONG_AGO)
    environment = {"AIRFLOW_CONN_OPS_DRIVE": folder_connection(drive)}
    with running_airflow(home, agreements, environment) as airflow:
        airflow.run("collect", "test~collect~first")
        airflow.wait_until(lambda: values(airflow) == [Decimal("98.5")])
        yield airflow


def values(company: RunningAirflow) -> list[Decimal | None]:
    """Return the month's figures as they are on record."""
    with company.deployment.store.transaction() as tx:
        found = tx.assessments.of_partner("acme")
    return [
        None if m.value is None else Decimal(m.value.numerator) / m.value.denominator
        for assessment in found
        for m in assessment.measurements
    ]


def waits(company: RunningAirflow, standing: Standing = Standing.AS_READ) -> Submission:
    with company.deployment.store.transaction() as tx:
        return [s for s in tx.submissions.of_partner("acme") if s.standing is standing][-1]


def question(company: RunningAirflow, run_id: str) -> Mapping[str, Any]:
    """Return the Required Action of a run, once it waits."""

    def asked() -> list[dict[str, Any]]:
        actions = company.client.required_actions()
        return [a for a in actions if a["task_instance"]["dag_run_id"] == run_id]

    company.wait_until(lambda: bool(asked()))
    return asked()[0]


def test_a_second_workbook_counts_once_somebody_has_accepted_it(
    company: RunningAirflow, home: Path
) -> None:
    drop(home / "drive", 1000, LONG_AGO / 2)
    company.run("collect", "test~collect~second")
    run_id = reading_of(waits(company)).run_id
    asked = question(company, run_id)
    assert asked["options"] == [choice.value for choice in FileChoice]
    assert f"d_{MONTH}.xlsx" in asked["subject"]
    assert "| 2 | " in asked["body"]
    assert "` 1000 ` | ` 1000 `" in asked["body"]
    assert values(company) == [Decimal("98.5")]
    company.answer(
        "decision", run_id, "decide", FileChoice.ACCEPT.value, note="Ana confirmed it by phone."
    )
    company.client.wait_finished("decision", run_id, 120)
    accepted = waits(company, Standing.ACCEPTED)
    assert accepted.counts
    company.wait_until(lambda: values(company) == [Decimal(100)])
    letters = [e.mail for e in company.outbox() if e.mail.kind == "submission_decision"]
    assert [letter.to for letter in letters] == [("ana@acme.example",)]
    assert letters[0].subject.endswith("is accepted as it is")
