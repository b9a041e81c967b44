"""What is delivered and measured is used, and targets ask for something."""

import pytest

from tests.agreement_texts import VALID, changed, findings_of

SPARE = 'kpis:\n  spare: {value: "sum(answered)"}\n'


def test_a_source_that_no_kpi_uses_is_worth_knowing() -> None:
    extra = (
        "sources:\n  other:\n    drive: {connection: ops}\n    due: 1 day after period end\n"
        '    files: "o_{period:%Y-%m}.csv"\n    covers: month\n    columns: {a: {type: count}}\n'
    )
    text = changed("sources:\n", extra)
    assert findings_of(text) == [("info", "unused-source", "sources")]


def test_a_kpi_that_no_service_level_uses_is_worth_knowing() -> None:
    assert findings_of(changed("kpis:\n", SPARE)) == [("info", "unused-kpi", "kpis.spare")]


def test_an_objective_uses_its_kpis() -> None:
    text = changed("kpis:\n", SPARE) + (
        "objectives: {id: a, what: More, kpis: spare, target: at least 5, by: 2027-01-31}\n"
    )
    assert findings_of(text) == []


def test_a_kpi_is_not_unused_where_its_name_was_mistyped() -> None:
    text = changed("    kpi: answer_rate\n", "    kpi: answer_rat\n")
    assert [rule for _, rule, _ in findings_of(text)] == ["unknown-kpi"]


def test_kpis_without_any_service_level_are_only_shown() -> None:
    text = VALID[: VALID.index("service_levels:")]
    assert [rule for _, rule, _ in findings_of(text)] == []


@pytest.mark.parametrize(
    ("kpi", "target", "found"),
    [
        ("answer_rate", "at least 0 %", ["always-met"]),
        ("answer_rate", "at least 1 %", []),
        ("answer_rate", "at most 100 %", ["always-met"]),
        ("answer_rate", "at most 99 %", []),
        ("answer_rate", "within 0–100 %", ["always-met"]),
        ("answer_rate", "within 1–100 %", []),
        ("aht", "at least 0 s", []),
    ],
)
def test_a_target_that_every_figure_meets_is_a_warning(
    kpi: str, target: str, found: list[str]
) -> None:
    extra = f"  - {{id: extra, kpi: {kpi}, target: {target}}}\ncredits:\n"
    assert [rule for _, rule, _ in findings_of(changed("credits:\n", extra))] == found
