"""Charges that are counted: units that have a price, and the amounts of invoice lines."""

import pytest

from concord.domain.charges import CountedCharges
from tests.agreement_texts import agreement_of, changed, findings_of

CHARGES = "{fixed: 1000.00}"
PLACE = "services.voice.charges"
INVOICES = """\
sources:
  invoices:
    drive: {connection: ops, folder: Acme/In}
    files: "invoices_{period:%Y-%m}.csv"
    covers: month
    due: 5 business days after period end
    columns:
      net:      {type: number}
      kind:     {type: text}
      currency: {type: text}
"""


def counted(written: str, *, invoices: bool = False) -> CountedCharges | None:
    return agreement_of(text(written, invoices=invoices)).services[0].charges.counted


def text(written: str, *, invoices: bool = False) -> str:
    changed_text = changed(CHARGES, written)
    return changed_text.replace("sources:\n", INVOICES) if invoices else changed_text


def test_units_are_counted_from_the_only_source() -> None:
    found = counted('{fixed: 5, per_unit: 2.50, variable: "sum(answered)"}')
    assert found is not None
    assert (found.source, found.expression.text) == ("daily", "sum(answered)")
    assert not found.are_amounts


def test_the_source_of_what_is_counted_is_the_one_that_has_the_columns() -> None:
    found = counted('{per_unit: 2.50, variable: "sum(answered)"}', invoices=True)
    assert found is not None
    assert found.source == "daily"


def test_amounts_come_from_lines_in_a_currency() -> None:
    written = "{source: invoices, amount: \"sum(net) filter (where kind = 'charge')\""
    found = counted(f"{written}, currency_column: currency}}", invoices=True)
    assert found is not None
    assert (found.source, found.are_amounts, found.currency) == ("invoices", True, "currency")
    assert found.expression.columns == {"net", "kind"}


def test_a_source_that_charges_are_counted_from_is_used() -> None:
    written = '{source: invoices, amount: "sum(net)"}'
    assert findings_of(text(written, invoices=True)) == []


def test_what_is_counted_may_have_a_price_from_a_revision_on() -> None:
    revisions = "revisions: [{from: 2026-07-01, per_unit: 3}]"
    found = counted(f'{{fixed: 5, variable: "sum(answered)", {revisions}}}')
    assert found is not None


CASES = [
    ("{per_unit: 3}", "missing-key", f"{PLACE}.variable"),
    ('{fixed: 5, variable: "sum(answered)"}', "missing-key", f"{PLACE}.per_unit"),
    ('{per_unit: 3, variable: "sum(answerd)"}', "unknown-column", f"{PLACE}.variable"),
    ('{per_unit: 3, variable: "max(answered)"}', "not-a-sum", f"{PLACE}.variable"),
    ('{amount: "sum(answered)", fixed: 5}', "does-not-fit", f"{PLACE}.fixed"),
    ('{amount: "sum(answered)", source: day}', "unknown-source", f"{PLACE}.source"),
    (
        '{amount: "sum(answered)", currency_column: money}',
        "unknown-column",
        f"{PLACE}.currency_column",
    ),
    ("{fixed: 5, source: daily}", "does-not-fit", f"{PLACE}.source"),
    ("{fixed: 5, currency_column: site}", "does-not-fit", f"{PLACE}.currency_column"),
    ("5", "not-a-mapping", PLACE),
]


@pytest.mark.parametrize(("written", "rule", "path"), CASES)
def test_what_is_counted_is_read_strictly(written: str, rule: str, path: str) -> None:
    assert findings_of(text(written)) == [("error", rule, path)]


@pytest.mark.parametrize(
    ("amount", "rule"), [("sum(nett)", "no-source"), ("count(*)", "ambiguous-source")]
)
def test_of_several_sources_one_must_fit(amount: str, rule: str) -> None:
    found = findings_of(text(f'{{amount: "{amount}"}}', invoices=True))
    assert ("error", rule, f"{PLACE}.source") in found


def test_charges_are_those_of_months() -> None:
    written = text('{source: invoices, amount: "sum(net)"}', invoices=True)
    quarterly = written.replace("{period:%Y-%m}.csv", "{period:%Y}.csv")
    quarterly = quarterly.replace("covers: month", "covers: year", 1)
    assert ("error", "does-not-fit", f"{PLACE}.source") in findings_of(quarterly)


def test_lines_in_a_currency_are_of_a_service_that_has_one() -> None:
    written = text(
        '{source: invoices, amount: "sum(net)", currency_column: currency}', invoices=True
    )
    without = written.replace(" currency: GBP,", "").replace(
        "model: points,", "model: points, currency: GBP,"
    )
    assert findings_of(without) == [("error", "missing-key", "services.voice.currency")]
