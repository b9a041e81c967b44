"""`concord try` and `explain` with relief, shares of days and targets that hold by day."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from tests.cli.test_try import Desk

EVENT = (
    "  - {id: outage, service_levels: [quality], from: 2026-09-10, to: 2026-09-10, "
    "cause: client, evidence: INC-1, APPROVED}\n"
)
LEVEL = "    target: at least 99 %\n    bands: {minor: 98 %, serious: 97 %, severe: 96 %, "
BAD_DAY = 10


class RelievedDesk(Desk):
    """A September of 30 days at 100 of 100, but for 40 on the 10th."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.deliver(
            "2026-09",
            *(f"2026-09-{d:02},{40 if d == BAD_DAY else 100},100" for d in range(1, 31)),
        )

    def change(self, old: str, new: str) -> None:
        text = self.agreement.read_text()
        assert text.count(old) == 1
        self.agreement.write_text(text.replace(old, new))

    def relieve(self, approved: str = "approved_by: kim") -> None:
        text = self.agreement.read_text()
        event = EVENT.replace(", APPROVED", f", {approved}" if approved else "")
        self.agreement.write_text(text + "relief:\n" + event)

    def outcome(self) -> dict[str, Any]:
        (found,) = self.try_()["outcomes"]
        assert isinstance(found, dict)
        return found

    def explain(self, *words: str) -> str:
        trial = ["--try", str(self.agreement), str(self.drive)]
        result = CliRunner().invoke(app, ["explain", "acme", "quality", "2026-09", *words, *trial])
        assert result.exit_code == 0, result.output
        return " ".join(result.stdout.split())


@pytest.fixture
def desk(tmp_path: Path) -> RelievedDesk:
    return RelievedDesk(tmp_path)


def test_a_relieved_day_counts_neither_for_the_outcome_nor_for_credit(desk: RelievedDesk) -> None:
    assert (desk.outcome()["outcome"], desk.outcome()["value"]) == ("missed", "98")
    desk.relieve()
    found = desk.try_()
    (outcome,), (value,) = found["outcomes"], found["values"]
    assert (outcome["outcome"], outcome["value"], outcome["volume"]) == ("met", "100", "2900")
    assert value["value"] == "98"
    assert [credit["amount"] for credit in found["credits"]] == ["0.00"]
    assert outcome["excluded"] == [
        {
            "id": "outage",
            "cause": "client",
            "dropped": "day",
            "state": "counted",
            "approved_by": "kim",
            "evidence": "INC-1",
            "dates": ["2026-09-10"],
            "days": 1,
            "rows": 1,
            "value_without": "98",
        }
    ]


@pytest.mark.parametrize(
    ("approved", "state"), [("", "requested"), ("approved_by: ana", "not_entitled")]
)
def test_what_nobody_may_approve_is_listed_and_changes_nothing(
    desk: RelievedDesk, approved: str, state: str
) -> None:
    desk.relieve(approved)
    outcome = desk.outcome()
    assert (outcome["outcome"], outcome["value"]) == ("missed", "98")
    assert [(e["state"], e["rows"]) for e in outcome["excluded"]] == [(state, 0)]


def test_what_was_left_out_is_explained(desk: RelievedDesk) -> None:
    desk.relieve()
    assert (
        "Relief outage (client), approved by kim, INC-1: 10 Sep 2026 left out, 1 row. "
        "Without it the result would be 98.00 % instead of 100.00 %."
    ) in desk.explain()
    (level,) = json.loads(desk.explain("--format", "json"))["service_levels"]
    assert [each["id"] for each in level["excluded"]] == ["outage"]


def test_the_tables_say_what_was_left_out(desk: RelievedDesk) -> None:
    words = ["try", str(desk.agreement), str(desk.drive), "--at", "2026-10-20T09:00"]
    assert "what counts" not in CliRunner().invoke(app, words).stdout
    desk.relieve()
    told = CliRunner(env={"COLUMNS": "200"}).invoke(app, words).stdout
    assert "Relief, and how figures were counted" in told
    assert "10 Sep 2026 left out, 1 row" in told


def test_a_share_of_days_is_rated_and_its_failed_days_are_named(desk: RelievedDesk) -> None:
    desk.change(
        LEVEL,
        "    target: 95 % of days at least 99 %\n"
        "    bands: {minor: 94 %, serious: 93 %, severe: 92 %, ",
    )
    outcome = desk.outcome()
    assert (outcome["outcome"], outcome["value"]) == ("met", "96.6666666666667")
    assert (outcome["target"], outcome["direction"]) == ("95", "at_least")
    assert outcome["days"] == {
        "target": "99",
        "direction": "at_least",
        "counted": 30,
        "good": 29,
        "failed": [{"day": "2026-09-10", "value": "40"}],
    }
    told = desk.explain()
    assert "of all days at least 95 % must keep to it" in told
    assert (
        "29 of 30 days with enough data kept to at least 99 %; not 10 Sep 2026 (40.00 %)."
    ) in told


def test_a_target_that_changes_by_day_is_named_with_its_parts(desk: RelievedDesk) -> None:
    desk.change(
        "    target: at least 99 %\n",
        "    target: at least 97 %\n    revisions: "
        "[{from: 2026-09-16, target: at least 99 %, applies: pro rata by day}]\n",
    )
    desk.change("    bands: {minor: 98 %, serious: 97 %, ", "    bands: {minor: 96.5 %, ")
    outcome = desk.outcome()
    assert (outcome["outcome"], outcome["target"]) == ("met", "98")
    assert outcome["target_parts"] == [
        {"since": "2024-04-01", "days": 15, "target": "97"},
        {"since": "2026-09-16", "days": 15, "target": "99"},
    ]
    assert "the mean by day of at least 97 % for 15 days, at least 99 %" in desk.explain()
