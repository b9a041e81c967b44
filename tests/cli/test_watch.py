"""The command that says what stands still: 1 while anything does, and it tells nobody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]


def run() -> Result:
    return CliRunner().invoke(app, ["watch"], env={"COLUMNS": "200"})


@pytest.mark.usefixtures("file")
def test_what_stands_still_is_named_with_what_to_do() -> None:
    found = run()
    assert found.exit_code == 1
    assert "The oldest mail waits for" in found.output
    assert "What to do: See the log of dispatch" in found.output
    with deployment().store.transaction() as tx:
        assert tx.watching.told() == ()


def test_an_installation_that_has_nothing_to_do_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    deployment().store.upgrade()
    deployment().finish_round("dispatch", datetime.now(UTC))
    found = run()
    assert found.exit_code == 0
    assert "Nothing stands still." in found.output
    assert "rounds.dispatch.age_seconds" in found.output
