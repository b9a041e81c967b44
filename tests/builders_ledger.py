"""Entries of the credit ledger by default; a test states only what matters to it."""

from decimal import Decimal
from typing import Any

from concord.domain.ledger import (
    EntryKind,
    LedgerEntry,
    LedgerEvent,
    LedgerEventKind,
    LedgerLine,
)
from tests.builders import _with, moment, period

VOICE = LedgerLine(service="voice", regime="points", currency="GBP")


def entry(
    amount: str = "1000.00",
    month: str = "2026-10",
    kind: EntryKind = EntryKind.ACCRUED,
    **changes: Any,  # noqa: ANN401 -- as the fields are
) -> LedgerEntry:
    """Return what northwind owes for October 2026, posted to its own month."""
    default = LedgerEntry(
        partner="northwind",
        line=VOICE,
        period=period(month),
        posted_to=period(month),
        kind=kind,
        number=1,
        amount=Decimal(amount),
        cause="assessed",
        by="concord",
        at=moment("2026-11-05T06:00"),
        agreement="a" * 64,
    )
    return _with(default, changes)


def event(kind: LedgerEventKind = LedgerEventKind.ISSUED, **changes: object) -> LedgerEvent:
    """Return an event about October 2026 by kim."""
    default = LedgerEvent(
        partner="northwind",
        service="voice",
        period=period("2026-10"),
        kind=kind,
        subject="c" * 64,
        by="kim",
        at=moment("2026-11-06T09:00"),
        origin="command",
    )
    return _with(default, changes)
