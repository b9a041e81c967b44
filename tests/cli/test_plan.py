"""`concord plan`: what falls due, as text, as a versioned document and as a calendar."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from concord.cli.app import app
from tests.cli.test_try import AGREEMENT

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "plan.schema.json").read_text())
ORGANISATION = """\
name: Client
timezone: Europe/London
calendar: GB-ENG
people:
  - {id: lee, side: client, name: Lee Marsh, role: sponsor, email: lee@client.example}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "organisation.yaml").write_text(ORGANISATION)
    text = AGREEMENT.replace("TERM_END", "2027-04-03").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary")
    (tmp_path / "acme.yaml").write_text(text)
    (tmp_path / "zenith.yaml").write_text(text.replace("partner: acme", "partner: zenith"))
    return tmp_path


@pytest.fixture
def plan(folder: Path) -> "Planner":
    return Planner(folder)


class Planner:
    """Runs the command on a folder, for the days after 23 November 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *options: str, days: int = 60) -> Result:
        words = ["plan", str(self.folder), "--from", "2026-11-23", "--days", str(days)]
        return CliRunner().invoke(app, [*words, *options])

    def document(self, *options: str, days: int = 60) -> dict[str, Any]:
        result = self(*options, "--format", "json", days=days)
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        jsonschema.validate(found, SCHEMA)
        return found


def test_text_tells_what_falls_due_when_and_to_whom(plan: Planner) -> None:
    lines = plan().stdout.splitlines()
    (due,) = [line for line in lines if "daily for 2026-11 is due" in line and "acme" in line]
    assert "Thu 03 Dec 2026" in due
    assert "17:00 Europe/London" in due
    assert any("act by, last day for notice: MSA-1" in line for line in lines)
    assert lines[-1] == "The fullest day is Fri 04 Dec 2026 with 4 mails."


def test_text_counts_the_mails_of_each_person(plan: Planner) -> None:
    lines = [line for line in plan().stdout.splitlines() if "acme/kim" in line]
    assert [cell.strip() for cell in lines[0].split("│")[1:-1]] == [
        "acme/kim",
        "Kim Lee",
        "0",
        "2",
        "6",
        "8",
        "04 Dec 2026 (2)",
    ]


def test_the_document_keeps_its_schema_and_says_the_same(plan: Planner) -> None:
    found = plan.document()
    assert (found["from"], found["to"]) == ("2026-11-23", "2027-01-22")
    kinds = {entry["kind"] for entry in found["entries"]}
    assert kinds == {"file", "report", "notice", "act_by", "reminder"}
    file = next(entry for entry in found["entries"] if entry["kind"] == "file")
    assert file["at"] == "2026-12-03T17:00:00+00:00"
    assert file["timezone"] == "Europe/London"
    (kim,) = [one for one in found["people"] if (one["id"], one["partner"]) == ("kim", "acme")]
    assert kim["mails"] == {"monthly_report": 2, "reminder": 6}
    (lee,) = [one for one in found["people"] if one["id"] == "lee"]
    assert lee["partner"] is None
    assert found["fullest_day"] == {"day": "2026-12-04", "mails": 4}


def test_a_single_day_without_anything_is_an_empty_plan(plan: Planner) -> None:
    found = plan.document(days=0)
    assert found["entries"] == []
    assert found["fullest_day"] is None
    assert plan(days=0).stdout.splitlines()[-1] == "No mails."


def test_a_plan_can_be_of_one_partner(plan: Planner) -> None:
    found = plan.document("--partner", "zenith")
    assert {entry["partner"] for entry in found["entries"]} == {"zenith"}
    assert {one["partner"] for one in found["people"]} == {"zenith", None}


@pytest.mark.parametrize(
    ("person", "ids", "partners"),
    [
        ("ana", ["ana", "ana"], {"acme", "zenith"}),
        ("acme/ana", ["ana"], {"acme"}),
        ("lee", ["lee"], {"acme", "zenith"}),
    ],
)
def test_a_plan_can_be_of_one_person(
    plan: Planner, person: str, ids: list[str], partners: set[str]
) -> None:
    found = plan.document("--person", person)
    assert [one["id"] for one in found["people"]] == ids
    assert {entry["partner"] for entry in found["entries"]} == partners
    concerned = [{*e["who"], *(e["mail"] or {"readers": []})["readers"]} for e in found["entries"]]
    assert all(ids[0] in names for names in concerned)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--partner", "nobody"), "no usable agreement of 'nobody'; known are acme, zenith"),
        (("--person", "bob"), "'bob' is nobody's id; known are acme/ana, acme/kim, lee, "),
        (("--partner", "acme", "--person", "zenith/ana"), "'zenith/ana' is nobody's id"),
        (("--from", "1999-01-01"), "Holidays are known from 2010"),
        (("--from", "2044-12-01"), "Holidays are known from 2010"),
        (("--from", "tomorrow"), "'tomorrow' is not a day"),
    ],
)
def test_what_cannot_be_planned_is_status_2_and_a_sentence(
    plan: Planner, options: tuple[str, ...], sentence: str
) -> None:
    result = plan(*options, days=400)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.replace("│", " ").split())


def test_what_is_left_out_is_named_and_status_1(plan: Planner) -> None:
    (plan.folder / "broken.yaml").write_text("partner: [")
    result = plan("--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["left_out"] == ["broken.yaml"]
    assert "broken.yaml has errors" in result.stderr


def test_the_calendar_has_every_entry_on_its_day(plan: Planner) -> None:
    entries = plan.document()["entries"]
    calendar = Calendar.from_ical(plan("--format", "ics").stdout_bytes)
    events = calendar.walk("VEVENT")
    days = [event.decoded("DTSTART") for event in events]
    found = [day.date() if isinstance(day, datetime) else day for day in days]
    assert found == [date.fromisoformat(entry["day"]) for entry in entries]
    assert len({str(event["UID"]) for event in events}) == len(entries)


@pytest.mark.parametrize("output", ["text", "json", "ics"])
def test_equal_inputs_give_equal_bytes(folder: Path, output: str) -> None:
    command = [sys.executable, "-c", "from concord.cli import main; main()", "plan", str(folder)]
    command += ["--from", "2026-11-23", "--format", output]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    first, second = (
        subprocess.run(command, env=seed, capture_output=True, check=True).stdout for seed in seeds
    )
    assert first == second
    assert first


def test_no_agreement_is_an_empty_calendar_that_calendars_accept(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "organisation.yaml").write_text(ORGANISATION)
    result = Planner(empty)("--format", "ics")
    assert result.exit_code == 0
    assert Calendar.from_ical(result.stdout_bytes).walk("VEVENT") == []
