"""`concord explain-credit` on an installation whose September was reported at 98.5 %."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli import explain_credit
from concord.cli.app import app
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["explain-credit", *words])


@pytest.mark.usefixtures("file")
def test_every_step_is_told() -> None:
    result = run("acme", "2026-09")
    assert result.exit_code == explain_credit.DONE, result.output
    assert "Service credit of September 2026 for Customer care, by points: GBP 1,000.00." in (
        result.stdout
    )
    assert "quality 2026-09 minor" in result.stdout


@pytest.mark.usefixtures("file")
def test_a_month_without_credits_says_so() -> None:
    assert "No credit is on record" in run("acme", "2026-01").stdout
    assert "No credit is on record" in run("acme", "2026-09", "--service", "mail").stdout


@pytest.mark.parametrize("words", [("stranger", "2026-09"), ("acme", "soon")])
def test_what_cannot_be_read_is_refused(file: Path, words: tuple[str, str]) -> None:
    assert file.exists()
    assert run(*words).exit_code == explain_credit.COULD_NOT_RUN
