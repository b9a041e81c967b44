"""`concord read` as a person runs it: how one workbook is read, and nothing kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from tests.broken_workbooks import workbook
from tests.cli.test_try import AGREEMENT

HEADER = ("date", "good", "handled")


class Desk:
    """An installation with one agreement, and files beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = AGREEMENT.replace("TERM_END", "2029-03-31").replace("NOTICE", "90 days")
        (folder / "acme.yaml").write_text(text.replace("READING", "ordinary"))

    def file(self, content: bytes, name: str = "d_2026-10.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def run(self, path: Path, *options: str) -> Result:
        return CliRunner().invoke(app, ["read", str(path), "--partner", "acme", *options])

    def read(self, path: Path, *options: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(path, "--format", "json", *options).stdout)
        return found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    return Desk(tmp_path)


GOOD = b"date,good,handled,mood\n2026-10-01,990,1000,fine\n2026-10-02,95,100,\n"


def test_everything_that_reading_found_is_in_the_json(desk: Desk) -> None:
    found = desk.read(desk.file(GOOD), "--rows", "1")
    assert found["schema"] == "concord.read/1"
    assert [(s["source"], s["matches"], s["period"]) for s in found["sources"]] == [
        ("daily", True, "2026-10")
    ]
    (reading,) = found["readings"]
    assert (reading["verdict"], reading["header_row"]) == ("accepted_with_warnings", 1)
    assert reading["columns"][1]["sample"] == {
        "where": "line 2",
        "kind": "text",
        "raw": "990",
        "number_format": "",
        "value": "990",
    }
    assert reading["columns_not_read"] == [{"column": "4", "header": "mood"}]
    assert reading["rows"] == [
        {"row": 2, "values": {"date": "2026-10-01", "good": "990", "handled": "1000"}}
    ]
    (figure,) = reading["figures"]
    assert (figure["numerator"], figure["denominator"]) == ("1085", "1100")


def test_equal_files_give_equal_bytes(desk: Desk) -> None:
    path = desk.file(GOOD)
    runs = [desk.run(path, "--format", "json").stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_nothing_is_kept(desk: Desk) -> None:
    desk.run(desk.file(GOOD))
    assert sorted(p.name for p in desk.folder.iterdir()) == ["acme.yaml", "d_2026-10.csv"]


def test_people_see_the_same_in_words(desk: Desk) -> None:
    result = desk.run(desk.file(GOOD))
    assert result.exit_code == 0
    for words in ("accepted with warnings", "'handled'", "'mood'", "98.64 %", "column-unknown"):
        assert words in result.stdout


def test_a_wrong_cell_is_told_and_the_file_is_still_read(desk: Desk) -> None:
    result = desk.run(desk.file(b'date,good,handled\n2026-10-01,"9,4",1000\n'))
    assert result.exit_code == 0
    assert "not readable" in result.stdout
    assert "not-a-number" in result.stdout


def test_a_workbook_says_its_sheet_and_a_totals_row(desk: Desk) -> None:
    text = (desk.folder / "acme.yaml").read_text()
    text = text.replace(".csv", ".*").replace(
        "    covers:", "    totals_rows: [Total]\n    covers:"
    )
    (desk.folder / "acme.yaml").write_text(text)
    content = workbook(HEADER, ("2026-10-01", 990, 1000), ("Total", 990, 1000))
    result = desk.run(desk.file(content, "d_2026-10.xlsx"))
    assert result.exit_code == 0
    assert "sheet 'Daily'" in result.stdout
    assert "nothing differs" in result.stdout
    wrong = workbook(HEADER, ("2026-10-01", 990, 1000), ("Total", 991, 1000))
    assert "differs: see the findings" in desk.run(desk.file(wrong, "d_2026-10.xlsx")).stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "could not be opened"),
        (b"date,good\n2026-10-01,1\n", "MISSING"),
        (b"a,b\n1,2\n", "no header row was found"),
        (
            b"date,good,handled\n2026-10-01,,1000\n2026-10-01,1,2\n2026-10-01,1,3\n",
            "duplicate-key",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_status_1(desk: Desk, content: bytes, words: str) -> None:
    result = desk.run(desk.file(content))
    assert result.exit_code == 1
    assert words in result.stdout
    assert desk.read(desk.file(content))["readings"][0]["rows_accepted"] == 0


def test_a_name_no_source_asks_for_shows_every_pattern_and_is_status_2(desk: Desk) -> None:
    path = desk.file(GOOD, "daily october.csv")
    result = desk.run(path)
    assert result.exit_code == 2
    assert "does not match" in result.stdout
    assert "d_{period:%Y-%m}.csv" in result.stdout
    assert desk.run(path, "--source", "daily").exit_code == 0


def test_an_optional_column_may_be_left_out_and_an_empty_one_has_no_sample(desk: Desk) -> None:
    text = (desk.folder / "acme.yaml").read_text()
    text = text.replace(
        "    columns:\n",
        "    columns:\n"
        "      note:     {type: text, required: false}\n"
        "      other:    {type: text, required: false}\n",
    )
    (desk.folder / "acme.yaml").write_text(text)
    result = desk.run(desk.file(b"date,good,handled,note\n2026-10-01,1,1,\n2026-10-02,1,1,\n"))
    assert result.exit_code == 0, result.stdout
    assert "left out, which is allowed" in result.stdout
    assert "all empty" in result.stdout


def test_content_of_files_is_never_shown_raw(desk: Desk) -> None:
    result = desk.run(desk.file("date,good,handled,[red]\u202e\n2026-10-01,1,1,x\n".encode()))
    assert "\u202e" not in result.stdout
    assert "[red]" in result.stdout


def test_the_agreement_may_be_a_file_of_its_own(desk: Desk) -> None:
    agreement = str(desk.folder / "acme.yaml")
    path = str(desk.file(GOOD))
    assert CliRunner().invoke(app, ["read", path, "--agreement", agreement]).exit_code == 0
    assert desk.run(Path(path), "--agreement", agreement).exit_code == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Name the partner (--partner) or the agreement's file (--agreement)."),
        (["--partner", "other"], "There is no usable agreement of 'other'"),
        (["--agreement", "nowhere.yaml"], "There is no file nowhere.yaml."),
        (["--agreement", "BROKEN"], "cannot be used: mend its"),
        (["--agreement", "ACME", "--partner", "other"], "is the agreement of 'acme'"),
        (["--partner", "acme", "--source", "x"], "There is no source 'x'; known are daily."),
    ],
)
def test_what_cannot_run_is_status_2_and_a_sentence(
    desk: Desk, options: list[str], sentence: str
) -> None:
    (desk.folder / "broken.yaml").write_text("partner: broken\nunheard_of: 1\n")
    named = {a.upper(): str(desk.folder / f"{a}.yaml") for a in ("acme", "broken")}
    words = ["read", str(desk.file(GOOD)), *(named.get(o, o) for o in options)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_a_file_that_is_not_there_is_status_2(desk: Desk) -> None:
    result = desk.run(desk.folder / "nothing.csv")
    assert result.exit_code == 2
    assert "There is no file" in result.stderr
