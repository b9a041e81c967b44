"""`concord try` as a person runs it: the whole chain on a folder, sending nothing."""

import csv
import json
import os
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from concord.cli.app import app

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "try.schema.json").read_text())
AGREEMENT = """\
partner: acme
services:
  voice: {name: Customer care, currency: GBP, charges: {fixed: 100000.00}}
people:
  - {id: ana, side: partner, name: Ana Reyes, role: operations_manager, email: ana@acme.example}
  - {id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example}
contract:
  reference: MSA-1
  start: 2024-04-01
  end: TERM_END
  notice: {period: NOTICE, reading: READING}
  owner: kim
sources:
  daily:
    files: "d_{period:%Y-%m}.csv"
    covers: month
    due: 3 business days after period end at 17:00
    timezone: Europe/London
    key: [date]
    columns:
      date:     {type: date}
      good:     {type: count, at_most: handled}
      handled:  {type: count}
kpis:
  quality: {numerator: "sum(good)", denominator: "sum(handled)"}
service_levels:
  - id: quality
    kpi: quality
    target: at least 99 %
    bands: {minor: 98 %, serious: 97 %, severe: 96 %, threshold: beyond}
credits:
  model: points
  points: {minor: 1, serious: 2, severe: 3, threshold: 4}
  repeat_multiplier: 2
  percent_per_point: 1 %
  cap: {month: 12 %}
"""
TAX_QUARTER = """\
  - id: tax_quarter
    kpi: quality
    target: at least 99 %
    period: fiscal quarter
    bands: {minor: 98 %, threshold: beyond}
"""


class Desk:
    """An agreement and a folder of files, as they lie on somebody's desk."""

    def __init__(self, folder: Path) -> None:
        self.agreement = folder / "acme.yaml"
        self.drive = folder / "files"
        self.drive.mkdir()
        self.write()

    def write(
        self, end: str = "2029-03-31", notice: str = "90 days", reading: str = "ordinary"
    ) -> None:
        text = AGREEMENT.replace("TERM_END", end).replace("NOTICE", notice)
        self.agreement.write_text(text.replace("READING", reading))

    def deliver(self, month: str, *rows: str, name: str = "") -> Path:
        path = self.drive / (name or f"d_{month}.csv")
        path.write_text("\n".join(("date,good,handled", *rows)) + "\n")
        arrived = datetime(2026, 10, 5, 8, tzinfo=UTC).timestamp()
        os.utime(path, (arrived, arrived))
        return path

    def try_(self, *options: str, at: str = "2026-10-20T09:00") -> dict[str, Any]:
        command = ["try", str(self.agreement), str(self.drive), "--format", "json", "--at", at]
        result = CliRunner().invoke(app, [*command, *options])
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        jsonschema.validate(found, SCHEMA)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("values", "points", "amounts"),
    [
        ("98.5|96.5|96.5", "1|6|6", "1000.00|6000.00|6000.00"),
        ("96.5|98.5|96.5", "3|2|6", "3000.00|2000.00|6000.00"),
        ("98.5|99.2|98.5", "1|0|1", "1000.00|0.00|1000.00"),
        ("99.0|98.0|97.0", "0|1|4", "0.00|1000.00|4000.00"),
        ("95.0|95.0|95.0", "4|8|8", "4000.00|8000.00|8000.00"),
    ],
)
def test_points_repeat_without_compounding_and_end_with_a_met_month(
    desk: Desk, values: str, points: str, amounts: str
) -> None:
    for month, value in zip(("07", "08", "09"), values.split("|"), strict=True):
        good = int(Decimal(value) * 10)
        desk.deliver(f"2026-{month}", f"2026-{month}-01,{good},1000")
    found = desk.try_()
    assert "|".join(outcome["points"] for outcome in found["outcomes"]) == points
    assert "|".join(credit["amount"] for credit in found["credits"]) == amounts


