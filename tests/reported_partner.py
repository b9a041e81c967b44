"""A live partner in an installation of its own, whose September was reported at 98.5 %."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.period import MeasurementPeriod
from concord.services.compile_report import ReportResult
from concord.wiring import Deployment, Settings
from tests.cli.test_try import AGREEMENT

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
SEPTEMBER = MeasurementPeriod.parse("2026-09")
DRIVE = "    drive: {connection: ops_drive, folder: acme}\n"


def environment(folder: Path) -> dict[str, str]:
    """Return what describes the installation in `folder`."""
    return {
        "CONCORD_HOME": str(folder / "home"),
        "CONCORD_AGREEMENTS": str(folder / "agreements"),
        "AIRFLOW_CONN_OPS_DRIVE": f'{{"conn_type": "fs", "extra": {{"path": "{folder}/drive"}}}}',
    }


@pytest.fixture(scope="session")
def reported_partner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the installation, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("reported")
    inbound = folder / "drive" / "acme"
    inbound.mkdir(parents=True)
    (folder / "agreements").mkdir()
    text = AGREEMENT.replace("TERM_END", "2027-01-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("  daily:\n", "  daily:\n" + DRIVE)
    (folder / "agreements" / "acme.yaml").write_text(text)
    delivered = inbound / "d_2026-09.csv"
    delivered.write_text("date,good,handled\n2026-09-01,985,1000\n")
    arrived = datetime(2026, 10, 2, tzinfo=UTC).timestamp()
    os.utime(delivered, (arrived, arrived))
    ours = environment(folder)
    installation = Deployment(Settings.from_environment(ours), EnvironmentConnections(ours))
    installation.store.upgrade()
    installation.go_live("acme", "kim", NOW, effects_from=SEPTEMBER)
    installation.collect("acme", NOW)
    assert credit(installation) == ["1000.00"]
    assert installation.compile_report("acme", SEPTEMBER, NOW) is ReportResult.ISSUED
    return folder


@pytest.fixture
def file(reported_partner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the agreement's file in a copy of the installation, which the environment names."""
    folder = tmp_path / "installation"
    shutil.copytree(reported_partner, folder)
    for name, value in environment(folder).items():
        monkeypatch.setenv(name, value)
    return folder / "agreements" / "acme.yaml"


def credit(installation: Deployment) -> list[str]:
    """Assess, and return September's credits."""
    installation.assess("acme", None, NOW)
    with installation.store.transaction() as tx:
        (assessment,) = tx.assessments.of_partner("acme")
    return [str(each.amount) for each in assessment.credits]


def change(file: Path, before: str, after: str) -> None:
    """Replace words of the agreement."""
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))
