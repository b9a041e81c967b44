"""KPIs: what is measured, from which source."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of, only_finding

CASES = [
    ('denominator: "sum(offered)", ', "", "error missing-key", "kpis.answer_rate.denominator"),
    ("sum(offered)", "sum(ofered)", "error unknown-column", "kpis.answer_rate.denominator"),
    ("sum(offered)", "sum(site)", "error not-numeric", "kpis.answer_rate.denominator"),
    ("sum(offered)", "max(offered)", "error not-a-sum", "kpis.answer_rate.denominator"),
    ("by: [site]", "unit: '%', by: [site]", "error not-a-unit", "kpis.answer_rate.unit"),
    ("by: [site]", "source: dayly, by: [site]", "error unknown-source", "kpis.answer_rate.source"),
    (
        "by: [site]",
        "value: 'count(*)', by: [site]",
        "error does-not-fit",
        "kpis.answer_rate.value",
    ),
    (
        "by: [site]",
        "may_exceed_100: 1, by: [site]",
        "error not-a-flag",
        "kpis.answer_rate.may_exceed_100",
    ),
    ("by: [site]", "by: [site, [site, day]]", "error unknown-column", "kpis.answer_rate.by.1.1"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_kpis_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_an_unknown_column_is_found_at_its_place_with_the_nearest_word() -> None:
    finding = only_finding(changed('numerator: "sum(handle_s)"', 'numerator: "sum(handel_s)"'))
    line = next(
        n for n, line in enumerate(changed("aht: {", "aht: {").splitlines(), 1) if "  aht:" in line
    )
    assert (finding.line, finding.column) == (line, 40)
    assert (finding.found, finding.hint) == ("handel_s", "handle_s")
    assert finding.expected == "a column of daily"


def test_a_standard_that_nobody_knows_is_an_error() -> None:
    text = changed("  aht: {unit: seconds, numerator", "  aht: {standard: ahd, numerator")
    assert ("error", "unknown-standard", "kpis.aht.standard") in findings_of(text)


def test_ratios_are_in_percent_and_values_are_numbers() -> None:
    text = changed("  aht: {", '  backlog: {value: "max(offered)"}\n  aht: {')
    agreement = agreement_of(text)
    assert (agreement.kpi("answer_rate").unit, agreement.kpi("backlog").unit) == (
        "percent",
        "number",
    )
    assert agreement.kpi("aht").unit == "seconds"


def test_dimensions_are_single_or_crossed() -> None:
    kpi = agreement_of(changed("by: [site]", "by: [site, [date, site], site]")).kpi("answer_rate")
    assert kpi.by == (("site",), ("date", "site"))


OTHER = """sources:
  other:
    drive: {connection: ops}
    due: 1 day after period end
    files: "o_{period:%Y-%m}.csv"
    covers: month
    columns: {COLUMNS}
"""


@pytest.mark.parametrize(
    ("columns", "rules"),
    [
        ("{a: {type: count}}", ["unused-source"]),
        (
            "{answered: {type: count}, handle_s: {type: duration}}",
            ["unused-source", "ambiguous-source"],
        ),
    ],
)
def test_the_source_is_the_only_one_that_has_the_columns(columns: str, rules: list[str]) -> None:
    text = changed("sources:\n", OTHER.replace("{COLUMNS}", columns))
    assert [rule for _, rule, _ in findings_of(text) if rule != "not-yet"] == rules


def test_columns_that_no_source_has_together_are_an_error() -> None:
    text = changed("sources:\n", OTHER.replace("{COLUMNS}", "{a: {type: count}}"))
    text = text.replace('"sum(handle_s)"', '"sum(a)"')
    assert ("error", "no-source", "kpis.aht.source") in findings_of(text)


def test_a_kpi_without_any_source_is_an_error() -> None:
    found = findings_of('partner: x\nkpis:\n  a: {value: "count(*)"}\n')
    assert found == [("info", "no-contract", "contract"), ("error", "no-source", "kpis.a.source")]


def test_a_kpi_on_a_source_with_errors_is_not_blamed_for_them() -> None:
    assert findings_of(changed("type: date}", "type: dat}")) == [
        ("error", "unknown-word", "sources.daily.columns.date.type")
    ]


def test_a_standard_kpi_takes_no_expressions() -> None:
    new = (
        "  aht: {standard: service_level, abandons: ignored, answered_in: answered, "
        "answered: offered, numerator"
    )
    text = changed("  aht: {unit: seconds, numerator", new).replace("at most 6 min", "at most 6 %")
    assert findings_of(text) == [
        ("error", "unknown-key", "kpis.aht.numerator"),
        ("error", "unknown-key", "kpis.aht.denominator"),
    ]
