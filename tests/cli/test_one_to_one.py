"""`concord one-to-one`: people's figures as data, and nowhere anybody's name."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.domain.assessment import Assessment
from concord.domain.period import MeasurementPeriod
from concord.domain.person_key import is_pseudonym
from concord.wiring import deployment
from tests.builders import measurement
from tests.cli.test_try import AGREEMENT

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "one-to-one.schema.json").read_text())
NAMES = ("Mara Gil", "Joel Cruz", "Eve Sol")
REASONS = 'purpose: "[b]Coaching", legal_basis: Works agreement 7, smallest_group: 3'
ALLOWED = f"privacy: {{personal_kpis: pseudonyms, {REASONS}, contact: kim}}\n"


def agreement_text(privacy: str = ALLOWED) -> str:
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("key: [date]", "key: [date, agent]")
    agent = "      agent:    {type: text, personal: true}\n      good: "
    text = text.replace("      good: ", agent)
    return text.replace('"sum(handled)"}', '"sum(handled)", by: [agent]}') + privacy


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    (tmp_path / "acme.yaml").write_text(agreement_text())
    assert run("db", "upgrade").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def record(count: int = 3) -> list[str]:
    """Keep a figure of October of some people; return their pseudonyms."""
    october = MeasurementPeriod.parse("2026-10")
    key = deployment().people.of("acme")
    people = [key.pseudonym(name) for name in NAMES[:count]]
    measured = tuple(
        measurement(str(value), kpi="quality", dimension=(("agent", person),))
        for value, person in zip((70, 80, 95), people, strict=False)
    )
    assessment = Assessment(
        partner="acme",
        period=october,
        inputs="inputs",
        agreement="a" * 64,
        measurements=measured,
        outcomes=(),
    )
    with deployment().store.transaction() as tx:
        tx.assessments.save(assessment)
    return people


def document(*words: str) -> dict[str, Any]:
    result = run("one-to-one", "acme", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    return found


def test_everybody_is_told_by_pseudonym_with_the_reasons() -> None:
    people = record()
    found = document("--all", "2026-10")
    assert [sheet["person"] for sheet in found["sheets"]] == sorted(people)
    assert (found["people_are"], found["contact"]) == ("pseudonyms", "kim")
    assert found["smallest_group"] == 3
    assert {sheet["figures"][0]["median"] for sheet in found["sheets"]} == {"80"}


def test_one_person_is_found_by_the_name_in_the_files() -> None:
    people = record()
    found = document("mara gil", "2026-10")
    (sheet,) = found["sheets"]
    assert sheet["person"] == people[0]
    assert sheet["figures"][0]["against_median"] == "-10"
    assert document(people[0], "2026-10") == found


def test_too_few_people_have_no_median() -> None:
    record(2)
    (figure,) = document("Mara Gil", "2026-10")["sheets"][0]["figures"]
    assert (figure["people"], figure["median"], figure["value"]) == (None, None, "70")
    shown = run("one-to-one", "acme", "Mara Gil", "2026-10").stdout
    assert "too few to show" in shown
    assert "For: [b]Coaching." in shown
    assert "Mara" not in shown


def test_the_table_says_the_same() -> None:
    people = record()
    shown = run("one-to-one", "acme", "--all", "2026-10").stdout
    assert all(person in shown for person in people)
    assert "80.00 %" in shown


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("other", "--all", "2026-10"), "known are acme"),
        (("acme", "--all", "2026-10"), "no figures of anybody in 2026-10"),
        (("acme", "Eve Sol", "2026-10"), "no figures of that person"),
        (("acme", "--all", "soon"), "'soon' is not a period"),
        (("acme", "2026-10"), "say who, or --all"),
        (("acme", "Mara", "2026-10", "--all"), "say who, or --all"),
    ],
)
def test_what_cannot_be_told_is_said(words: tuple[str, ...], reason: str) -> None:
    result = run("one-to-one", *words)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.replace("│", " ").split())


def test_where_it_is_off_it_stays_off(folder: Path) -> None:
    text = agreement_text("").replace(", by: [agent]", "")
    (folder / "acme.yaml").write_text(text)
    result = run("one-to-one", "acme", "--all", "2026-10")
    assert result.exit_code == 2
    assert "Figures of single people are off" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("last", "verdict"),
    [("2026-10-03,Eve Sol,8,10", "accepted"), ("2026-10-02,Eve Sol,8,10", "quarantined")],
)
def test_a_trial_names_nobody(folder: Path, last: str, verdict: str) -> None:
    drive = folder / "drive"
    drive.mkdir()
    rows = [f"2026-10-0{day},{name},9,10" for day in (1, 2) for name in NAMES]
    text = "\n".join(["date,agent,good,handled", *rows, last])
    (drive / "d_2026-10.csv").write_text(f"{text}\n")
    asked = ("try", str(folder / "acme.yaml"), str(drive), "--at", "2026-11-10T09:00")
    result = run(*asked, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["submissions"][0]["verdict"] == verdict
    people = {one["dimension"].get("agent", "") for one in found["values"]} - {""}
    assert len(people) == (3 if verdict == "accepted" else 0)
    assert all(map(is_pseudonym, people))
    assert not any(name in result.output for name in NAMES)
