"""Currencies are recognised wherever a cell shows one, and never mixed."""

import pytest

from concord.domain.reading.currency import Currencies, currency_in, currency_shown
from concord.domain.source import ColumnType
from tests.builders import column
from tests.reading_tables import cell, delivery, read, row, source

AMOUNT = column("amount", ColumnType.NUMBER)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("500", ""),
        ("\u20ac 500", "EUR"),
        ("500 eur", "EUR"),
        ("$5", "USD"),
        ("\u20b1 9", "\u20b1"),
        ("n/a", ""),
    ],
)
def test_in_a_text(text: str, currency: str) -> None:
    assert currency_in(text) == currency


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("General", ""),
        ("0.00", ""),
        ("[$-409]0.00", ""),
        ("[$\u20ac-407] 0.00", "EUR"),
        ("[$EUR] 0.00", "EUR"),
        ('"\u00a3"0.00', "GBP"),
        ("[$$-409]#,##0.00", "USD"),
    ],
)
def test_in_a_number_format(number_format: str, currency: str) -> None:
    assert currency_shown(number_format) == currency


def test_one_currency_may_be_written_in_several_ways() -> None:
    currencies = Currencies()
    for text in ("EUR 5", "5 \u20ac", "5"):
        currencies.count(AMOUNT, cell(text), "Daily!E2")
    assert list(currencies.findings()) == []


def test_two_currencies_in_a_column_of_amounts_are_for_a_person_to_judge() -> None:
    made = delivery(
        row(2, "2026-10-01", "manila", "5 EUR", 1),
        row(3, "2026-10-02", "manila", "5 GBP", 1),
        columns=(
            *source().columns[:2],
            column("offered", ColumnType.NUMBER, headers=("Offered",)),
        ),
    )
    rules = read(made)[1]
    assert [rule for rule in rules if "currenc" in rule] == [
        "currency-in-number",
        "currency-in-number",
        "currencies-mixed",
    ]
    finding = next(f for f in made.result().findings if f.rule == "currencies-mixed")
    assert (finding.found, finding.where) == ("EUR, GBP", "Daily!C3")
