"""`concord reprocess`, as people run it after an agreement was mended."""

from pathlib import Path

from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})


def test_nothing_comes_out_otherwise_by_the_same_agreement(file: Path) -> None:
    assert file.exists()
    done = run("reprocess", "acme")
    assert done.exit_code == 0
    assert done.output.splitlines() == ["1 files read again, 0 came out otherwise."]


def test_only_what_is_asked_for_is_read(file: Path) -> None:
    assert file.exists()
    for words in (("--period", "2020-01"), ("--source", "other"), ("--file", "nothing")):
        assert "0 files read again" in run("reprocess", "acme", *words).output


def test_what_has_no_copy_is_named(file: Path) -> None:
    assert file.exists()
    (landed,) = deployment().landing.stored()
    deployment().landing.path(landed.sha256).unlink()
    assert "d_2026-09.csv: left out, no copy of it is kept" in run("reprocess", "acme").output


def test_what_comes_out_otherwise_is_told_with_the_figures(file: Path) -> None:
    text = file.read_text()
    file.write_text(text.replace("{type: count, at_most: handled}", "{type: number}"))
    assert file.read_text() != text
    assert run("approve", "acme", "--by", "kim").exit_code == 0
    told = run("reprocess", "acme").output
    assert "1 files read again, 1 came out otherwise." in told
    assert "Figures that changed:" in told


def test_an_unknown_partner_or_period_is_refused(file: Path) -> None:
    assert file.exists()
    assert run("reprocess", "nobody").exit_code == 1
    assert run("reprocess", "acme", "--period", "soon").exit_code == 1
