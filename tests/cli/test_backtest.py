"""`concord backtest` on an installation whose September was reported at 98.5 %."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from concord.cli import backtest
from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "backtest.schema.json").read_text())
SEPTEMBER = ("--from", "2026-09", "--to", "2026-09")


@pytest.fixture
def draft(file: Path, tmp_path: Path) -> Path:
    """Return a copy of the agreement, far from the organisation's file."""
    found = tmp_path / "draft.yaml"
    found.write_text(file.read_text())
    return found


def reworded(draft: Path, before: str, after: str) -> None:
    text = draft.read_text()
    assert before in text
    draft.write_text(text.replace(before, after))


def run(draft: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["backtest", "--agreement", str(draft), *words])


def replayed(draft: Path, *words: str) -> dict[str, object]:
    result = run(draft, *SEPTEMBER, "--format", "json", *words)
    assert result.exit_code == backtest.RAN, result.output
    found: dict[str, object] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_same_agreement_changes_nothing(draft: Path) -> None:
    found = replayed(draft)
    assert found["totals"] == [
        {"currency": "GBP", "before": "1000", "after": "1000", "difference": "0"}
    ]
    result = run(draft, *SEPTEMBER)
    assert "0 of 1 outcomes would differ." in result.stdout


def test_dearer_points_cost_more_and_nothing_is_kept(draft: Path) -> None:
    reworded(draft, "minor: 1", "minor: 2")
    before = deployment().versions("acme")
    result = run(draft, *SEPTEMBER)
    assert result.exit_code == backtest.RAN
    assert "GBP 1,000.00 becomes GBP 2,000.00" in result.stdout
    assert "a difference of GBP 1,000.00" in result.stdout
    assert deployment().versions("acme") == before


def test_a_draft_that_has_errors_is_not_replayed(draft: Path) -> None:
    draft.write_text("partner: [")
    assert run(draft).exit_code == backtest.HAS_ERRORS


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--from", "soon"), id="no period"),
        pytest.param(("--to", "13/2026"), id="another spelling"),
    ],
)
def test_a_range_that_cannot_be_read_is_refused(draft: Path, words: tuple[str, ...]) -> None:
    assert run(draft, *words).exit_code == backtest.COULD_NOT_RUN


def test_a_partner_that_is_not_ours_is_refused(draft: Path) -> None:
    reworded(draft, "partner: acme", "partner: stranger")
    assert run(draft).exit_code == backtest.COULD_NOT_RUN


def test_terms_that_begin_after_the_range_are_pointed_at(draft: Path) -> None:
    revised = "[{from: 2027-01-01, target: at least 98 %}]"
    reworded(
        draft, "target: at least 99 %\n", f"target: at least 99 %\n    revisions: {revised}\n"
    )
    result = run(draft, *SEPTEMBER)
    assert result.exit_code == backtest.RAN, result.output
    assert "terms from 2027-01-01 on" in result.stdout
    found = replayed(draft, "--always")
    outcomes = found["outcomes"]
    assert isinstance(outcomes, list)
    (pair,) = outcomes
    assert pair["before"]["outcome"] == "missed"
    assert pair["after"]["outcome"] == "met"
