"""Money: an amount beside its currency, in one spelling."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Money, QuantityError, parse_currency, parse_money
from tests.builders_quantity import slips

AMOUNTS = st.integers(0, 4).flatmap(
    lambda places: st.decimals(min_value=-(10**12), max_value=10**12, places=places)
)
CURRENCIES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
MONEY = st.builds(Money, amount=AMOUNTS, currency=CURRENCIES)


@pytest.mark.parametrize(
    ("text", "amount", "words"),
    [
        ("GBP 120,000.00", "120000.00", "GBP 120,000.00"),
        ("GBP 120000", "120000", "GBP 120,000"),
        ("GBP 0.5", "0.5", "GBP 0.5"),
        ("GBP  1,200", "1200", "GBP 1,200"),
        ("GBP -12.00", "-12", "GBP -12.00"),
    ],
)
def test_money_is_read_and_written(text: str, amount: str, words: str) -> None:
    money = parse_money(text)
    assert money == Money(amount=Decimal(amount), currency="GBP")
    assert str(money) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "120,000.00",
        "GBP",
        "GBP120,000.00",
        "gbp 120",
        "Gbp 120",
        "\N{POUND SIGN}120",
        "\N{POUND SIGN} 120",
        "GBPX 120",
        "GBP 120.000,00",
        "GBP 1,00",
        "GBP 1e3",
        "GBP 120k",
        "GBP 120 k",
        "GBP 1 200",
        "GBP \N{MINUS SIGN}5",
        "GBP 120 EUR",
        "GBP EUR 120",
        "\N{FULLWIDTH LATIN CAPITAL LETTER G}BP 120",
        "GBP \N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT ZERO}",
        "GBP NaN",
        "GBP 120 %",
        "GBP 120.-",
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(text: str) -> None:
    with pytest.raises(QuantityError, match=r"money such as GBP 120,000\.00"):
        parse_money(text)


def test_a_currency_behind_the_amount_is_answered_with_the_spelling_that_is_meant() -> None:
    with pytest.raises(QuantityError, match=r"with its currency first: EUR 120,000\.00"):
        parse_money("120,000.00 EUR")


@given(MONEY)
def test_money_survives_being_written(money: Money) -> None:
    assert parse_money(str(money)) == money


@given(slips(MONEY.map(str)))
def test_a_slip_changes_no_amount_in_silence(text: str) -> None:
    try:
        money = parse_money(text)
    except QuantityError:
        return
    currency, _, amount = text.strip().partition(" ")
    assert currency == money.currency
    assert Decimal(amount.replace(",", "")) == money.amount


def test_amounts_of_different_currencies_differ() -> None:
    assert Money(amount=Decimal(1), currency="GBP") != Money(amount=Decimal(1), currency="EUR")


def test_a_currency_is_its_code() -> None:
    assert parse_currency(" GBP ") == "GBP"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gbp",
        "\N{POUND SIGN}",
        "GB",
        "GBPS",
        "G B",
        "\N{FULLWIDTH LATIN CAPITAL LETTER G}BP",
    ],
)
def test_a_currency_by_another_name_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError, match="such as GBP or EUR"):
        parse_currency(text)
