"""The commands about files that wait, as people run them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import credit, file, reported_partner
from tests.test_file_decisions import drop

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "files.schema.json").read_text())


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def listed(*words: str) -> list[dict[str, Any]]:
    result = run("files", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    files: list[dict[str, Any]] = found["files"]
    return files


@pytest.fixture
def correction(file: Path) -> str:
    """Return how the content hash of a correction begins that came after the report."""
    drop(file, "d_2026-09.csv", "date,good,handled\n2026-09-01,1000,1000\n")
    (waits,) = deployment().waiting_files("acme")
    return waits.submission.sha256[:8]


def decide(content: str, word: str, *further: str) -> Result:
    return run("decide-file", "acme", content, word, "--by", "kim", *further)


def test_what_waits_is_listed(correction: str) -> None:
    result = run("files")
    assert result.exit_code == 0
    for words in (correction, "September 2026", "The report for 2026-09 went out."):
        assert words in result.stdout
    (found,) = listed("acme")
    assert found["sha256"].startswith(correction)
    assert (found["standing"], found["asked"]) == ("held", True)
    assert found["choices"] == ["accept", "reject", "ask-again"]


def test_a_file_without_readable_rows_cannot_be_accepted(file: Path) -> None:
    drop(file, "d_2026-10.csv", "date,good\n2026-10-01,1\n")
    (found,) = listed()
    assert (found["verdict"], found["reason"]) == ("quarantined", None)
    assert found["findings"]
    assert "in quarantine" in run("files", "acme").stdout


@pytest.mark.usefixtures("file")
def test_where_nothing_waits_the_list_is_empty() -> None:
    assert listed() == []
    assert "decide-file" not in run("files").stdout


def test_the_question_about_a_file_is_printed(correction: str) -> None:
    result = run("files", "acme", correction)
    assert result.exit_code == 0
    assert "shall d_2026-09.csv replace what was settled?" in result.stdout
    assert "GBP 1,000.00 becomes GBP 0.00" in result.stdout


def test_an_approved_correction_changes_the_figures_at_once(correction: str) -> None:
    assert credit(deployment()) == ["1000.00"]
    result = decide(correction, "accept", "--note", "As agreed.")
    assert result.exit_code == 0, result.output
    assert "Recorded: d_2026-09.csv of acme: Accept as it is, by kim." in result.stdout
    assert "Figures that changed: September 2026." in result.stdout
    assert credit(deployment()) == ["0.00"]
    assert listed() == []


def test_a_second_decision_takes_somebody_to_say_so(correction: str) -> None:
    assert decide(correction, "ask-again").exit_code == 0
    late = decide(correction, "accept", "--note", "As agreed.")
    assert late.exit_code == 2
    assert "already decided about: asked for again by kim" in " ".join(late.stderr.split())
    again = decide(correction, "accept", "--note", "As agreed.", "--anew")
    assert again.exit_code == 0
    back = decide(correction, "reject", "--note", "On reflection.", "--anew")
    assert "Figures that changed: September 2026." in back.stdout
    assert credit(deployment()) == ["1000.00"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("decide-file", "acme", "ffff", "reject", "--by", "kim"), "No file's content hash"),
        (("decide-file", "nobody", "ffff", "reject", "--by", "kim"), "no usable agreement"),
        (("files", "nobody"), "no usable agreement"),
        (("files", "acme", "ffff"), "No file's content hash"),
    ],
)
@pytest.mark.usefixtures("file")
def test_what_cannot_be_done_is_refused(words: tuple[str, ...], complaint: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert complaint in " ".join(result.stderr.split())


def test_a_decision_without_a_reason_is_refused(correction: str) -> None:
    result = decide(correction, "reject")
    assert result.exit_code == 2
    assert "needs a note" in result.stderr
