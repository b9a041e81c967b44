"""`concord try` names a service level that fails again and again beside its single misses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from tests.cli.test_try import AGREEMENT, SCHEMA


def issues(
    folder: Path, good: list[int], policy: str = "", asked: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return the issues of a trial over months from May on, of 1,000 contacts each."""
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    agreement = folder / "acme.yaml"
    agreement.write_text(text.replace("READING", "ordinary") + policy)
    drive = folder / "drive"
    drive.mkdir()
    for month, count in enumerate(good, start=5):
        rows = f"date,good,handled\n2026-{month:02d}-01,{count},1000\n"
        (drive / f"d_2026-{month:02d}.csv").write_text(rows)
    words = ["try", str(agreement), str(drive), "--at", "2026-11-20T09:00", "--format", "json"]
    words.extend(asked)
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    jsonschema.validate(document, SCHEMA)
    found: list[dict[str, Any]] = document["issues"]
    return [issue for issue in found if "recurring-failure" in issue["key"]]


def test_the_third_miss_within_six_months_is_one_issue_more(tmp_path: Path) -> None:
    (issue,) = issues(tmp_path, [985, 995, 985, 995, 985, 995])
    assert issue["key"] == "acme/voice/recurring-failure/quality/2026-09"
    assert issue["severity"] == "serious"


def test_two_misses_are_not_too_many(tmp_path: Path) -> None:
    assert issues(tmp_path, [985, 985, 995, 995, 995, 995]) == []


def test_the_policy_may_say_otherwise(tmp_path: Path) -> None:
    level = "{roles: {client: vendor_manager}, respond_within: 4 business hours}"
    policy = f"escalation: {{levels: [{level}], recurring: 2 of 3}}\n"
    (issue,) = issues(tmp_path, [995, 985, 985, 995], policy)
    assert issue["key"].endswith("quality/2026-07")


@pytest.mark.parametrize(
    ("asked", "count"),
    [(("--from", "2026-10"), 1), (("--to", "2026-09"), 1), (("--to", "2026-08"), 0)],
)
def test_a_range_shows_it_from_its_beginning_on(
    tmp_path: Path, asked: tuple[str, ...], count: int
) -> None:
    found = issues(tmp_path, [985, 995, 985, 995, 985, 995], asked=asked)
    assert len(found) == count
