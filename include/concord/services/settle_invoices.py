"""Match invoice lines with charges and confirmed credits, and settle what was paid."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.invoicing import (
    InvoiceColumns,
    InvoiceLine,
    Match,
    UnreadLine,
    invoice_line,
    matches,
)
from concord.domain.invoicing.expectations import expected_charges, expected_credit_notes
from concord.domain.invoicing.settling import settled_entries
from concord.domain.kpi import TOTAL
from concord.domain.ledger import LedgerEntry
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.ports import Observations, RowEvidence, Store
from concord.services.count_charges import charge_book
from concord.services.post_ledger import ledger_of
from concord.services.record_submission import observation_file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoiced:
    """How all that was billed compares, and the rows of which nobody can tell what they state."""

    matches: tuple[Match, ...] = ()
    unread: tuple[UnreadLine, ...] = ()


def match_invoices(
    agreement: Agreement,
    *,
    store: Store,
    observations: Observations,
    evidence: RowEvidence,
    now: datetime,
) -> Invoiced | None:
    """Return how invoices and credit notes compare; None where nothing is said of them."""
    settlement = agreement.settlement
    if settlement is None or settlement.source is None or settlement.lines is None:
        return None
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
        entries = tx.ledger.of_partner(agreement.partner)
    source = agreement.source(settlement.source)
    stated = tuple(_stated(agreement, source, settlement.lines, submissions, evidence))
    lines = tuple(line for line in stated if isinstance(line, InvoiceLine))
    expected = (
        *expected_charges(
            agreement, charge_book(agreement, submissions, observations, now), lines
        ),
        *expected_credit_notes(agreement, entries),
    )
    today = now.astimezone(agreement.organisation.zone).date()
    return Invoiced(
        matches=matches(expected, lines, today),
        unread=tuple(line for line in stated if isinstance(line, UnreadLine)),
    )


def _stated(
    agreement: Agreement,
    source: Source,
    columns: InvoiceColumns,
    submissions: Iterable[Submission],
    evidence: RowEvidence,
) -> Iterator[InvoiceLine | UnreadLine]:
    own = (observation_file(s) for s in submissions if s.source == source.id)
    files = tuple(file for file in own if file is not None)
    currencies = {service.id: service.currency for service in agreement.services}
    for period in sorted({file.period for file in files}):
        for row in evidence.rows(source, columns.names, files, period, TOTAL):
            line = invoice_line(row, columns, currencies) if row.counted else None
            if line is not None:
                yield line


def settle(
    agreement: Agreement, found: Invoiced, *, store: Store, now: datetime
) -> Sequence[LedgerEntry]:
    """Post what credit notes have paid; return the entries, none where all is posted."""
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
        written = tuple(settled_entries(ledger, found.matches, now))
        for entry in written:
            tx.ledger.add(entry)
            _log.info("partner %s, %s: settled", entry.partner, entry.period)
    return written
