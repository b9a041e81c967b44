"""Invoice lines that were delivered are matched, and credit notes settle what was confirmed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.invoicing import InvoiceColumns, InvoiceKind, MatchState
from concord.domain.ledger import EntryKind
from concord.domain.settlement import Settlement
from concord.domain.source import ColumnType, FilePattern
from concord.services.settle_invoices import Invoiced, match_invoices, settle
from tests.builders import agreement, column, moment, period, source, submission
from tests.builders_invoicing import OCTOBER, confirmed
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations, Row
from tests.fakes_store import FakeStore

NOW = moment("2026-12-01T09:00")
TEXT, NUMBER = ColumnType.TEXT, ColumnType.NUMBER
INVOICES = source(
    id="invoices",
    files=FilePattern(text="invoices_{period:%Y-%m}.csv"),
    columns=(
        *(column(name, TEXT) for name in ("number", "type", "month", "day")),
        column("net", NUMBER),
    ),
    day_column=None,
    key=(),
)
COLUMNS = InvoiceColumns(
    invoice="number",
    kind="type",
    net="net",
    refers_to="month",
    day="day",
    charges=frozenset({"Invoice"}),
    credit_notes=frozenset({"CN"}),
)
AGREED = replace(
    agreement(),
    sources=(*agreement().sources, INVOICES),
    settlement=Settlement(source="invoices", lines=COLUMNS),
)
CHARGE: Row = {
    "number": "INV-1",
    "type": "Invoice",
    "month": "2026-10",
    "day": "2026-11-02",
    "net": Decimal("100000.00"),
}
NOTE: Row = {**CHARGE, "number": "CN-1", "type": "CN", "net": Decimal("-1000.00")}
TAX: Row = {**CHARGE, "type": "VAT"}


class Books:
    """A partner's store, its rows, and a credit of GBP 1,000.00 confirmed for October."""

    def __init__(self, *rows: Row) -> None:
        self.store, self.observations = FakeStore(), FakeObservations()
        file = self.observations.add(INVOICES, period("2026-11"), rows)
        with self.store.transaction() as tx:
            tx.ledger.add(confirmed("1000.00"))
            tx.submissions.add(
                submission(
                    "2026-11",
                    source="invoices",
                    sha256=file.submission,
                    observations=file.observations,
                )
            )

    def match(self) -> Invoiced:
        found = match_invoices(
            AGREED,
            store=self.store,
            observations=self.observations,
            evidence=FakeRowEvidence(self.observations),
            now=NOW,
        )
        assert found is not None
        return found

    def settled(self) -> list[Decimal]:
        with self.store.transaction() as tx:
            entries = tx.ledger.of_partner("northwind")
        return [e.amount for e in entries if e.kind is EntryKind.SETTLED]


def test_charges_and_credit_notes_are_matched_and_tax_is_left_alone() -> None:
    found = Books(CHARGE, NOTE, TAX).match()
    assert [(m.kind, m.month, m.state) for m in found.matches] == [
        (InvoiceKind.CHARGE, OCTOBER, MatchState.MATCHED),
        (InvoiceKind.CREDIT_NOTE, OCTOBER, MatchState.MATCHED),
    ]
    assert found.unread == ()


def test_a_credit_note_settles_what_was_confirmed_once() -> None:
    books = Books(NOTE)
    first = settle(AGREED, books.match(), store=books.store, now=NOW)
    again = settle(AGREED, books.match(), store=books.store, now=NOW)
    assert ([e.amount for e in first], list(again)) == ([Decimal("-1000.00")], [])
    assert books.settled() == [Decimal("-1000.00")]


def test_a_row_that_states_no_line_is_told_and_one_that_was_refused_is_not_asked() -> None:
    found = Books({**CHARGE, "month": "soon"}, {**CHARGE, "_valid": False}).match()
    assert [(line.row, line.lacks) for line in found.unread] == [(2, ("month",))]
    assert [m.state for m in found.matches] == [MatchState.AWAITED]


@pytest.mark.parametrize(
    "settlement", [None, Settlement(), Settlement(source="invoices"), Settlement(lines=COLUMNS)]
)
def test_without_invoices_in_the_agreement_nothing_is_matched(
    settlement: Settlement | None,
) -> None:
    books = Books()
    found = match_invoices(
        replace(AGREED, settlement=settlement),
        store=books.store,
        observations=books.observations,
        evidence=FakeRowEvidence(books.observations),
        now=NOW,
    )
    assert found is None
