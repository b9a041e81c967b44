"""An installation whose partners deliver into a bucket: collected and examined as any other."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.examination import Examined, Health
from concord.domain.period import MeasurementPeriod
from concord.wiring import Deployment, Settings
from concord.wiring.examining import Examination
from tests.adapters.drives.drive_contract import SECRET
from tests.adapters.drives.s3_server import S3Server, s3_backend
from tests.cli.test_try import AGREEMENT

NOW = datetime(2036, 10, 20, 9, tzinfo=UTC)
DELIVERED = b"date,good,handled\n2026-09-01,985,1000\n"


@pytest.fixture
def server() -> Iterator[S3Server]:
    running = S3Server()
    yield running
    running.stop()


@pytest.fixture
def bucket() -> str:
    name = f"drops-{uuid4()}"
    s3_backend().create_bucket(name, "us-east-1")
    s3_backend().put_object(name, "partners/acme/d_2026-09.csv", DELIVERED)
    return name


@pytest.fixture
def environment(tmp_path: Path, server: S3Server, bucket: str) -> dict[str, str]:
    """Describe an installation with one partner, who delivers into a bucket."""
    agreements = tmp_path / "agreements"
    agreements.mkdir()
    drive = "    drive: {connection: ops_drive, folder: acme}\n"
    text = AGREEMENT.replace("TERM_END", "2037-01-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("  daily:\n", "  daily:\n" + drive)
    (agreements / "acme.yaml").write_text(text)
    extra = {"url": f"s3://{bucket}/partners", "endpoint_url": server.url}
    connection = {"conn_type": "aws", "login": "concord", "password": SECRET, "extra": extra}
    return {
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "AIRFLOW_CONN_OPS_DRIVE": json.dumps(connection),
        "CONCORD_AGREEMENTS": str(agreements),
        "CONCORD_HOME": str(tmp_path / "home"),
    }


def test_what_lies_in_a_bucket_is_collected_once(environment: dict[str, str]) -> None:
    settings = Settings.from_environment(environment)
    acme = Deployment(settings, EnvironmentConnections(environment))
    acme.store.upgrade()
    acme.go_live("acme", "kim", NOW, effects_from=MeasurementPeriod.parse("2026-09"))
    assert acme.collect("acme", NOW).changed == ("2026-09",)
    again = acme.collect("acme", NOW)
    assert (again.submissions, again.failures) == ((), ())


def examined(environment: dict[str, str]) -> Examined:
    """Return what the doctor says of the drive, which it knows from the agreements."""
    items = Examination(environment, lambda: NOW).items()
    wanted = (item for item in items if item.name.startswith(("agreements", "drive ")))
    *_, (drive,) = [item.examined() for item in wanted]
    return drive


def test_the_doctor_reads_from_a_bucket(environment: dict[str, str]) -> None:
    drive = examined(environment)
    assert (drive.health, drive.found) == (Health.OK, "1 file in acme")


def test_the_doctor_tells_who_is_not_let_in(environment: dict[str, str], server: S3Server) -> None:
    server.refusal = f"{SECRET} opens nothing"
    drive = examined(environment)
    assert drive.health is Health.FAILING
    assert "AccessDenied (403)" in drive.found
    assert SECRET not in f"{drive.found}{drive.remedy}"
