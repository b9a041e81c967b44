"""Read which columns of a source hold invoices and credit notes."""

from __future__ import annotations

from concord.adapters.agreement_files.model.invoicing import INVOICE_LINES
from concord.adapters.agreement_files.section import Section
from concord.domain.invoicing import InvoiceColumns
from concord.domain.source import Source

_REQUIRED = ("invoice", "kind", "net", "refers_to", "date")
_OPTIONAL = ("service", "currency")
CHARGES = frozenset({"charge", "invoice"})
CREDIT_NOTES = frozenset({"credit note"})


def read_invoice_columns(settlement: Section, source: Source) -> InvoiceColumns | None:
    """Return the columns that hold invoice lines; None, with findings, where some lack.

    A column that is not named is the one of the key's own name.
    """
    table = settlement.table_of("lines")
    section = None if table is None else Section(table, settlement.remarks, INVOICE_LINES)
    known = {column.name for column in source.columns}
    required = {key: _column(settlement, section, key, known) for key in _REQUIRED}
    optional = {
        key: _column(settlement, section, key, known)
        for key in _OPTIONAL
        if key in known or (section is not None and key in section)
    }
    invoice, kind, net, refers_to, day = required.values()
    if invoice is None or kind is None or net is None or refers_to is None or day is None:
        return None
    return InvoiceColumns(
        invoice=invoice,
        kind=kind,
        net=net,
        refers_to=refers_to,
        day=day,
        service=optional.get("service"),
        currency=optional.get("currency"),
        charges=_words(section, "charges", CHARGES),
        credit_notes=_words(section, "credit_notes", CREDIT_NOTES),
    )


def _column(settlement: Section, section: Section | None, key: str, known: set[str]) -> str | None:
    expected = f"a column of the source that holds `{key}`, or its name under `lines`"
    if section is not None and key in section:
        return section.reference(key, sorted(known), "unknown-column", expected)
    if key in known:
        return key
    place = settlement.place_of("source") if section is None else settlement.place_of("lines")
    settlement.remarks.error(place, "unknown-column", found=key, expected=expected)
    return None


def _words(section: Section | None, key: str, usual: frozenset[str]) -> frozenset[str]:
    return frozenset(section.words(key) if section is not None else ()) or usual
