"""The commands about the credit ledger, as people run them."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.wiring import deployment
from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "statement.schema.json").read_text())
LATER = datetime(2026, 10, 21, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("file")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})


def done(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def refused(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 2, result.output
    return " ".join(result.output.split())


def stated(*words: str) -> dict[str, Any]:
    found = json.loads(run("statement", "acme", *words, "--format", "json").output)
    jsonschema.validate(found, SCHEMA)
    (statement,) = found["statements"]
    assert isinstance(statement, dict)
    return statement


def dispute(amount: str = "300") -> str:
    return done(
        "dispute", "acme", "2026-09", amount, "--by", "ana", "--reason", "Our count [12] differs"
    )


def restate(file: Path, good: int) -> None:
    """Deliver September anew, and assess it."""
    drive = file.parents[1] / "drive" / "acme"
    (drive / "d_2026-09.csv").write_text(f"date,good,handled\n2026-09-01,{good},1000\n")
    here = deployment()
    here.collect("acme", LATER)
    (waiting,) = here.waiting_files("acme")
    name = waiting.submission.sha256[:8]
    done("decide-file", "acme", name, "accept", "--by", "kim", "--note", "Checked.")


def test_a_month_is_stated_with_its_entries() -> None:
    text = done("statement", "acme", "2026-09")
    for words in ("Customer care, September 2026", "Closing balance", "1,000.00", "accrued"):
        assert words in text
    found = stated("2026-09")
    assert (found["opening"], found["closing"], found["undisputed"]) == ("0", "1000.00", "1000.00")
    (entry,) = found["entries"]
    assert (entry["kind"], entry["by"], entry["cites"]) == ("accrued", "concord", None)


def test_a_year_is_stated_too() -> None:
    assert stated("2026")["closing"] == "1000.00"
    assert stated("2027")["opening"] == "1000.00"


def test_a_workbook_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "statement.xlsx"
    assert "name it with --out" in refused("statement", "acme", "2026-09", "--format", "xlsx")
    done("statement", "acme", "2026-09", "--format", "xlsx", "--out", str(out))
    book = openpyxl.load_workbook(BytesIO(out.read_bytes()))
    assert book.sheetnames == ["Statement", "Entries", "Open points"]
    nowhere = str(tmp_path / "no" / "where.xlsx")
    told = refused("statement", "acme", "2026-09", "--format", "xlsx", "--out", nowhere)
    assert "cannot be written" in told


def test_json_may_be_written_to_a_file_and_text_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "statement.json"
    done("statement", "acme", "2026-09", "--format", "json", "--out", str(out))
    jsonschema.validate(json.loads(out.read_text("utf-8")), SCHEMA)
    assert "Text is printed" in refused("statement", "acme", "2026-09", "--out", str(out))


def test_a_statement_that_was_issued_says_to_when_it_may_be_disputed() -> None:
    told = done("statement", "acme", "2026-09", "--issue", "--by", "kim")
    assert "September 2026 of voice may be disputed to the end of" in told
    found = stated("2026-09", "--issue", "--by", "kim", "--service", "voice")
    assert found["disputable_to"]


def test_a_month_is_signed_off_by_both_sides_and_locked() -> None:
    half = done("sign-off", "acme", "2026-09", "--by", "kim")
    assert "is signed by kim; it needs somebody of the partner" in half
    told = done("sign-off", "acme", "2026-09", "--by", "ana", "--service", "voice")
    assert "September 2026 of voice is signed off." in told
    assert "is signed off: ana" in done("statement", "acme", "2026-09")
    found = stated("2026-09")
    assert (found["confirmed"], found["signed_off"][0]["by"]) == ("1000.00", "ana")
    assert "is signed off" in refused("sign-off", "acme", "2026-09", "--by", "kim")


def test_a_dispute_is_recorded_listed_passed_on_and_resolved() -> None:
    assert "Dispute 1 about GBP 300.00: kim must act on it by" in dispute()
    assert "Our count [12] differs" in done("ledger", "waiting", "acme")
    assert "Dispute 1 about GBP 300.00 waits for kim" in done("statement", "acme", "2026-09")
    assert stated("2026-09")["undisputed"] == "700.00"
    assert "ana must act" in done("pass-dispute", "acme", "1", "--to", "ana", "--by", "kim")
    told = done(
        "resolve-dispute", "acme", "1", "--waive", "100", "--by", "kim", "--reason", "Agreed"
    )
    for words in ("disputed GBP", "300.00, waived GBP", "100.00, confirmed GBP 200.00"):
        assert words in told
    assert "Nothing waits" in done("ledger", "waiting", "acme")
    found = stated("2026-09")
    assert (found["closing"], found["disputes"][0]["open"]) == ("900.00", False)


def test_a_dispute_names_the_month_that_it_concerns() -> None:
    told = refused(
        *("dispute", "acme", "2026-10", "5", "--of", "2026-08"),
        *("--by", "ana", "--reason", "x", "--regime", "points", "--service", "voice"),
    )
    assert "no such credit of August 2026" in told


def test_a_part_is_waived() -> None:
    words = ("waive", "acme", "2026-09", "250.00", "--by", "kim", "--reason", "Goodwill")
    assert "Waived: GBP 250.00 of September 2026." in done(*words)
    assert stated("2026-09")["sums"]["waived"] == "-250.00"


def test_much_takes_two_people(file: Path) -> None:
    lee = "  - {id: lee, side: client, name: Lee, role: finance, email: lee@client.example}\n"
    text = file.read_text().replace("contract:\n", f"{lee}contract:\n")
    file.write_text(f"{text}settlement: {{four_eyes_above: 100, approve_changes_above: 50}}\n")
    assert run("approve", "acme", "--by", "kim").exit_code == 0
    waive = ("waive", "acme", "2026-09", "250.00", "--reason", "Goodwill")
    assert "It takes 1 more person to say the same" in done(*waive, "--by", "kim")
    assert "Waived" in done(*waive, "--by", "lee")
    dispute()
    resolve = ("resolve-dispute", "acme", "1", "--reason", "Agreed")
    assert "It takes 1 more person" in done(*resolve, "--by", "kim")
    assert "confirmed GBP 300.00" in done(*resolve, "--by", "lee")
    restate(file, 975)
    assert "wait for approval" in done("ledger", "waiting", "acme")
    assert "waits for a release" in done("statement", "acme", "2026-09")
    assert stated("2026-09")["waiting"][0]["amount"] == "1000.00"
    assert "It takes 1 more person" in done("ledger", "release", "acme", "1", "--by", "kim")
    told = done("ledger", "release", "acme", "1", "--by", "lee")
    assert "Posted to September 2026: GBP 1,000.00." in told


def test_a_change_is_refused(file: Path) -> None:
    file.write_text(f"{file.read_text()}settlement: {{approve_changes_above: 50}}\n")
    assert run("approve", "acme", "--by", "kim").exit_code == 0
    restate(file, 975)
    told = done("ledger", "refuse", "acme", "1", "--by", "kim", "--reason", "Wrong file")
    assert "Refused: change 1 is not posted as it is." in told
    assert "Nothing waits" in done("ledger", "waiting", "acme")


def test_a_correction_is_an_adjustment_that_names_its_file(file: Path) -> None:
    restate(file, 975)
    accrued, adjusted = stated("2026-09")["entries"]
    assert (adjusted["kind"], adjusted["cites"]) == ("adjusted", accrued["key"])
    assert adjusted["cause"] == "restated by 'd_2026-09.csv'"


WRONG = [
    (("statement", "acme", "soon"), "soon"),
    (("statement", "nobody", "2026-09"), "no usable agreement"),
    (
        ("statement", "acme", "2026-09", "--issue", "--service", "mail", "--by", "kim"),
        "no service",
    ),
    (("ledger", "waiting", "nobody"), "no usable agreement"),
    (("waive", "acme", "2026-09", "much", "--by", "kim", "--reason", "x"), "much"),
    (("ledger", "release", "acme", "7", "--by", "kim"), "No change 7 waits"),
    (("resolve-dispute", "acme", "7", "--by", "kim", "--reason", "x"), "no dispute 7"),
]


@pytest.mark.parametrize(("words", "why"), WRONG)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], why: str) -> None:
    assert why in refused(*words)
