"""`concord check` as a person runs it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.adapters.agreement_files.rules import RULES
from concord.adapters.agreement_files.rules.examples import Way, findings_of
from concord.adapters.agreement_files.rules.page import found_lines
from concord.cli.app import app
from concord.cli.output import console, print_findings
from tests.agreement_texts import VALID

run = CliRunner().invoke


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(VALID)
    return path


def test_an_agreement_without_errors_is_status_0(agreement: Path) -> None:
    result = run(app, ["check", str(agreement)])
    assert result.exit_code == 0
    assert "0 errors" in result.output


def test_every_mistake_is_told_with_its_line_and_status_1(agreement: Path) -> None:
    agreement.write_text(VALID.replace("partner:", "partnre:", 1))
    result = run(app, ["check", str(agreement)])
    assert result.exit_code == 1
    assert "acme.yaml:1:1" in result.output
    assert "did you mean partner?" in result.output


def test_a_whole_folder_is_checked_at_once(agreement: Path) -> None:
    (agreement.parent / "broken.yaml").write_text("partner: [")
    result = run(app, ["check", str(agreement.parent)])
    assert result.exit_code == 1
    assert "broken.yaml" in result.output


def test_the_default_is_the_installations_folder(
    agreement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(agreement.parent))
    assert run(app, ["check"]).exit_code == 0


def test_json_is_for_programs(agreement: Path) -> None:
    agreement.write_text(VALID + "\nunheard_of: 1\n")
    findings = json.loads(run(app, ["check", str(agreement), "--format", "json"]).output)
    assert [f["rule"] for f in findings if f["severity"] == "error"] == ["unknown-key"]


def test_what_has_passed_by_today_is_told(agreement: Path) -> None:
    text = VALID.replace("start: 2024-04-01", "start: 2014-04-01")
    text = text.replace("end: 2027-03-31", "end: 2017-03-31")
    agreement.write_text(text.replace("automatic: true, for: 12 months", "automatic: false"))
    result = run(app, ["check", str(agreement), "--format", "json"])
    assert result.exit_code == 0
    assert "contract-over" in {finding["rule"] for finding in json.loads(result.output)}


def test_nothing_to_check_is_status_2(tmp_path: Path) -> None:
    result = run(app, ["check", str(tmp_path / "nowhere.yaml")])
    assert result.exit_code == 2
    assert "There is no file or folder" in result.stderr


def test_the_command_says_which_version_it_is() -> None:
    result = run(app, ["--version"])
    assert result.exit_code == 0
    assert result.output.startswith("concord ")


def test_findings_end_with_where_to_read_on(agreement: Path) -> None:
    last = "concord check --explain RULE tells more of each rule in brackets.\n"
    assert not run(app, ["check", str(agreement)]).output.endswith(last)
    agreement.write_text(VALID.replace("partner:", "partnre:", 1))
    assert run(app, ["check", str(agreement)]).output.endswith(last)


def test_a_rule_is_explained_with_its_example_and_what_is_found_there() -> None:
    result = run(app, ["check", "--explain", "comma-inside-braces"])
    assert result.exit_code == 0
    assert result.output.startswith("comma-inside-braces (error)\n")
    assert "charges: {fixed: 120,000.00}" in result.output
    assert "found 000.00; expected a value for each key inside {}" in result.output
    assert 'charges: {fixed: "120,000.00"}' in result.output


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("comma-in-braces", "Did you mean comma-inside-braces?"),
        ("qqqq", "concord reference findings lists all rules."),
        ("\x1b[31m", r"There is no rule \x1b[31m."),
    ],
)
def test_an_unknown_rule_is_status_2_with_the_nearest_one(name: str, told: str) -> None:
    result = run(app, ["check", "--explain", name])
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("name", ["comma-inside-braces", "unknown-key", "ignored-file"])
def test_the_reference_shows_findings_as_the_command_prints_them(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = RULES[name]
    print_findings(console(), [f for f in findings_of(rule.example, Way.WRONG) if f.rule == name])
    assert capsys.readouterr().out.splitlines() == found_lines(rule)
