"""The sheets beside a statement: entries as they were written, and what is open."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl

from concord.adapters.report_formats import statement_workbook
from concord.domain.ledger import statements
from concord.domain.settlement import Settlement
from tests.builders import period
from tests.ledger_books import Books, books_agreement


def sheets() -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every sheet for books with a dispute and a change that waits."""
    books = Books(books_agreement(settlement=Settlement(approve_changes_above=Decimal(500))))
    books.owe(m2026_10="1000.00")
    books.dispute("2026-10", "300.00")
    books.dispute("2026-10", "50.00")
    books.resolve(2)
    books.owe(m2026_10="1500.00")
    found = statements(books.agreement, books.ledger, period("2026-10"))
    book = openpyxl.load_workbook(BytesIO(statement_workbook(found)))
    return {
        sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    }


def test_an_entry_is_written_whole() -> None:
    rows = sheets()["Entries"]
    assert rows[0][:4] == ("Service", "Currency", "Kind", "Amount")
    assert rows[1] == (
        *("voice", "GBP", "accrued", 1000, "2026-10", "2026-10", "points"),
        *("phone 2026-10 minor", "concord", datetime(2026, 12, 15, 9), None),  # noqa: DTZ001 -- a cell has no zone
        "northwind/voice/points/GBP/2026-10/accrued/1",
    )
    assert [row[2] for row in rows[1:]] == [
        *("accrued", "disputed", "disputed", "disputed", "confirmed")
    ]


def test_what_is_open_is_listed_with_its_owner_and_day() -> None:
    rows = sheets()["Open points"]
    shown = [(*row[:2], row[5], *row[6:8]) for row in rows[1:]]
    assert shown == [
        ("Dispute", 1, 300, "kim", "29 Dec 2026"),
        ("Dispute, over", 2, 0, None, None),
        ("Change that waits", 1, 500, None, None),
    ]