@pytest.mark.parametrize(
    ("end", "notice", "reading", "latest", "act_by"),
    [
        ("2026-12-01", "90d", "ordinary", "2026-09-02", "2026-09-02"),
        ("2026-12-31", "90d", "ordinary", "2026-10-02", "2026-10-02"),
        ("2027-01-31", "90d", "clear_days", "2026-11-01", "2026-10-30"),
        ("2027-03-31", "60d", "ordinary", "2027-01-30", "2027-01-29"),
        ("2027-05-31", "3 months", "ordinary", "2027-02-28", "2027-02-26"),
        ("2027-05-31", "90d", "ordinary", "2027-03-02", "2027-03-02"),
        ("2027-01-01", "90d", "ordinary", "2026-10-03", "2026-10-02"),
    ],
)
def test_notice_is_counted_back_as_the_contract_reads_and_acted_on_before(
    desk: Desk, end: str, notice: str, reading: str, latest: str, act_by: str
) -> None:
    desk.write(end, notice, reading)
    reminders = desk.try_(at=f"{act_by}T09:00")["reminders"]
    (found,) = (reminder for reminder in reminders if reminder["kind"] == "notice")
    assert (found["latest_date"], found["act_by"]) == (latest, act_by)


def test_a_month_without_a_file_is_missing_and_never_met(desk: Desk) -> None:
    desk.deliver("2026-07", "2026-07-01,995,1000")
    desk.deliver("2026-09", "2026-09-01,995,1000")
    found = desk.try_()
    verdicts = {s["period"]: s["verdict"] for s in found["submissions"]}
    assert verdicts == {"2026-07": "accepted", "2026-08": "missing", "2026-09": "accepted"}
    outcomes = {o["period"]: o["outcome"] for o in found["outcomes"]}
    assert outcomes == {"2026-07": "met", "2026-08": "incomplete", "2026-09": "met"}
    assert [i["key"] for i in found["issues"]] == ["acme/voice/late-file/daily/2026-08"]


def test_a_wrong_cell_leaves_its_month_incomplete_and_is_told_by_its_line(desk: Desk) -> None:
    desk.deliver("2026-09", "2026-09-01,995,1000", '2026-09-02,"9,4",1000')
    found = desk.try_()
    (submission,) = found["submissions"]
    assert submission["verdict"] == "accepted_with_warnings"
    assert submission["rows_accepted"] == 1
    assert [(f["rule"], f["where"]) for f in submission["findings"]] == [
        ("not-a-number", "line 3")
    ]
    assert [o["outcome"] for o in found["outcomes"]] == ["incomplete"]


def test_a_newer_file_restates_what_it_changes(desk: Desk) -> None:
    desk.deliver("2026-09", "2026-09-01,980,1000", "2026-09-02,990,1000")
    path = desk.drive / "corrected"
    path.mkdir()
    newer = desk.deliver("2026-09", "2026-09-01,985,1000", "2026-09-03,990,1000")
    newer.rename(path / newer.name)
    desk.deliver("2026-09", "2026-09-01,980,1000", "2026-09-02,990,1000")
    os.utime(path / newer.name, (1_791_500_000, 1_791_500_000))
    (restatement,) = desk.try_()["restatements"]
    assert (restatement["added"], restatement["removed"]) == (1, 0)
    assert restatement["changed"] == [
        {"key": "2026-09-01", "column": "good", "old": "980", "new": "985"}
    ]


def test_the_range_bounds_what_is_shown_and_not_what_a_rule_looks_back_on(desk: Desk) -> None:
    desk.deliver("2026-08", "2026-08-01,985,1000")
    desk.deliver("2026-09", "2026-09-01,985,1000")
    found = desk.try_("--from", "2026-09", "--to", "2026-09")
    (outcome,) = found["outcomes"]
    assert (outcome["period"], outcome["repeat"], outcome["points"]) == ("2026-09", True, "2")
    assert [i["key"] for i in found["issues"]] == [
        "acme/voice/missed-service-level/quality/2026-09"
    ]


def test_fiscal_and_rolling_service_levels_are_rated_and_paid_where_they_end(desk: Desk) -> None:
    text = desk.agreement.read_text()
    for old, new in (
        ("  owner: kim\n", "  owner: kim\n  year_starts: 04-06\n"),
        ("service_levels:\n", f"service_levels:\n{TAX_QUARTER}"),
        ("credits:\n", "    period: rolling 2 months\ncredits:\n"),
    ):
        text = text.replace(old, new)
    desk.agreement.write_text(text)
    desk.deliver("2026-04", "2026-04-05,0,9000", "2026-04-06,985,1000")
    desk.deliver("2026-05", "2026-05-31,985,1000")
    found = desk.try_()
    assert [(o["service_level"], o["period"], o["outcome"]) for o in found["outcomes"]] == [
        ("quality", "2026-04/P2M", "insufficient_data"),
        ("quality", "2026-05/P2M", "missed"),
        ("tax_quarter", "FY2025-Q4", "missed"),
        ("tax_quarter", "FY2026-Q1", "missed"),
    ]
    assert {v["value"] for v in found["values"] if v["period"] == "FY2026-Q1"} == {"98.5"}
    assert [(c["period"], c["amount"]) for c in found["credits"]] == [
        ("2026-04", "4000.00"),
        ("2026-05", "4000.00"),
        ("2026-07", "2000.00"),
    ]
    assert "acme/voice/missed-service-level/quality/2026-05/P2M" in [
        issue["key"] for issue in found["issues"]
    ]
    last = desk.try_("--from", "FY2026-Q1")
    assert {o["period"] for o in last["outcomes"]} == {"2026-04/P2M", "2026-05/P2M", "FY2026-Q1"}


