"""`concord reprocess`, as people run it after an agreement was mended."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.cli.reprocess import lines
from concord.domain.submission import Standing, Verdict
from concord.services.reprocess import ReadAgain, ReprocessReport
from concord.wiring import deployment
from tests.builders_submission import submission
from tests.reported_partner import change, file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "reprocess.schema.json").read_text())


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})


def test_nothing_comes_out_otherwise_by_the_same_agreement(file: Path) -> None:
    assert file.exists()
    done = run("reprocess", "acme")
    assert done.exit_code == 0
    assert done.output.splitlines() == ["1 file read again, 0 came out otherwise."]


def test_only_what_is_asked_for_is_read(file: Path) -> None:
    assert file.exists()
    for words in (("--period", "2020-01"), ("--source", "other"), ("--file", "nothing")):
        assert "0 files read again" in run("reprocess", "acme", *words).output


def test_what_has_no_copy_is_named(file: Path) -> None:
    assert file.exists()
    (landed,) = deployment().landing.stored()
    deployment().landing.path(landed.sha256).unlink()
    assert "d_2026-09.csv: left out, no copy of it is kept" in run("reprocess", "acme").output


@pytest.fixture
def mended(file: Path) -> Path:
    """Return the agreement, mended after September was reported and October was collected."""
    october = file.parents[1] / "drive" / "acme" / "d_2026-10.csv"
    october.write_text("date,good,handled\n2026-10-01,985,1000\n2026-10-02,2000,1000\n")
    arrived = datetime(2026, 11, 2, tzinfo=UTC)
    os.utime(october, (arrived.timestamp(), arrived.timestamp()))
    deployment().collect("acme", datetime(2026, 11, 3, tzinfo=UTC))
    change(file, "{type: count, at_most: handled}", "{type: number}")
    assert run("approve", "acme", "--by", "kim").exit_code == 0
    deployment().assess("acme", None, datetime(2026, 11, 3, tzinfo=UTC))
    return file


def test_what_comes_out_otherwise_is_told_with_the_figures(mended: Path) -> None:
    assert mended.exists()
    changed, settled, total, figures = run("reprocess", "acme").output.splitlines()
    assert changed.startswith("d_2026-10.csv (")
    assert "accepted with warnings (1 of 2 rows) before, now accepted (2 of 2 rows)" in changed
    assert changed.endswith(", reading 2")
    assert settled == (
        "d_2026-09.csv: left out, it came out otherwise, but its rows are settled: "
        "The report for 2026-09 went out."
    )
    assert total == "2 files read again, 1 came out otherwise."
    assert figures == "Figures that changed: October 2026."


def test_a_repeat_changes_nothing(mended: Path) -> None:
    assert mended.exists()
    run("reprocess", "acme", "--period", "2026-10")
    again = run("reprocess", "acme", "--period", "2026-10").output
    assert again == "1 file read again, 0 came out otherwise.\n"


def test_programs_read_it_too(mended: Path) -> None:
    assert mended.exists()
    found = json.loads(run("reprocess", "acme", "--format", "json").output)
    jsonschema.validate(found, SCHEMA)
    (reading,) = found["readings"]
    assert (reading["file"], reading["reading"]) == ("d_2026-10.csv", 2)
    assert reading["old"] == {
        "verdict": "accepted_with_warnings",
        "rows_read": 2,
        "rows_accepted": 1,
    }
    assert reading["new"] == {"verdict": "accepted", "rows_read": 2, "rows_accepted": 2}
    assert [each["file"] for each in found["skipped"]] == ["d_2026-09.csv"]
    assert (found["changed"], found["figures"]) == (["acme|2026-10"], ["2026-10"])


def test_a_file_that_is_held_is_told_so() -> None:
    old = submission(verdict=Verdict.QUARANTINED)
    report = ReprocessReport(
        read=1, readings=(ReadAgain(old=old, new=replace(old, standing=Standing.HELD)),)
    )
    (line, _) = lines(report, ())
    assert line.endswith(", held until somebody approves it")


def test_an_unknown_partner_or_period_is_refused(file: Path) -> None:
    assert file.exists()
    assert run("reprocess", "nobody").exit_code == 1
    assert run("reprocess", "acme", "--period", "soon").exit_code == 1
