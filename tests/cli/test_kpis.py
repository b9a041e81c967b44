"""`concord kpis` as a person runs it."""

from typer.testing import CliRunner

from concord.cli.app import app
from concord.domain.kpi_catalogue import STANDARDS

run = CliRunner().invoke


def test_all_standards_are_listed() -> None:
    result = run(app, ["kpis"])
    assert result.exit_code == 0
    assert [name for name in STANDARDS if name not in result.stdout] == []


def test_one_is_printed_with_its_variants_and_formulas() -> None:
    result = run(app, ["kpis", "service_level"])
    assert result.exit_code == 0
    for word in ("abandons", "short_excluded", "answered_in", "sum(answered_in) ÷ sum(answered)"):
        assert word in result.stdout


def test_one_without_variants_is_printed_with_its_formula() -> None:
    assert "Formula: sum(waiting) ÷ sum(answered)" in run(app, ["kpis", "asa"]).stdout


def test_an_unknown_one_is_told_and_status_2() -> None:
    result = run(app, ["kpis", "sla"])
    assert result.exit_code == 2
    assert "no standard KPI 'sla'" in result.output
