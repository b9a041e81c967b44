"""Published figures of emergency departments, through the DAGs of a real Airflow."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from concord.domain.assessment import Assessment
from concord.domain.kpi import TOTAL
from concord.domain.service_level import OutcomeKind
from concord.orchestration.demo_cycle import Cycle
from tests.system.airflows import ROOT, RunningAirflow, folder_connection, home, running_airflow

__all__ = ["home"]

DATA = ROOT.parent / "shared" / "data" / "nhs_ae"
AGREEMENT = ROOT / "tests" / "agreements" / "nhs_ae"
ORGANISATION = """\
name: Health board
timezone: Europe/London
calendar: GB-ENG
language: en
sender: concord@board.example
people: []
"""

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the published figures are not at hand: {DATA.name} is missing"
)


@pytest.fixture(scope="module")
def assessments(home: Path) -> Iterator[dict[date, Assessment]]:
    """Collect and assess all months; issues are no part of it."""
    agreements = home / "agreements"
    shutil.copytree(AGREEMENT, agreements)
    (agreements / "organisation.yaml").write_text(ORGANISATION, "utf-8")
    environment = {"AIRFLOW_CONN_NHS_DRIVE": folder_connection(DATA)}
    with running_airflow(home, agreements, environment) as airflow:
        airflow.client.request("PATCH", "/api/v2/dags/escalate", {"is_paused": True})
        cycle = airflow.cycle()
        _collect_and_assess(cycle)
        yield _assessments(airflow)


def _collect_and_assess(cycle: Cycle) -> None:
    cycle.follows("assess", cycle.by_hand("collect"))


def _assessments(airflow: RunningAirflow) -> dict[date, Assessment]:
    with airflow.deployment.store.transaction() as tx:
        return {a.period.start: a for a in tx.assessments.of_partner("nhs_ae")}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_month_equals_the_published_figure(assessments: dict[date, Assessment]) -> None:
    rows = _rows("expected_by_month.csv")
    different = []
    for row in rows:
        assessment = assessments[date.fromisoformat(row["period"])]
        attendances, breaches = Decimal(row["attendances"]), Decimal(row["breaches"])
        expected = Fraction(attendances - breaches) / Fraction(attendances)
        found = [m.value for m in assessment.measurements if m.dimension == TOTAL]
        if found != [expected * 100]:
            different.append((row["period"], found, expected))
    assert len(rows) == 36
    assert different == []


def test_every_provider_and_month_equals_the_published_figure_and_verdict(
    assessments: dict[date, Assessment],
) -> None:
    rows = _rows("expected_by_month_provider.csv")
    figures = {
        (start, dict(m.dimension).get("org_code")): m.value
        for start, assessment in assessments.items()
        for m in assessment.measurements
    }
    verdicts = {
        (start, dict(o.dimension)["org_code"]): o.kind
        for start, assessment in assessments.items()
        for o in assessment.outcomes
        if o.dimension != TOTAL
    }
    different = []
    for row in rows:
        place = (date.fromisoformat(row["period"]), row["org_code"])
        attendances, breaches = int(row["attendances"]), int(row["breaches"])
        expected = Fraction(100 * (attendances - breaches), attendances)
        verdict = OutcomeKind.MET if row["met_95"] == "True" else OutcomeKind.MISSED
        if (figures.get(place), verdicts.get(place)) != (expected, verdict):
            different.append((place, figures.get(place), verdicts.get(place), expected, verdict))
    assert different == []
    assert len(verdicts) == len(rows)
