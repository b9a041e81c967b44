"""The report model's own arithmetic."""

from dataclasses import replace
from decimal import Decimal

from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)


def test_missed_are_the_failures_of_the_totals() -> None:
    assert [row.service_level for row in REPORT.missed] == ["answered", "aht"]


def test_currencies_are_never_added_up() -> None:
    [pounds] = REPORT.credits
    euros = replace(pounds, currency="EUR", amount=Decimal("10.50"))
    report = replace(REPORT, credits=(pounds, euros, pounds))
    assert report.credit_totals == (("EUR", Decimal("10.50")), ("GBP", Decimal("10800.00")))


def test_a_bonus_is_no_part_of_the_credits() -> None:
    [pounds] = REPORT.credits
    bonus = replace(pounds, regime="bonus:points", amount=Decimal(-300), is_bonus=True)
    report = replace(REPORT, credits=(pounds, bonus))
    assert report.credit_totals == (("GBP", Decimal("5400.00")),)
    assert report.bonus_totals == (("GBP", Decimal(300)),)


def test_a_credit_names_its_regime_where_that_is_not_points() -> None:
    [pounds] = REPORT.credits
    regimes = ("points", "pool", "flat:phone", "bonus:flat:phone")
    rows = [replace(pounds, regime=name, is_bonus=name.startswith("bonus")) for name in regimes]
    assert [row.title for row in rows] == [
        "Credit",
        "Credit by pool",
        "Credit by flat, phone",
        "Bonus",
    ]
