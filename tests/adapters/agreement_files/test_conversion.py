"""Rates by which portfolios are shown in one currency, read strictly."""

from datetime import date
from decimal import Decimal

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import read_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.conversion import Conversion, Rate

RATE = "{currency: EUR, rate: 0.8651, source: ECB, date: 2026-10-30}"


def read(text: str) -> tuple[Conversion | None, list[tuple[str, str]]]:
    table = compose(f"name: Client\n{text}\n", remarks := Remarks("organisation.yaml"))
    assert table is not None
    found = read_organisation(table, remarks).conversion
    return found, [(each.rule, each.path) for each in remarks.findings]


def test_a_rate_stands_with_its_source_and_its_day() -> None:
    rate = Rate(currency="EUR", rate=Decimal("0.8651"), source="ECB", day=date(2026, 10, 30))
    assert read(f"conversion: {{to: GBP, rates: {RATE}}}") == (
        Conversion(to="GBP", rates=(rate,)),
        [],
    )
    assert read("conversion: {to: GBP}") == (Conversion(to="GBP"), [])
    assert read("") == (None, [])


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("to: GBP, ", "", "missing-key", "to"),
        ("GBP", "pounds", "not-a-quantity", "to"),
        ("EUR", "euro", "not-a-quantity", "rates.0.currency"),
        ("0.8651", "0", "not-a-quantity", "rates.0.rate"),
        ("0.8651", "much", "not-a-quantity", "rates.0.rate"),
        ("source: ECB, ", "", "missing-key", "rates.0.source"),
        ("2026-10-30", "soon", "not-a-quantity", "rates.0.date"),
        (RATE, f"{RATE}, {RATE}", "duplicate-id", "rates.1.currency"),
    ],
)
def test_it_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    _, findings = read(f"conversion: {{to: GBP, rates: [{RATE}]}}".replace(old, new))
    assert findings == [(rule, f"conversion.{path}")]
