"""The commands that work on an installation: plan, decide, and its database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app, main
from concord.wiring import deployment
from tests.cli.test_try import AGREEMENT


@pytest.fixture(autouse=True)
def agreements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    end = (datetime.now(UTC) + timedelta(days=120)).date()
    text = AGREEMENT.replace("TERM_END", str(end)).replace("NOTICE", "90 days")
    (tmp_path / "acme.yaml").write_text(text.replace("READING", "ordinary"))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_plan_says_what_falls_due_and_who_has_it() -> None:
    result = run("plan", "--days", "60")
    assert result.exit_code == 0
    assert "notice" in result.stdout.lower()
    assert "kim" in result.stdout


def test_an_agreement_with_errors_is_left_out_of_the_plan_and_named(agreements: Path) -> None:
    (agreements / "broken.yaml").write_text("partner: [")
    result = run("plan", str(agreements))
    assert result.exit_code == 1
    assert "broken.yaml has errors" in result.stderr


def test_nothing_to_plan_is_status_2(agreements: Path) -> None:
    assert run("plan", str(agreements / "nowhere")).exit_code == 2


def test_one_agreement_can_be_planned_alone(agreements: Path) -> None:
    assert run("plan", str(agreements / "acme.yaml")).exit_code == 0


def notice() -> str:
    """Return the key of the notice date, as its reminder names it."""
    end = (datetime.now(UTC) + timedelta(days=120)).date()
    return f"notice/MSA-1/{end - timedelta(days=90)}"


def test_a_decision_is_recorded_and_another_one_is_refused() -> None:
    assert run("db", "upgrade").exit_code == 0
    assert run("decide", "acme", notice(), "renew", "--by", "kim").exit_code == 0
    with deployment().store.transaction() as tx:
        (decision,) = tx.decisions.of_partner("acme")
    assert (decision.decision, decision.by) == ("renew", "kim")
    result = run("decide", "acme", notice(), "terminate", "--by", "kim")
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "words",
    [("renew", "--by", "nobody"), ("postpone", "--by", "kim")],
)
def test_what_cannot_be_decided_is_status_2_and_a_sentence(words: tuple[str, ...]) -> None:
    run("db", "upgrade")
    result = run("decide", "acme", notice(), *words)
    assert result.exit_code == 2
    assert result.stderr.startswith("concord: ")


def test_a_broken_system_is_a_sentence_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["concord", "decide", "other", "x", "renew", "--by", "kim"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert "What to do" in " ".join(capsys.readouterr().err.split())
