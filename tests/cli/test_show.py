"""`concord show` and `concord diff` as a person runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from concord.sample_company import generate
from tests.agreement_texts import VALID

run = CliRunner().invoke


@pytest.fixture
def agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    path = tmp_path / "acme.yaml"
    path.write_text(VALID)
    return path


def shown(*arguments: str) -> str:
    result = run(app, ["show", *arguments])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_an_agreement_is_read_aloud_as_of_a_day(agreement: Path) -> None:
    assert "in force on 30 Jun 2026" in shown("acme", "--on", "2026-06-30")
    assert "│ target │ at least 80 % │" in shown("acme", "--on", "2026-06-30")
    later = shown(str(agreement), "--on", "2026-07-01")
    assert "│ target │ at least 82 % │ 1 Jul 2026, amendment A-3 │" in later


def test_bands_that_a_stricter_target_takes_away_are_not_shown(agreement: Path) -> None:
    stricter = VALID.replace(
        "from: 2026-07-01, target: at least 82 %", "from: 2026-07-01, target: at least 77 %"
    )
    agreement.write_text(stricter)
    assert "bands minor" in shown("acme", "--on", "2026-06-30")
    assert "bands minor" not in shown("acme", "--on", "2026-07-01")


@pytest.mark.usefixtures("agreement")
def test_as_json_it_is_a_document_of_statements() -> None:
    result = run(app, ["show", "acme", "--on", "2026-07-01", "--format", "json"])
    found = json.loads(result.stdout)
    assert (found["schema"], found["partner"], found["on"]) == (
        *("concord.show/1", "acme"),
        "2026-07-01",
    )
    assert {
        "path": "service_levels.phone.target",
        "says": "at least 82 %",
        "since": "2026-07-01",
        "amendment": "A-3",
    } in found["statements"]


@pytest.mark.usefixtures("agreement")
def test_without_a_day_it_is_today() -> None:
    assert run(app, ["show", "acme"]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["show", "nobody"], 2, "There is no agreement 'nobody'"),
        (["show", "acme", "--on", "today"], 2, "'today' is not a day"),
        (["diff", "acme", "nobody"], 2, "There is no agreement 'nobody'"),
        (["diff", "acme", "acme", "--data", "nowhere"], 2, "There is no folder nowhere"),
    ],
)
def test_what_is_not_there_is_told(
    agreement: Path, arguments: list[str], status: int, words: str
) -> None:
    assert agreement.is_file()
    result = run(app, arguments)
    assert result.exit_code == status
    assert words in result.output


def test_an_agreement_with_errors_is_told_with_them(agreement: Path) -> None:
    broken = agreement.with_name("broken.yaml")
    broken.write_text(VALID.replace("partner: acme", "partner: broken\npartnre: x"))
    for arguments in (["show", "broken"], ["diff", "acme", "broken"]):
        result = run(app, arguments)
        assert result.exit_code == 1
        assert "unknown-key" in result.output


def test_a_difference_is_told_in_words(agreement: Path) -> None:
    new = agreement.with_name("new.yaml")
    new.write_text(VALID.replace("period: 90 days", "period: 60 days"))
    result = run(app, ["diff", "acme", str(new)])
    assert result.exit_code == 0
    assert "contract / notice: period falls from 90 days to 60 days" in result.stdout
    assert "Nothing that was agreed differs." in run(app, ["diff", "acme", "acme"]).stdout


def test_a_difference_is_told_in_missed_periods_where_data_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    company = generate(tmp_path, date(2026, 11, 23))
    old = company.agreements / "northwind.yaml"
    text = old.read_text("utf-8")
    new = company.agreements / "stricter.yaml"
    new.write_text(text.replace("target: at least 80 %", "target: at least 99 %", 1), "utf-8")
    arguments = ["diff", str(old), str(new), "--data", str(company.drive), "--format", "json"]
    found = json.loads(run(app, arguments).stdout)
    assert found["schema"] == "concord.diff/1"
    assert [change["kind"] for change in found["changes"]] == ["changed"]
    changed = {rating["service_level"]: rating for rating in found["ratings"]}
    assert any(len(r["would_fail"]) > len(r["failed"]) for r in changed.values())
    text = run(app, arguments[:-2]).stdout
    assert "Had the new terms always held:" in text
