"""The rows that `concord explain` lists come to the figure: in the sample, and as published."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from concord.sample_company import SampleCompany, generate

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "nhs_ae"


def recomputed(found: dict[str, Any], plus: str, minus: Sequence[str], under: str) -> Fraction:
    """Return the figure from nothing but the rows that are listed."""
    rows = [row["values"] for row in found["rows"]]
    assert len(rows) == found["rows_counted"]
    numerator = sum((Fraction(row[plus]) - _sum(row, minus) for row in rows), Fraction(0))
    return 100 * numerator / sum((Fraction(row[under]) for row in rows), Fraction(0))


def _sum(row: dict[str, str], names: Sequence[str]) -> Fraction:
    return sum((Fraction(row[name]) for name in names), Fraction(0))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return generate(tmp_path_factory.mktemp("company"), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("partner", "kpi", "part", "terms"),
    [
        ("northwind", "service_level", [], ("in_20s", [], "offered")),
        ("northwind", "service_level", ["--dimension", "site=Cebu"], ("in_20s", [], "offered")),
        ("castellan", "accuracy", [], ("checked", ["faulty"], "checked")),
    ],
)
def test_the_listed_rows_come_to_the_figure_of_the_sample_company(
    company: SampleCompany, partner: str, kpi: str, part: list[str], terms: tuple[Any, ...]
) -> None:
    agreement = company.agreements / f"{partner}.yaml"
    trial = ["--try", str(agreement), str(company.drive / partner.title())]
    words = ["explain", partner, kpi, "2026-05", *part, "--all", "--format", "json", *trial]
    found = json.loads(CliRunner().invoke(app, words).stdout)
    assert found["is_current"]
    assert abs(recomputed(found, *terms) - Fraction(Decimal(found["value"]))) < Fraction(1, 10**9)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published data is not beside the project")
def test_the_listed_rows_come_to_the_published_figure(tmp_path: Path) -> None:
    name = "ae_attendances_2018-04-01.csv"
    (tmp_path / name).write_bytes((PUBLISHED / name).read_bytes())
    agreement = ROOT / "tests" / "agreements" / "nhs_ae" / "nhs_ae.yaml"
    trial = ["--try", str(agreement), str(tmp_path)]
    with (PUBLISHED / "expected_by_month.csv").open() as file:
        (expected,) = (r for r in csv.DictReader(file) if r["period"].startswith("2018-04"))
    words = ["explain", "nhs_ae", "within_4h", "2018-04", "--all", "--format", "json", *trial]
    found = json.loads(CliRunner().invoke(app, words).stdout)
    share = recomputed(found, "attendances", ["breaches"], "attendances") / 100
    assert abs(share - Fraction(expected["within_4h_pct"])) < Fraction(1, 10**9)
    assert found["rows_counted"] > 100
