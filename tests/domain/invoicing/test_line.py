"""A delivered row is a line of an invoice, one of no concern, or one that cannot be read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from concord.domain.evidence import EvidenceRow
from concord.domain.invoicing import (
    InvoiceColumns,
    InvoiceKind,
    InvoiceLine,
    UnreadLine,
    invoice_line,
)
from tests.builders import period

COLUMNS = InvoiceColumns(
    invoice="number",
    kind="type",
    net="net",
    refers_to="for",
    day="date",
    service="service",
    currency="currency",
    charges=frozenset({"Invoice"}),
    credit_notes=frozenset({"Credit note"}),
)
SERVICES: Mapping[str, str | None] = {"voice": "GBP", "mail": "EUR"}
ROW = {
    "number": "INV-7",
    "type": "invoice ",
    "net": "1200.50",
    "for": "2026-10",
    "date": "2026-11-02",
    "service": "voice",
    "currency": "gbp",
}


def read(
    changed: Mapping[str, str | None] | None = None,
    columns: InvoiceColumns = COLUMNS,
    services: Mapping[str, str | None] = SERVICES,
) -> InvoiceLine | UnreadLine | None:
    values = tuple({**ROW, **(changed or {})}.items())
    row = EvidenceRow(sha256="f00", sheet=None, row=5, counted=True, values=values)
    return invoice_line(row, columns, services)


def test_a_row_states_a_charge() -> None:
    assert read() == InvoiceLine(
        invoice="INV-7",
        kind=InvoiceKind.CHARGE,
        service="voice",
        month=period("2026-10"),
        currency="GBP",
        net=Decimal("1200.50"),
        day=date(2026, 11, 2),
        sha256="f00",
        row=5,
    )


@pytest.mark.parametrize("net", ["-1000", "1000"])
def test_what_a_credit_note_gives_is_positive_however_it_is_written(net: str) -> None:
    line = read({"type": "CREDIT NOTE", "net": net})
    assert isinstance(line, InvoiceLine)
    assert (line.kind, line.net) == (InvoiceKind.CREDIT_NOTE, Decimal(1000))


def test_a_charge_that_is_taken_back_stays_negative() -> None:
    line = read({"net": "-5"})
    assert isinstance(line, InvoiceLine)
    assert line.net == Decimal(-5)


def test_tax_and_what_is_handed_on_are_of_no_concern() -> None:
    assert read({"type": "VAT"}) is None


@pytest.mark.parametrize("text", ["2026-10", "2026-10-31", "2026-10-01 00:00:00"])
def test_a_month_is_named_or_a_day_lies_in_it(text: str) -> None:
    line = read({"for": text})
    assert isinstance(line, InvoiceLine)
    assert line.month == period("2026-10")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("number", ""),
        ("number", None),
        ("type", ""),
        ("net", "much"),
        ("net", "NaN"),
        ("net", None),
        ("for", "October"),
        ("for", "2026"),
        ("date", "2026-13-01"),
        ("date", ""),
        ("service", "gardening"),
    ],
)
def test_a_row_that_lacks_something_says_what(column: str, text: str | None) -> None:
    assert read({column: text}) == UnreadLine(sha256="f00", row=5, lacks=(column,))


def test_without_columns_of_their_own_service_and_currency_are_the_only_ones() -> None:
    columns = InvoiceColumns(
        invoice="number",
        kind="type",
        net="net",
        refers_to="for",
        day="date",
        charges=frozenset({"Invoice"}),
    )
    assert columns.names == ("number", "type", "net", "for", "date")
    assert "service" in COLUMNS.names
    line = read({}, columns, {"voice": "GBP"})
    assert isinstance(line, InvoiceLine)
    assert (line.service, line.currency) == ("voice", "GBP")
    several = read({}, columns)
    assert isinstance(several, UnreadLine)
    assert several.lacks == ("service", "currency")
    unpriced = read({}, columns, {"voice": None})
    assert isinstance(unpriced, UnreadLine)
    assert unpriced.lacks == ("currency",)
