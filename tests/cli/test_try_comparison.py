"""`concord try --compare`: our figures beside the ones kept by hand."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.domain.notation import MINUS
from tests.cli.test_try import AGREEMENT, SCHEMA

# The figures of compliance in the field: 1,000 answered, 60 given up, 860 answered in time.
CALLS = "date,answered_in,answered,abandoned,abandoned_in,abandoned_short\n"
VARIANTS = {
    "met": "83.02",
    "ignored": "86.00",
    "all_hurt": "81.13",
    "in_time_excluded": "82.69",
    "short_credited": "82.08",
    "short_excluded": "81.90",
}


class Desk:
    """An agreement, a partner's files, and the figures somebody keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.drive = folder, folder / "files"
        self.agreement = folder / "acme.yaml"
        self.drive.mkdir()
        text = AGREEMENT.replace("TERM_END", "2029-03-31").replace("NOTICE", "90 days")
        self.agreement.write_text(text.replace("READING", "ordinary"))
        self.deliver("date,good,handled\n2026-09-01,90,100\n2026-09-02,10,50\n")

    def deliver(self, text: str) -> None:
        (self.drive / "d_2026-09.csv").write_text(text)

    def run(self, kept: Path, *options: str) -> Result:
        command = ["try", str(self.agreement), str(self.drive), "--at", "2026-10-20T09:00"]
        return CliRunner().invoke(app, [*command, "--compare", str(kept), *options])

    def keep(self, *lines: str, header: str = "kpi,period,value") -> Path:
        path = self.folder / "kept.csv"
        path.write_text("\n".join((header, *lines)) + "\n")
        return path

    def compare(self, kept: Path) -> list[dict[str, Any]]:
        result = self.run(kept, "--format", "json")
        assert result.exit_code == 0, result.output
        found = json.loads(result.stdout)
        jsonschema.validate(found, SCHEMA)
        comparison: list[dict[str, Any]] = found["comparison"]
        return comparison


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_figure_is_equal_at_the_decimals_it_is_written_with(desk: Desk) -> None:
    (found,) = desk.compare(desk.keep("quality,2026-09,66.7"))
    assert (found["result"], found["ours"], found["theirs"]) == (
        "equal_as_shown",
        "66.6666666666667",
        "66.7",
    )
    assert found["read_as"] == "read '66.7' without a % sign: 66.7 %"


def test_a_difference_is_in_the_unit_and_has_a_hypothesis(desk: Desk) -> None:
    kept = desk.keep("quality,2026-09,55.0", "quality,2026-08,1.0", "qality,2026-09,1.0")
    unread, theirs, differs = desk.compare(kept)
    assert (differs["result"], differs["difference"]) == ("differs", "-11.6666666666667")
    assert differs["causes"][0].startswith("the mean of the daily figures")
    assert (theirs["result"], theirs["period"]) == ("only_theirs", "2026-08")
    assert (unread["result"], unread["kpi"], unread["where"]) == ("unreadable", "qality", "line 4")


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_variant_of_the_service_level_is_recognised(desk: Desk, variant: str) -> None:
    text = desk.agreement.read_text()
    start, end = text.index("      good:"), text.index("service_levels:")
    columns = CALLS.strip().split(",")[1:]
    declared = "".join(f"      {name}: {{type: count}}\n" for name in columns)
    kpi = "kpis:\n  quality: {standard: service_level, within: 20 s, abandons: all_hurt, "
    kpi += ", ".join(f"{name}: {name}" for name in columns) + "}\n"
    desk.agreement.write_text(text[:start] + declared + kpi + text[end:])
    desk.deliver(f"{CALLS}2026-09-01,860,1000,60,20,10\n")
    (found,) = desk.compare(desk.keep(f"quality,2026-09,{VARIANTS[variant]} %"))
    if variant == "all_hurt":
        assert found["result"] == "equal_as_shown"
    else:
        assert found["causes"][0].startswith(f"computed as the variant {variant}:")


def test_a_workbook_says_by_its_format_what_a_percentage_is(desk: Desk) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (
        ("KPI", "Month", "Value"),
        ("quality", "2026-09", 0.667),
        ("quality", "9/2026", 0.667),
    ):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    path = desk.folder / "kept.xlsx"
    workbook.save(path)
    shown, share = desk.compare(path)
    assert (shown["result"], shown["theirs"], shown["where"]) == (
        "equal_as_shown",
        "66.7",
        "Sheet!C2",
    )
    assert (share["result"], share["causes"]) == (
        "differs",
        ["written as a share of 1, not in percent"],
    )


def test_equal_inputs_give_equal_bytes(desk: Desk) -> None:
    kept = desk.keep("quality,2026-09,55.0", "quality,2026-09,66.7")
    runs = [desk.run(kept, "--format", "json").stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_without_it_the_document_has_no_comparison(desk: Desk) -> None:
    command = ["try", str(desk.agreement), str(desk.drive), "--format", "json"]
    assert "comparison" not in json.loads(CliRunner().invoke(app, command).stdout)


def test_people_see_the_same_in_words(desk: Desk) -> None:
    kept = desk.keep(
        "quality,2026-09,55.0,a",
        "quality,2026-09,70.0,b",
        "[red]x,2026-09,1,c",
        header="kpi,period,value,mood",
    )
    result = desk.run(kept)
    assert result.exit_code == 0
    text = " ".join(result.stdout.replace("│", " ").split())
    for words in (f"{MINUS}11.6667", "+3.3333", "no known cause", "[red]x", "D 'mood'"):
        assert words in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file"),
        (b"", "The file is empty"),
        (b"a,b\n1,2\n", "No row has the headers kpi, period and value"),
    ],
)
def test_figures_that_cannot_be_read_are_status_2_and_a_sentence(
    desk: Desk, content: bytes | None, sentence: str
) -> None:
    path = desk.folder / "kept.csv"
    if content is not None:
        path.write_bytes(content)
    result = desk.run(path)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
