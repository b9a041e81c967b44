"""`concord try` with several credit regimes: one entry a service and month, with all its lines."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from tests.cli.test_try import Desk

FURTHER = """\
  - {model: flat, service_level: quality, amount: 250.00, bonus: {quality: 300.00}}
"""


class StackedDesk(Desk):
    """A desk on which points and a flat amount are both agreed, and a bonus."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        text = self.agreement.read_text()
        before, after = text.split("credits:\n")
        points, *rest = after.split("  cap: {month: 12 %}\n")
        listed = "".join(
            f"{'  - ' if number == 0 else '    '}{line.strip()}\n"
            for number, line in enumerate(points.splitlines())
        )
        levels = before.replace(
            "    target: at least 99 %", "    stretch: at least 99.8 %\n    target: at least 99 %"
        )
        self.agreement.write_text(f"{levels}credits:\n{listed}{FURTHER}{''.join(rest)}")

    def credits_of(self, good: int) -> list[dict[str, Any]]:
        self.deliver("2026-09", f"2026-09-01,{good},1000")
        found: list[dict[str, Any]] = self.try_()["credits"]
        return found


@pytest.fixture
def desk(tmp_path: Path) -> StackedDesk:
    return StackedDesk(tmp_path)


def test_regimes_are_added_up_and_their_lines_name_them(desk: StackedDesk) -> None:
    (entry,) = desk.credits_of(980)
    assert (entry["amount"], entry["points"], entry["capped"]) == ("1250.00", "1", False)
    assert entry["lines"] == [
        {
            "cause": "quality 2026-09 minor",
            "amount": "1000.00",
            "kind": "failure",
            "how": "1 point x 1 % of GBP 100,000.00",
            "regime": "points",
        },
        {
            "cause": "quality 2026-09 minor",
            "amount": "250.00",
            "kind": "failure",
            "how": "GBP 250.00",
            "regime": "flat:quality",
        },
    ]


def test_a_bonus_is_an_entry_of_its_own(desk: StackedDesk) -> None:
    credit, bonus = desk.credits_of(998)
    assert (credit["amount"], credit["points"]) == ("0.00", "0")
    assert (bonus["amount"], bonus["points"]) == ("-300.00", None)
    assert [line["kind"] for line in bonus["lines"]] == ["bonus"]


def test_people_read_how_each_credit_came_about(desk: StackedDesk) -> None:
    desk.credits_of(980)
    command = ["try", str(desk.agreement), str(desk.drive), "--at", "2026-10-20T09:00"]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
    words = " ".join(result.output.split())
    assert "│ points │ 2026-09 │ GBP 1,000.00 │ 1 │ quality 2026-09 minor: 1 point x 1 %" in words
    assert "│ flat:quality │ 2026-09 │ GBP 250.00 │ │ quality 2026-09 minor: GBP 250.00" in words