def test_due_times_are_in_the_zone_of_the_source(desk: Desk) -> None:
    desk.deliver("2026-09", "2026-09-01,995,1000")
    (submission,) = desk.try_()["submissions"]
    assert submission["due"] == "2026-10-05T17:00:00+01:00"


def test_equal_inputs_give_equal_bytes(desk: Desk) -> None:
    desk.deliver("2026-09", "2026-09-01,985,1000")
    assert json.dumps(desk.try_()) == json.dumps(desk.try_())


def test_mails_and_reports_are_written_where_asked(desk: Desk, tmp_path: Path) -> None:
    desk.deliver("2026-09", "2026-09-01,985,1000")
    desk.try_("--out", str(tmp_path / "out"))
    kinds = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert kinds >= {".eml", ".html", ".xlsx"}


def test_an_agreement_with_errors_is_status_1_and_says_so_in_the_same_json(desk: Desk) -> None:
    desk.agreement.write_text("partner: acme\nunheard_of: 1\n")
    command = ["try", str(desk.agreement), str(desk.drive), "--format", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    assert [f["path"] for f in found["agreement_findings"] if f["severity"] == "error"] == [
        "unheard_of"
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["nowhere.yaml", "."], "There is no file nowhere.yaml"),
        (["AGREEMENT", "nowhere"], "There is no folder nowhere"),
        (["AGREEMENT", "DRIVE", "--at", "tomorrow"], "'tomorrow' is not a moment"),
        (["AGREEMENT", "DRIVE", "--from", "May"], "'May' is not a period"),
    ],
)
def test_what_cannot_run_is_status_2_and_a_sentence(
    desk: Desk, options: list[str], sentence: str
) -> None:
    named = {"AGREEMENT": str(desk.agreement), "DRIVE": str(desk.drive)}
    result = CliRunner().invoke(app, ["try", *(named.get(o, o) for o in options)])
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_text_is_the_same_for_people(desk: Desk) -> None:
    desk.deliver("2026-09", "2026-09-01,985,1000", '2026-09-02,"9,4",1000')
    (desk.drive / "photo.jpg").write_bytes(b"sea")
    command = ["try", str(desk.agreement), str(desk.drive), "--at", "2026-10-20T09:00"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "accepted_with_warnings" in result.stdout
    assert "No source asks for 'photo.jpg'" in result.stdout


PUBLISHED = ROOT.parent / "shared" / "data" / "nhs_ae"


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published data is not beside the project")
def test_36_published_months_are_equal_to_the_last_digit_compared() -> None:
    agreement = ROOT / "tests" / "agreements" / "nhs_ae" / "nhs_ae.yaml"
    result = CliRunner().invoke(
        app, ["try", str(agreement), str(PUBLISHED), "--format", "json", "--at", "2019-05-20"]
    )
    found = json.loads(result.stdout)
    values = {
        (v["period"], v["dimension"].get("org_code", "")): Fraction(Decimal(v["value"])) / 100
        for v in found["values"]
    }
    outcomes = {
        (o["period"], o["dimension"].get("org_code", "")): o["outcome"] for o in found["outcomes"]
    }
    expected = [
        row
        for name in ("expected_by_month.csv", "expected_by_month_provider.csv")
        for row in csv.DictReader((PUBLISHED / name).read_text().splitlines())
    ]
    assert len(values) == len(expected)
    for row in expected:
        place = (row["period"][:7], row.get("org_code", ""))
        assert abs(values[place] - Fraction(row["within_4h_pct"])) < Fraction(1, 10**9), place
        if "met_95" in row:
            assert (outcomes[place] == "met") == (row["met_95"] == "True"), place
    assert found["issues"] == found["messages"] == []
