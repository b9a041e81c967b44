"""Charges of months: as billed, by units, from invoice lines, and by the day."""

import pytest

from tests.golden.desk import Case, Desk, assert_amounts

pytestmark = pytest.mark.journey

LEVEL = "  - {id: quality, kpi: quality, target: at least 99 %}\n"
ONE_PERCENT = "  - {model: flat, service_level: quality, amount: 1 %}\n"
POINTS = """\
  - model: points
    points: {minor: 1, severe: 2}
    percent_per_point: 1 %
"""
BANDS = """\
  - {id: quality, kpi: quality, target: at least 99 %, bands: {minor: 98 %, severe: beyond}}
"""
BY_DAY = "[{from: 2025-01-11, fixed: 62000.00, applies: pro rata by day}]"
INVOICES = """\
  invoices:
    files: "i_{period:%Y-%m}.csv"
    covers: month
    due: 10 business days after period end at 17:00
    timezone: Europe/London
    columns:
      kind: {type: text}
      net: {type: number}
      money: {type: text}
"""


def missing_by_a_point(charges: str, count: int = 1, first: str = "2025-01") -> Case:
    return Case(
        levels=BANDS,
        credits=POINTS,
        charges=charges,
        shares={"quality": ["98.5"] * count},
        first=first,
    )


@pytest.mark.parametrize(
    ("charges", "due"),
    [
        ("{fixed: 100000.00}", "1000.00"),
        ("{fixed: 100000.00, months: {2025-01: 118000.00}}", "1180.00"),
        ("{months: {2025-01: 118000.00}}", "1180.00"),
        ("{fixed: 100000.00, tax: 20 %, pass_through: 5000.00}", "1000.00"),
        ("{fixed: 100000.00, tax: 20 %, credits_of: with tax}", "1200.00"),
        ("{fixed: 100000.00, pass_through: 5000.00, credits_of: with pass-through}", "1050.00"),
        ("{fixed: 100000.00, tax: 20 %, pass_through: 5000.00, credits_of: gross}", "1260.00"),
        ('{per_unit: 2.50, variable: "sum(quality_all)"}', "25000.00"),
        ('{fixed: 100000.00, per_unit: 0.10, variable: "sum(quality_all)"}', "2000.00"),
        ("{fixed: 100, revisions: [{from: 2025-01-20, fixed: 100000.00}]}", "1000.00"),
        (f"{{fixed: 31000.00, revisions: {BY_DAY}}}", "520.00"),
    ],
)
def test_a_point_is_a_percentage_of_what_the_month_cost(
    desk: Desk, charges: str, due: str
) -> None:
    assert_amounts(desk.try_(missing_by_a_point(charges)), {"2025-01": due})


@pytest.mark.parametrize(
    ("term", "due"),
    [
        ("start: 2025-01-01\n  end: 2029-12-31", "310.00"),
        ("start: 2025-01-22\n  end: 2029-12-31", "100.00"),
        ("start: 2020-01-01\n  end: 2025-01-03", "30.00"),
        (
            "start: 2020-01-01\n  end: 2025-01-03\n  renewal: {automatic: true, for: 12 months}",
            "310.00",
        ),
    ],
)
def test_of_the_month_in_which_a_contract_begins_or_ends_its_days_are_due(
    desk: Desk, term: str, due: str
) -> None:
    in_force = BANDS.replace("kpi: quality", "kpi: quality, in_force: 2020-01-01")
    case = Case(
        levels=in_force,
        credits=POINTS,
        charges="{fixed: 31000.00}",
        shares={"quality": ["98.5"]},
        contract=f"  reference: MSA-1\n  {term}\n  notice: {{period: 90 days}}",
    )
    assert_amounts(desk.try_(case), {"2025-01": due})


def test_a_month_whose_charges_are_not_known_owes_nothing_that_can_be_stated(desk: Desk) -> None:
    found = desk.try_(missing_by_a_point("{months: {2025-01: 118000.00}}", 2))
    assert_amounts(found, {"2025-01": "1180.00"})
    assert [c["period"] for c in found["credits"]] == ["2025-01"]
    assert found["unknown_charges"] == [
        {
            "service": "voice",
            "period": "2025-02",
            "charges_of": "2025-02",
            "reason": "not known yet",
            "message": "charges of voice for 2025-02 are not known yet",
        }
    ]
    assert [o["points"] for o in found["outcomes"]] == ["1", "1"]


def lines(*rows: str) -> str:
    return "\n".join(("kind,net,money", *rows)) + "\n"


def test_invoice_lines_are_the_charges_without_tax_and_what_was_handed_on(desk: Desk) -> None:
    charges = "{source: invoices, amount: \"sum(net) filter (where kind = 'charge')\"}"
    case = Case(
        levels=BANDS,
        credits=POINTS,
        charges=charges,
        shares={"quality": ["98.5", "98.5", "98.5"]},
        more_sources=INVOICES,
        files={
            "i_2025-01.csv": lines("charge,90000.00,GBP", "charge,28000.00,GBP", "tax,23600,GBP"),
            "i_2025-02.csv": lines("charge,100000.00,GBP", "travel,5000.00,GBP"),
        },
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-01": "1180.00", "2025-02": "1000.00"})
    assert [u["period"] for u in found["unknown_charges"]] == ["2025-03"]


def test_lines_in_another_currency_are_told_of_and_never_added(desk: Desk) -> None:
    case = Case(
        levels=BANDS,
        credits=POINTS,
        charges='{source: invoices, amount: "sum(net)", currency_column: money}',
        shares={"quality": ["98.5", "98.5"]},
        more_sources=INVOICES,
        files={
            "i_2025-01.csv": lines("charge,90000.00,GBP", "charge,10000.00,USD"),
            "i_2025-02.csv": lines("charge,90000.00,GBP"),
        },
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-02": "900.00"})
    (unknown,) = found["unknown_charges"]
    assert (unknown["period"], unknown["reason"]) == ("2025-01", "other currency")


def test_a_share_of_charges_waits_for_them_in_every_model(desk: Desk) -> None:
    case = Case(
        levels=LEVEL,
        credits=ONE_PERCENT,
        charges="{months: {2025-02: 50000.00}}",
        shares={"quality": ["98.5", "98.5"]},
    )
    found = desk.try_(case)
    assert_amounts(found, {"2025-02": "500.00"})
    assert [u["period"] for u in found["unknown_charges"]] == ["2025-01"]
