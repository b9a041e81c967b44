"""`concord sample` as a person runs it."""

from pathlib import Path

from typer.testing import CliRunner

from concord.cli.app import app

run = CliRunner().invoke


def test_a_company_is_written_whose_agreements_hold(tmp_path: Path) -> None:
    result = run(app, ["sample", str(tmp_path / "company")])
    assert result.exit_code == 0
    assert run(app, ["check", str(tmp_path / "company/agreements")]).exit_code == 0
    assert list((tmp_path / "company/drive").rglob("*.xlsx"))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text("mine")
    result = run(app, ["sample", str(tmp_path)])
    assert result.exit_code == 2
    assert "is there already" in " ".join(result.output.split())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert run(app, ["sample", str(kept)]).exit_code == 2
