"""The commands about how long files are kept, as people run them."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.cli.retention import RetentionOptions, run_retention
from concord.domain.errors import LandingStoreError
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "retention.schema.json").read_text())
LAST_DAY = datetime(2026, 10, 30, 12, tzinfo=UTC)
AFTER = datetime(2026, 10, 31, 12, tzinfo=UTC)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})


def hold(*words: str, by: str = "kim") -> Result:
    return run("hold", "acme", "--reason", "Claim [12]", "--by", by, *words)


@pytest.fixture
def copy(file: Path) -> str:
    """Return the content hash of September's file, which is kept for 30 days."""
    file.write_text(file.read_text() + "privacy: {keep_files: 30 days}\n")
    assert run("approve", "acme", "--by", "kim").exit_code == 0
    (landed,) = deployment().landing.stored()
    os.utime(deployment().landing.path(landed.sha256), (86_400, 86_400))
    return landed.sha256


def listed(
    capsys: pytest.CaptureFixture[str], now: datetime = AFTER, *, apply: bool = False
) -> dict[str, Any]:
    """Return what the command says as JSON."""
    capsys.readouterr()
    assert run_retention(RetentionOptions(apply=apply, by="kim", as_json=True), now) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    return found


def test_what_would_go_is_listed_and_stays(copy: str, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = listed(capsys)["files"]
    assert (found["sha256"], found["goes"]) == (copy, True)
    assert found["reasons"] == ["acme's daily of 2026-09 is kept for 30 days, to 30 Oct 2026"]
    assert [each["file"] for each in found["deliveries"]] == ["d_2026-09.csv"]
    (found,) = listed(capsys, LAST_DAY)["files"]
    assert not found["goes"]
    assert deployment().landing.content(copy)


def test_the_list_is_for_people_too(copy: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run_retention(RetentionOptions(), AFTER) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert copy[:8] in shown
    assert "Would be removed" in shown
    assert "Nothing was changed. To remove 1 file" in shown
    assert run_retention(RetentionOptions(), LAST_DAY) == 0
    assert "Stays" in capsys.readouterr().out


def test_what_goes_is_removed_once_and_on_record(
    copy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(capsys, apply=True)["applied"]
    with pytest.raises(LandingStoreError):
        deployment().landing.content(copy)
    removed = deployment().removed_file(copy)
    assert removed is not None
    assert (removed.by, removed.at) == ("kim", AFTER)
    assert run_retention(RetentionOptions(apply=True, by="kim"), AFTER) == 0
    assert "Removed: 0 files, 0 bytes" in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("copy")
def test_the_command_itself_lists_and_removes_under_a_name() -> None:
    assert run("retention").exit_code == 0
    for words, reason in (((), "Say so with --by"), (("--by", "ana"), "'ana' is nobody of our")):
        result = run("retention", "--apply", *words)
        assert result.exit_code == 2
        assert reason in " ".join(result.stderr.split())


def test_a_hold_keeps_files_until_it_is_lifted(
    copy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Nothing is held." in run("hold").stdout
    assert "Hold 1: the files of acme are kept." in hold().stdout
    assert "Claim [12]" in run("hold").stdout
    (found,) = listed(capsys, apply=True)["files"]
    assert (found["sha256"], found["goes"]) == (copy, False)
    assert "Hold 1 is lifted." in run("lift-hold", "1", "--by", "kim").stdout
    assert "Nothing is held." in run("hold").stdout
    (found,) = listed(capsys)["files"]
    assert found["goes"]


@pytest.mark.usefixtures("copy")
def test_a_hold_may_be_for_one_source_and_period() -> None:
    assert hold("--source", "daily", "--period", "2026-09").exit_code == 0
    shown = run("hold").stdout
    assert "daily" in shown
    assert "September 2026" in shown


@pytest.mark.parametrize(
    ("words", "by", "reason"),
    [
        ((), "ana", "'ana' is nobody of our side"),
        (("--source", "weekly"), "kim", "no source 'weekly'"),
        (("--period", "soon"), "kim", "'soon'"),
    ],
)
@pytest.mark.usefixtures("copy")
def test_a_hold_that_cannot_be_meant_is_refused(
    words: tuple[str, ...], by: str, reason: str
) -> None:
    result = hold(*words, by=by)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())
    assert "Nothing is held." in run("hold").stdout


@pytest.mark.usefixtures("copy")
def test_a_hold_of_a_partner_nobody_knows_or_that_is_none_is_refused() -> None:
    assert run("hold", "other", "--reason", "x", "--by", "kim").exit_code == 2
    assert run("lift-hold", "7", "--by", "kim").exit_code == 2


def test_a_figure_is_explained_without_the_copy(
    copy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kpi = next(iter(deployment().agreement("acme").kpis)).id
    assert "Removed on" not in run("explain", "acme", kpi, "2026-09").stdout
    assert copy in {each["sha256"] for each in listed(capsys, apply=True)["files"]}
    shown = " ".join(run("explain", "acme", kpi, "2026-09").stdout.split())
    assert "No copy is kept of" in shown
    assert "Removed on 31 Oct 2026" in shown
