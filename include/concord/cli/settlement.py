"""`concord settlement`: how what was billed compares with charges and confirmed credits."""

from __future__ import annotations

import json
from datetime import datetime

from concord.cli.output import complain, console, table
from concord.domain.errors import AgreementError
from concord.domain.invoicing import InvoiceLine, Match, UnreadLine
from concord.domain.kpi import as_text
from concord.domain.notation import day, money, period_name, shown
from concord.services.settle_invoices import Invoiced
from concord.wiring import deployment

SCHEMA = "concord.settlement/1"
DONE, COULD_NOT_RUN = 0, 2
_HEADER = ("Service", "Month", "What", "Expected", "Came", "Difference", "State", "By")

Json = dict[str, object]


def print_settlement(partner: str, now: datetime, *, as_json: bool) -> int:
    """Print every pair; 2 where the agreement says nothing of invoices."""
    installation = deployment()
    try:
        found = installation.match_invoices(partner, now)
    except AgreementError as error:
        complain(str(error))
        return COULD_NOT_RUN
    if found is None:
        complain(
            f"The agreement of {partner} names no source of invoice lines. "
            "What to do: name it under `settlement: {source: ...}`."
        )
        return COULD_NOT_RUN
    if as_json:
        print(json.dumps(document(partner, found), indent=2, ensure_ascii=False))  # noqa: T201 - the result
        return DONE
    out = console()
    title = f"Invoices and credit notes of {shown(partner)}"
    out.print(table(title, _HEADER, map(_row, found.matches)))
    for line in found.unread:
        lacks = ", ".join(line.lacks)
        out.print(f"Row {line.row} of the file {line.sha256[:8]} cannot be matched: {lacks}.")
    return DONE


def _row(match: Match) -> tuple[str, ...]:
    return (
        shown(match.service),
        period_name(match.month),
        match.kind.value,
        "nothing" if match.expected is None else money(match.expected, match.currency),
        money(match.billed, match.currency),
        money(match.difference, match.currency),
        match.state.value,
        "" if match.by is None else day(match.by),
    )


def document(partner: str, found: Invoiced) -> Json:
    """Return the JSON, a versioned contract: see docs/reference/settlement.schema.json."""
    return {
        "schema": SCHEMA,
        "partner": partner,
        "matches": [_match(match) for match in found.matches],
        "unread": [_unread(line) for line in found.unread],
    }


def _match(match: Match) -> Json:
    return {
        "service": match.service,
        "month": str(match.month),
        "kind": match.kind,
        "currency": match.currency,
        "expected": as_text(match.expected),
        "billed": as_text(match.billed),
        "difference": as_text(match.difference),
        "state": match.state,
        "by": None if match.by is None else match.by.isoformat(),
        "lines": [_line(line) for line in match.lines],
    }


def _line(line: InvoiceLine) -> Json:
    return {
        "invoice": shown(line.invoice),
        "net": as_text(line.net),
        "date": line.day.isoformat(),
        "sha256": line.sha256,
        "row": line.row,
    }


def _unread(line: UnreadLine) -> Json:
    return {"sha256": line.sha256, "row": line.row, "lacks": list(line.lacks)}
