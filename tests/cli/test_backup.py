"""The commands about backups, as people run them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import environment, file, reported_partner

__all__ = ["file", "reported_partner"]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "300"})


@pytest.fixture
def backups(file: Path, tmp_path: Path) -> Path:
    """Return a folder with a backup of the installation."""
    assert file.exists()
    made = run("backup", str(tmp_path / "backups"))
    assert made.exit_code == 0
    assert "2 stored files, 2 of them new." in made.output
    assert "Not in it, keep them apart: the secret of pseudonyms" in made.output
    return tmp_path / "backups"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an installation of which nothing is there, which is ours now."""
    for name, value in environment(tmp_path / "empty").items():
        monkeypatch.setenv(name, value)
    return tmp_path / "empty"


def test_an_installation_comes_back_with_delivery_on_hold(
    backups: Path, request: pytest.FixtureRequest
) -> None:
    place: Path = request.getfixturevalue("empty")
    found = run("restore", str(backups), "--by", "kim")
    assert found.exit_code == 0
    assert "is restored." in found.output
    assert "Delivery is on hold" in found.output
    assert (place / "agreements" / "acme.yaml").is_file()
    assert "Restored from the backup of" in run("delivery").output
    assert "acme" in run("status").output


def test_a_backup_can_be_looked_through(backups: Path) -> None:
    found = run("restore", str(backups), "--check")
    assert found.exit_code == 0
    assert "2 stored files) is whole." in found.output
    next(backups.glob("store/*/*/*")).write_bytes(b"x")
    damaged = run("restore", str(backups), "--check")
    assert damaged.exit_code == 1
    assert "not what it was" in damaged.output
    assert run("restore", str(backups), "--by", "kim").exit_code == 1


def test_what_is_there_is_not_overwritten(backups: Path) -> None:
    found = run("restore", str(backups), "--by", "kim")
    assert found.exit_code == 2
    assert "already" in found.output


def test_agreements_under_version_control_may_stay(
    backups: Path, file: Path, request: pytest.FixtureRequest
) -> None:
    place: Path = request.getfixturevalue("empty")
    shutil.copytree(file.parent, place / "agreements")
    with (place / "agreements" / "acme.yaml").open("a") as written:
        written.write("# newer\n")
    refused = run("restore", str(backups), "--by", "kim")
    assert refused.exit_code == 2
    assert "--keep-agreements" in refused.output
    kept = run("restore", str(backups), "--by", "kim", "--keep-agreements")
    assert kept.exit_code == 0
    assert "The agreements are as they were here" in kept.output


@pytest.mark.parametrize("by", ["", "ana", "eve"])
def test_only_our_people_restore(backups: Path, request: pytest.FixtureRequest, by: str) -> None:
    place: Path = request.getfixturevalue("empty")
    found = run("restore", str(backups), "--by", by)
    assert found.exit_code == 2
    assert "nobody of our side" in found.output
    assert not place.exists()


def test_a_damaged_delivery_is_named(file: Path, tmp_path: Path) -> None:
    assert file.exists()
    (landed,) = deployment().landing.stored()
    deployment().landing.path(landed.sha256).write_bytes(b"x")
    made = run("backup", str(tmp_path / "backups"))
    assert made.exit_code == 1
    assert f"{landed.sha256} is damaged here" in made.output


def test_a_folder_that_cannot_be_written_is_said(file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    assert file.exists()
    made = run("backup", str(tmp_path / "taken" / "backups"))
    assert made.exit_code == 2
    assert "could not be written" in made.output


def test_older_backups_go_where_that_is_asked(backups: Path) -> None:
    (first,) = (path for path in backups.iterdir() if path.name.startswith("20"))
    first.rename(backups / "20260101T000000Z")
    made = run("backup", str(backups), "--keep", "1")
    assert made.exit_code == 0
    assert "1 older backup removed." in made.output
    assert not (backups / "20260101T000000Z").exists()
    (newest,) = (path for path in backups.iterdir() if path.name.startswith("20"))
    newest.rename(backups / "20260101T000000Z")
    (backups / "20260101T000000Z" / "stored.jsonl.gz").write_bytes(b"x")
    damaged = run("backup", str(backups), "--keep", "5")
    assert damaged.exit_code == 1


def test_mails_of_another_installation_are_said_to_stay(
    backups: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    request.getfixturevalue("empty")
    monkeypatch.setenv("CONCORD_INSTALLATION", "staging")
    found = run("restore", str(backups), "--by", "kim")
    assert "It is of concord, and this is staging: its mails never leave here." in found.output
