"""`concord explain` as a person runs it: from an installation, or from a folder alone."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from tests.cli.test_try import AGREEMENT


class Desk:
    """An agreement by team and day, and files beside it."""

    def __init__(self, folder: Path) -> None:
        self.agreement, self.drive = folder / "acme.yaml", folder / "files"
        self.drive.mkdir()
        text = AGREEMENT.replace("TERM_END", "2029-03-31").replace("NOTICE", "90 days")
        text = text.replace("READING", "ordinary").replace("key: [date]", "key: [date, team]")
        text = text.replace(
            "      date:     {type: date}",
            "      date:     {type: date}\n      team:     {type: text, one_of: [red, blue]}",
        )
        text = text.replace(
            "    columns:", "    coverage: {every: calendar day, for_each: [team]}\n    columns:"
        )
        text = text.replace(
            'denominator: "sum(handled)"', 'denominator: "sum(handled)", by: [team]'
        )
        text = text.replace(
            "    bands:",
            "    completeness: 1 %\n    rounding: {places: 1, mode: half_up}\n"
            "    minimum_volume: 10\n    bands:",
        )
        self.agreement.write_text(text)

    def deliver(self, *rows: str, name: str = "d_2026-09.csv", hour: int = 8) -> None:
        path = self.drive / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(("date,team,good,handled", *rows)) + "\n")
        arrived = datetime(2026, 10, 5, hour, tzinfo=UTC).timestamp()
        os.utime(path, (arrived, arrived))

    def run(self, *words: str) -> Result:
        trial = ["--try", str(self.agreement), str(self.drive)]
        return CliRunner().invoke(app, ["explain", "acme", *words, *trial])

    def explain(self, *words: str) -> dict[str, Any]:
        result = self.run(*words, "--format", "json")
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.deliver("2026-09-01,red,95,100", "2026-09-02,blue,30,40", '2026-09-03,red,"9,4",10')
    return made


def test_the_whole_derivation_is_in_the_json(desk: Desk) -> None:
    found = desk.explain("quality", "2026-09")
    assert (found["value"], found["shown"], found["is_current"]) == (
        "89.2857142857143",
        "89.29 %",
        True,
    )
    assert found["expressions"] == [
        {"role": "numerator", "expression": "sum(good)", "value": "125"},
        {"role": "denominator", "expression": "sum(handled)", "value": "140"},
    ]
    assert found["rows_counted"] == 2
    assert [row["row"] for row in found["rows"]] == [2, 3]
    (left_out,) = found["rows_left_out"]
    assert left_out["row"] == 4
    assert [finding["rule"] for finding in left_out["findings"]] == ["not-a-number"]
    (file,) = found["files"]
    assert (file["file"], file["verdict"]) == ("d_2026-09.csv", "accepted_with_warnings")
    assert file["arrived"] == "2026-10-05T08:00:00+00:00"
    (level,) = found["service_levels"]
    assert level["in_force"]["target"] == "99"
    assert level["rounding"] == {"places": 1, "mode": "half_up"}
    assert (level["compared_value"], level["minimum_volume"]) == ("89.3", "10")
    assert (level["outcome"], level["band"], level["points"]) == ("missed", "threshold", "4")
    assert len(level["missing_cells"]) == 58
    assert level["missing_cells"][0] == {
        "day": "2026-09-01",
        "values": {"team": "blue"},
        "came_unreadable": False,
    }


def test_a_part_is_named_by_its_column(desk: Desk) -> None:
    found = desk.explain("quality", "2026-09", "--dimension", "team=red")
    assert (found["value"], found["dimension"]) == ("95", {"team": "red"})
    (level,) = found["service_levels"]
    assert (level["is_rated"], level["outcome"]) == (False, None)


def test_a_service_level_may_be_named_instead_of_its_kpi(desk: Desk) -> None:
    assert desk.explain("--service-level", "quality", "2026-09")["kpi"] == "quality"
    assert desk.explain("quality", "2026-09", "--service-level", "quality")["kpi"] == "quality"


def test_a_restated_value_is_shown_with_both_figures(desk: Desk) -> None:
    desk.deliver("2026-09-01,red,96,100", name="corrected/d_2026-09.csv", hour=9)
    found = desk.explain("quality", "2026-09")
    (cell,) = found["superseded"]
    assert (cell["key"], cell["column"], cell["old"], cell["new"]) == (
        "2026-09-01|red",
        "good",
        "95",
        "96",
    )
    assert "Superseded by restatement" in desk.run("quality", "2026-09").stdout


def test_people_see_the_same_in_words(desk: Desk) -> None:
    (desk.drive / "d_2026-08.csv").write_text("date,team,good\n")
    desk.deliver(*(f"2026-07-{n:02},red,1,1" for n in range(1, 31)), name="d_2026-07.csv")
    text = desk.run("quality", "2026-09").stdout
    for words in (
        "numerator: sum(good) = 125",
        "In reports: 89.29 %. Exactly: 89.2857142857143.",
        "Left out: 1 row not readable",
        "line 4 not-a-number",
        "target: at least 99 %",
        "compared: 89.3, rounded to 1 decimal place (half up)",
        "at least 10 are required",
        "1 Sep 2026, team blue",
        "and 48 more",
        "outcome: Missed (threshold), points 4",
    ):
        assert words in text
    assert "No data" in desk.run("quality", "2026-08").stdout
    assert "the first 20 of them" in desk.run("quality", "2026-07").stdout
    assert "the first 20 of them" not in desk.run("quality", "2026-07", "--all").stdout
    assert len(desk.explain("quality", "2026-07")["rows"]) == 20
    assert len(desk.explain("quality", "2026-07", "--all")["rows"]) == 30
    assert (
        "does not rate this part"
        in desk.run("quality", "2026-09", "--dimension", "team=red").stdout
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["qualty", "2026-09"], "Did you mean quality?"),
        (["quality", "2020-01"], "Periods with figures of quality: 2026-09."),
        (
            ["quality", "2026-09", "--dimension", "team=green"],
            "That period has figures for: Total; team blue; team red.",
        ),
    ],
)
def test_a_figure_that_does_not_exist_is_status_1_and_says_what_there_is(
    desk: Desk, words: list[str], sentence: str
) -> None:
    result = desk.run(*words)
    assert result.exit_code == 1
    assert sentence in " ".join(result.stdout.split())
    found = json.loads(desk.run(*words, "--format", "json").stdout)
    assert found["error"] in {"no-such-figure", "no-such-kpi"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["2026-09"], "Name the KPI before the period"),
        (["quality", "May"], "'May' is not a period"),
        (["quality", "2026-09", "--dimension", "red"], "'red' is no dimension"),
        (["--service-level", "x", "2026-09"], "There is no service level 'x'; known are quality."),
        (
            ["other", "2026-09", "--service-level", "quality"],
            "The service level quality is on the KPI quality.",
        ),
    ],
)
def test_what_cannot_be_asked_is_status_2_and_a_sentence(
    desk: Desk, words: list[str], sentence: str
) -> None:
    result = desk.run(*words)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_a_trial_needs_an_agreement_of_that_partner_and_a_folder(desk: Desk) -> None:
    files = str(desk.drive)
    for agreement, folder, partner, sentence in (
        ("nowhere.yaml", files, "acme", "There is no file nowhere.yaml"),
        (str(desk.agreement), "nowhere", "acme", "no folder nowhere"),
        (str(desk.agreement), files, "other", "is the agreement of 'acme'"),
    ):
        words = ["explain", partner, "quality", "2026-09", "--try", agreement, folder]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 2
        assert sentence in " ".join(result.stderr.split())
    desk.agreement.write_text("partner: acme\nunheard_of: 1\n")
    assert desk.run("quality", "2026-09").exit_code == 2


@pytest.mark.usefixtures("desk")
def test_an_installation_explains_what_it_has_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    CliRunner().invoke(app, ["db", "upgrade"])
    result = CliRunner().invoke(app, ["explain", "acme", "quality", "2026-09"])
    assert result.exit_code == 1
    assert "Periods with figures of quality: none." in result.stdout
