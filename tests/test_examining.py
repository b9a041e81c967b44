"""The examination: every item on its own, and each only once what it needs is known."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord.domain.examination import Health
from concord.wiring.examining import Examination
from tests.cli.test_try import AGREEMENT

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "agreements").mkdir()
    return {
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "CONCORD_AGREEMENTS": str(tmp_path / "agreements"),
        "CONCORD_BASE_URL": "http://127.0.0.1:1",
        "CONCORD_HOME": str(tmp_path / "home"),
    }


def with_drives(environment: dict[str, str], *drives: str) -> None:
    """Write an agreement for each drive, named by its connection and folder."""
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary")
    for number, drive in enumerate(drives):
        connection, folder = drive.split("/")
        line = f"  daily:\n    drive: {{connection: {connection}, folder: {folder}}}\n"
        partner = text.replace("  daily:\n", line).replace("partner: acme", f"partner: p{number}")
        (Path(environment["CONCORD_AGREEMENTS"]) / f"p{number}.yaml").write_text(partner)


def test_each_folder_of_each_drive_is_listed_once(environment: dict[str, str]) -> None:
    with_drives(environment, "ops/north", "ops/south", "ops/north", "files/north")
    items = [item for item in Examination(environment, lambda: NOW).items() if item.examined()]
    drives = [item.name for item in items if item.name.startswith("drive ")]
    assert drives == ["drive files", "drive ops", "drive ops"]


def test_agreements_that_were_not_read_are_asked_for_nothing(environment: dict[str, str]) -> None:
    with_drives(environment, "ops/north")
    names = [item.name for item in Examination(environment, lambda: NOW).items()]
    assert "permissions" in names
    assert not {"drive ops", "time zones", "holidays"}.intersection(names)


def test_nothing_is_made_or_changed(environment: dict[str, str], tmp_path: Path) -> None:
    with_drives(environment, "ops/north")
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*.yaml"))
    for item in Examination(environment, lambda: NOW).items():
        item.examined()
    assert sorted((p, p.stat().st_mtime_ns) for p in tmp_path.rglob("*.yaml")) == before
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("ours", ["home", "agreements", "home/store/landing"])
def test_what_is_ours_alone_to_write_is_looked_after(
    environment: dict[str, str], tmp_path: Path, ours: str
) -> None:
    folder = tmp_path / ours
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o707)
    items = {item.name: item for item in Examination(environment, lambda: NOW).items()}
    (found,) = items["permissions"].examined()
    assert found.health is Health.FAILING
    assert str(folder) in found.remedy


def test_a_check_that_hangs_stops_no_other(environment: dict[str, str]) -> None:
    never = threading.Event()

    def clock() -> datetime:
        never.wait()
        return NOW

    items = {item.name: item for item in Examination(environment, clock).items()}
    (hung,) = replace(items["clock"], seconds=0.01).examined()
    (other,) = items["permissions"].examined()
    never.set()
    assert hung.found == "no answer within 0.01 s"
    assert other.health is Health.OK
