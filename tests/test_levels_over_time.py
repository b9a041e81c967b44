"""Service levels through time, as a person sees them: silence, targets of one's own, doubts."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.cli.app import app

AGREEMENT = """\
partner: acme
effects_from: 2026-08
services:
  voice: {name: Customer care, currency: GBP, charges: {fixed: 100000.00}}
people:
  - {id: ana, side: partner, name: Ana Reyes, role: operations_manager, email: ana@acme.example}
  - {id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example}
contract: {reference: MSA-1, start: 2026-01-01, end: 2029-12-31, owner: kim}
calendar: GB-ENG
sources:
  daily:
    files: "d_{period:%Y-%m}.csv"
    covers: month
    due: 3 business days after period end at 17:00
    timezone: Europe/London
    key: [date, site]
    columns:
      date:    {type: date}
      site:    {type: text, one_of: [cebu, manila]}
      good:    {type: count}
      handled: {type: count}
      shown:   {type: percent, required: false, prints: good of handled}
      agreed:  {type: percent, required: false}
kpis:
  quality: {name: Quality, numerator: "sum(good)", denominator: "sum(handled)", by: [site]}
service_levels:
  - id: quality
    kpi: quality
    target: at least 80 %
    targets: {manila: at least 90 %}
    for_each: [site]
    bands: {minor: 70 %, severe: beyond}
    if_incomplete: counts as severe 10 business days after due
  - {id: by_rows, kpi: quality, for_each: [site], target: {at_least: agreed}, money: none}
credits: {model: points, points: {minor: 1, severe: 3}, percent_per_point: 1 %}
"""


class Desk:
    """An agreement, and the files that came so far."""

    def __init__(self, folder: Path) -> None:
        self.agreement, self.drive = folder / "acme.yaml", folder / "drive"
        self.agreement.write_text(AGREEMENT, encoding="utf-8")
        self.drive.mkdir()

    def deliver(self, month: str, came: str, *rows: str) -> None:
        path = self.drive / f"d_{month}.csv"
        lines = ("date,site,good,handled,shown,agreed", *(f"{month}-{row}" for row in rows))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        arrived = datetime.fromisoformat(came).timestamp()
        os.utime(path, (arrived, arrived))

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return result.stdout

    def tried(self, at: str) -> dict[str, Any]:
        range_ = ("--from", "2026-09", "--to", "2026-10", "--at", at, "--format", "json")
        found: dict[str, Any] = json.loads(
            self.run("try", str(self.agreement), str(self.drive), *range_)
        )
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.deliver("2026-09", "2026-10-02T08:00+01:00", "01,cebu,85,100,85,80", "01,manila,85,100,,")
    return made


def outcomes(found: dict[str, Any], level: str, month: str) -> dict[str, tuple[str, str | None]]:
    """Return outcome and band of the total (under no name) and of each site."""
    return {
        o["dimension"].get("site", ""): (o["outcome"], o["band"])
        for o in found["outcomes"]
        if (o["service_level"], o["period"]) == (level, month)
    }


def amounts(found: dict[str, Any]) -> dict[str, str]:
    return {c["period"]: c["amount"] for c in found["credits"] if float(c["amount"])}


def test_each_site_is_held_to_its_own_target(desk: Desk) -> None:
    found = desk.tried("2026-10-10T09:00+01:00")
    assert outcomes(found, "quality", "2026-09") == {
        "": ("met", None),
        "cebu": ("met", None),
        "manila": ("missed", "minor"),
    }
    assert outcomes(found, "by_rows", "2026-09") == {
        "": ("insufficient_data", None),
        "cebu": ("met", None),
        "manila": ("insufficient_data", None),
    }
    (submission,) = [s for s in found["submissions"] if s["file"]]
    assert "no target of site manila in 2026-09" in {f["found"] for f in submission["findings"]}


def test_silence_pays_no_longer_once_it_lasts_too_long(desk: Desk) -> None:
    # October was due on 4 November; ten business days later is the 18th, at 17:00.
    before = desk.tried("2026-11-18T16:59+00:00")
    assert outcomes(before, "quality", "2026-10") == {}
    after = desk.tried("2026-11-18T17:00+00:00")
    assert outcomes(after, "quality", "2026-10") == dict.fromkeys(
        ("", "cebu", "manila"), ("missed", "severe")
    )
    assert amounts(after) == {"2026-10": "3000.00"}
    assert "acme/voice/missed-service-level/quality/2026-10" in {i["key"] for i in after["issues"]}
    rows = ("01,cebu,90,100,90,80", "01,manila,95,100,95,80")
    desk.deliver("2026-10", "2026-11-20T08:00+00:00", *rows)
    late = desk.tried("2026-11-20T09:00+00:00")
    assert set(outcomes(late, "quality", "2026-10").values()) == {("met", None)}
    assert amounts(late) == {}


def test_the_moment_is_planned(desk: Desk) -> None:
    words = ("plan", str(desk.agreement), "--from", "2026-11-18", "--days", "1")
    planned = json.loads(desk.run(*words, "--format", "json"))
    kinds = {entry["kind"]: entry["what"] for entry in planned["entries"]}
    assert kinds["silence"] == "quality for 2026-10 counts as severe if it is incomplete"


def test_a_silent_period_and_a_stated_target_are_explained(desk: Desk) -> None:
    trial = ("--try", str(desk.agreement), str(desk.drive))
    without = desk.run(
        "explain", "acme", "quality", "2026-09", "--dimension", "site=manila", *trial
    )
    assert "the rows do not all state the same one (agreed)" in " ".join(without.split())


def test_a_printed_share_and_a_figure_beyond_the_whole_are_told(desk: Desk) -> None:
    rows = ("01,cebu,110,100,90.0,80", "01,manila,95,100,95.4,80")
    desk.deliver("2026-10", "2026-11-02T08:00+00:00", *rows)
    found = desk.tried("2026-11-10T09:00+00:00")
    findings = [f for s in found["submissions"] for f in s["findings"]]
    told = {(f["where"], f["expected"]) for f in findings if f["rule"] == "printed-differs"}
    assert told == {
        ("line 2", "110 %, from the counts of the row"),
        ("line 3", "95 %, from the counts of the row"),
    }
    rated = outcomes(found, "quality", "2026-10")
    assert rated["cebu"] == rated[""] == ("insufficient_data", None)
    assert rated["manila"] == ("met", None)
    assert "acme/voice/doubtful-figure/quality/2026-10" in {i["key"] for i in found["issues"]}
