"""Expressions of KPIs stand in the file: their faults are shown at their place in it."""

import pytest

from tests.agreement_texts import changed, findings_of, only_finding

OLD = '  aht: {unit: seconds, numerator: "sum(handle_s)", denominator: "sum(answered)"}'


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ('numerator: "sum(answered) + sum(nothing)"', 41),
        ("numerator: sum(answered) + sum(nothing)", 40),
    ],
)
def test_a_fault_is_shown_at_its_column(written: str, column: int) -> None:
    text = changed(OLD, f'  aht: {{{written}, denominator: "sum(answered)", unit: seconds}}')
    assert only_finding(text).column == column


def test_in_a_text_over_several_lines_the_place_is_its_start() -> None:
    kpi = "  aht:\n    unit: seconds\n    value: >-\n      max(offered)\n      + max(nothing)"
    finding = only_finding(changed(OLD, kpi))
    assert (finding.rule, finding.column) == ("unknown-column", 12)


@pytest.mark.parametrize("kpi", ["{unit: seconds}", "{unit: seconds, by: [site]}"])
def test_a_kpi_needs_an_expression(kpi: str) -> None:
    assert findings_of(changed(OLD, f"  aht: {kpi}")) == [
        ("error", "missing-key", "kpis.aht.numerator")
    ]


def test_what_is_not_allowed_is_shown_as_written() -> None:
    finding = only_finding(changed('"sum(handle_s)"', '"avg(handle_s) - count(*)"'))
    assert (finding.rule, finding.found) == ("forbidden-expression", "avg(handle_s)")
