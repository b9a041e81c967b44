"""The sample company through the whole chain: each file's verdict, and what comes of the month."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from concord.cli.try_folder import TryOptions, try_folder
from concord.sample_company import SampleCompany, generate

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LAST = "2026-10"

Found = dict[str, Any]
Trier = Callable[[str], Found]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return generate(tmp_path_factory.mktemp("company"), TODAY)


@pytest.fixture
def tried(company: SampleCompany, capsys: pytest.CaptureFixture[str]) -> Trier:
    def run(partner: str) -> Found:
        options = TryOptions(
            agreement=company.agreements / f"{partner}.yaml",
            folder=company.drive / partner.title() / "Inbound",
            first=None,
            last=None,
            at=NOW.isoformat(),
            as_json=True,
            out=None,
        )
        assert try_folder(options, NOW) == 0
        found: Found = json.loads(capsys.readouterr().out)
        return found

    return run


def test_northwind_misses_again_and_owes_a_credit(tried: Trier) -> None:
    found = tried("northwind")
    assert valid(found)
    assert verdicts(found) == {"accepted": 15}
    phone = outcome(found, "phone")
    assert (phone["outcome"], phone["band"], phone["repeat"]) == ("missed", "serious", True)
    assert outcome(found, "handle_time")["outcome"] == "met"
    assert outcome(found, "phone_by_site", site="Cebu")["outcome"] == "missed"
    (credit,) = (c for c in found["credits"] if c["period"] == LAST)
    assert (credit["amount"], credit["currency"], credit["points"]) == ("4800.00", "GBP", "4")
    raised = {issue["key"] for issue in found["issues"]}
    for level in ("phone", "phone_by_site"):
        assert f"northwind/voice/missed-service-level/{level}/{LAST}" in raised
    assert [(r["kind"], r["rung"]) for r in found["reminders"]] == [("notice", "30 days")]
    assert {"monthly_report", "escalation", "reminder"} <= kinds(found)
    assert "data_missing" not in kinds(found)
    assert attachments(found, "reminder", ".ics")
    assert attachments(found, "monthly_report", ".xlsx")


def test_brightline_keeps_its_word_but_for_one_team(tried: Trier) -> None:
    found = tried("brightline")
    assert valid(found)
    assert verdicts(found) == {"accepted": 14}
    (last,) = (s for s in found["submissions"] if s["period"] == LAST)
    assert last["rows_accepted"] == 20_000
    totals = [o for o in found["outcomes"] if o["period"] == LAST and not o["dimension"]]
    assert {o["outcome"] for o in totals} == {"met"}
    retention = outcome(found, "satisfaction", team="retention")
    assert (retention["outcome"], retention["band"]) == ("missed", "minor")
    assert {c["amount"] for c in found["credits"] if c["period"] == LAST} <= {"0.00"}
    assert [(r["kind"], r["rung"]) for r in found["reminders"]] == [("review", "30 days")]
    assert "monthly_report" in kinds(found)


def test_castellan_is_told_the_cell_and_its_month_waits(tried: Trier) -> None:
    found = tried("castellan")
    assert valid(found)
    assert {
        (s["source"], s["period"]): s["verdict"]
        for s in found["submissions"]
        if s["verdict"] != "accepted"
    } == {
        ("case_file", "2026-03"): "quarantined",
        ("case_file", LAST): "missing",
        ("quality_checks", "2026-05"): "rejected",
        ("quality_checks", LAST): "accepted_with_warnings",
    }
    (broken,) = (s for s in found["submissions"] if s["verdict"] == "accepted_with_warnings")
    assert [(f["rule"], f["where"], f["found"]) for f in broken["findings"]] == [
        ("not-a-number", "Qualität!D17", "'folgt'")
    ]
    assert is_late(broken)
    assert [s["period"] for s in found["submissions"] if s["file"] and is_late(s)] == [
        "2026-07",
        "2026-05",
        LAST,
    ]
    assert outcome(found, "without_error")["outcome"] == "incomplete"
    assert {o["outcome"] for o in found["outcomes"] if o["period"] == "2026-03"} >= {"incomplete"}
    assert {"data_missing", "submission_verdict"} <= kinds(found)
    assert "monthly_report" not in kinds(found)


def valid(found: Found) -> bool:
    """Hold the document to the published schema."""
    schema = json.loads((ROOT / "docs/reference/try.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    return True


def verdicts(found: Found) -> dict[str, int]:
    """Return how many files got each verdict."""
    given = [s["verdict"] for s in found["submissions"]]
    return {verdict: given.count(verdict) for verdict in given}


def outcome(found: Found, level: str, **dimension: str) -> Found:
    """Return a service level's outcome in the last month."""
    (one,) = (
        o
        for o in found["outcomes"]
        if (o["service_level"], o["period"], o["dimension"]) == (level, LAST, dimension)
    )
    result: Found = one
    return result


def is_late(submission: Found) -> bool:
    """Say whether a file arrived after it was due."""
    arrived, due = (datetime.fromisoformat(submission[k]) for k in ("arrived", "due"))
    return arrived > due


def kinds(found: Found) -> set[str]:
    """Return what the mails are for."""
    return {message["kind"] for message in found["messages"]}


def attachments(found: Found, kind: str, ending: str) -> bool:
    """Say whether every mail of a kind has an attachment of a type."""
    mails = [message for message in found["messages"] if message["kind"] == kind]
    return all(any(n.endswith(ending) for n in mail["attachments"]) for mail in mails)
