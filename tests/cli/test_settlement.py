"""`concord settlement` on an installation into whose drive invoices are dropped."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from concord.cli import settlement
from concord.cli.app import app
from concord.domain.issue import IssueKind
from concord.domain.ledger import EntryKind, LedgerEntry, LedgerLine
from concord.wiring import deployment
from tests.builders import period
from tests.reported_partner import NOW, change, file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "settlement.schema.json").read_text())
SOURCE = """\
sources:
  invoices:
    drive: {connection: ops_drive, folder: acme}
    files: "invoices_{period:%Y-%m}.csv"
    covers: month
    columns:
      invoice: {type: text}
      kind: {type: text}
      net: {type: number}
      refers_to: {type: text}
      day: {from: date, type: text}
"""
SETTLEMENT = "settlement: {within: 30 days, source: invoices, lines: {date: day}}\n"
INVOICES = """\
invoice,kind,net,refers_to,date
INV-1,Invoice,100000.00,2026-09,2026-10-02
CN-1,Credit note,-900.00,2026-09,2026-10-09
VAT-1,VAT,20000.00,2026-09,2026-10-02
INV-9,Invoice,5.00,September,2026-10-02
"""
SEPTEMBER = period("2026-09")


@pytest.fixture
def invoiced(file: Path) -> Path:
    """Return the agreement, with invoices collected and a credit of GBP 1,000.00 confirmed."""
    change(file, "sources:\n", SOURCE)
    file.write_text(file.read_text() + SETTLEMENT)
    (file.parent.parent / "drive" / "acme" / "invoices_2026-10.csv").write_text(INVOICES)
    here = deployment()
    approved = CliRunner().invoke(app, ["approve", "acme", "--by", "kim"])
    assert approved.exit_code == 0, approved.output
    here = deployment()
    here.collect("acme", datetime(2026, 10, 21, 9, tzinfo=UTC))
    with here.store.transaction() as tx:
        tx.ledger.add(
            LedgerEntry(
                partner="acme",
                line=LedgerLine(service="voice", regime="points", currency="GBP"),
                period=SEPTEMBER,
                posted_to=SEPTEMBER,
                kind=EntryKind.CONFIRMED,
                number=1,
                amount=Decimal(1000),
                cause="signed off",
                by="kim",
                at=NOW,
            )
        )
    return file


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["settlement", "acme", *words])


@pytest.mark.usefixtures("invoiced")
def test_what_was_billed_stands_beside_what_was_agreed() -> None:
    result = run()
    assert result.exit_code == settlement.DONE, result.output
    assert "matched" in result.stdout
    assert "differs" in result.stdout
    assert "Row 5 of the file" in result.stdout
    found = json.loads(run("--format", "json").stdout)
    Draft202012Validator(SCHEMA).validate(found)
    assert [(m["kind"], m["state"], m["difference"]) for m in found["matches"]] == [
        ("charge", "matched", "0"),
        ("credit note", "differs", "-100"),
    ]
    assert found["unread"][0]["lacks"] == ["refers_to"]


@pytest.mark.usefixtures("invoiced")
def test_the_round_settles_what_was_paid_and_raises_what_differs() -> None:
    here = deployment()
    rounds = [here.raise_issues("acme", datetime(2026, 10, 21, 10, tzinfo=UTC)) for _ in range(2)]
    kinds = [issue.key.kind for issue in rounds[-1]]
    assert kinds.count(IssueKind.SETTLEMENT_DIFFERENCE) == 1
    with here.store.transaction() as tx:
        entries = tx.ledger.of_partner("acme")
    settled = [entry.amount for entry in entries if entry.kind is EntryKind.SETTLED]
    assert settled == [Decimal(-900)]


@pytest.mark.usefixtures("file")
def test_without_a_source_of_invoices_there_is_nothing_to_match() -> None:
    result = run()
    assert result.exit_code == settlement.COULD_NOT_RUN
    assert "names no source of invoice lines" in " ".join(result.stderr.split())


@pytest.mark.usefixtures("file")
def test_a_stranger_is_refused() -> None:
    result = CliRunner().invoke(app, ["settlement", "stranger"])
    assert result.exit_code == settlement.COULD_NOT_RUN
