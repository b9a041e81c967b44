"""Which columns hold invoice lines: those of the keys' own names, or as the agreement says."""

import pytest

from concord.domain.invoicing import InvoiceColumns
from tests.agreement_texts import agreement_of, changed, findings_of

SOURCE = """\
  invoices:
    files: "invoices_{period:%Y-%m}.csv"
    covers: month
    columns: {COLUMNS}
"""
OWN = "{invoice: text, kind: text, net: number, refers_to: text, date: date}"
OTHERS = "{number: text, type: text, net: number, month: text, day: date, unit: text, money: text}"
LINES = (
    "{invoice: number, kind: type, refers_to: month, date: day, service: unit, "
    "currency: money, charges: [Invoice], credit_notes: [CN, Credit]}"
)


def text(columns: str, lines: str = "") -> str:
    """Return the sample with a source of invoices and a settlement by its lines."""
    listed = ", ".join(
        f"{name.strip()}: {{type: {kind.strip()}}}"
        for name, kind in (each.split(":") for each in columns.strip("{}").split(","))
    )
    said = f", lines: {lines}" if lines else ""
    sources = SOURCE.replace("COLUMNS", listed).replace("{{", "{")
    whole = changed("kpis:\n", f"{sources}kpis:\n")
    return whole.replace(
        "escalation: standard", f"settlement: {{source: invoices{said}}}\nescalation: standard"
    )


def lines_of(written: str) -> InvoiceColumns | None:
    found = agreement_of(written).settlement
    assert found is not None
    return found.lines


def test_columns_of_the_keys_own_names_need_no_word() -> None:
    assert lines_of(text(OWN)) == InvoiceColumns(
        invoice="invoice",
        kind="kind",
        net="net",
        refers_to="refers_to",
        day="date",
        charges=frozenset({"charge", "invoice"}),
        credit_notes=frozenset({"credit note"}),
    )


def test_others_are_named_with_their_words() -> None:
    assert lines_of(text(OTHERS, LINES)) == InvoiceColumns(
        invoice="number",
        kind="type",
        net="net",
        refers_to="month",
        day="day",
        service="unit",
        currency="money",
        charges=frozenset({"Invoice"}),
        credit_notes=frozenset({"CN", "Credit"}),
    )


@pytest.mark.parametrize(
    ("columns", "lines", "path"),
    [
        pytest.param(OTHERS, "", "settlement.source", id="nothing said"),
        pytest.param(OTHERS, "{invoice: number}", "settlement.lines", id="not all said"),
        pytest.param(OWN, "{invoice: nummer}", "settlement.lines.invoice", id="no such column"),
    ],
)
def test_a_column_that_lacks_is_told_where_it_could_be_named(
    columns: str, lines: str, path: str
) -> None:
    errors = {f for f in findings_of(text(columns, lines)) if f[0] == "error"}
    assert ("error", "unknown-column", path) in errors
    assert {rule for _, rule, _ in errors} == {"unknown-column"}
