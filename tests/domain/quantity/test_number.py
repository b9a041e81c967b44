"""Numbers: the point is decimal, commas group, and nothing is rounded."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import QuantityError, parse_number, parse_percent

Parser = Callable[[str], Decimal]
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (parse_number, "120,000.00", "120000.00"),
        (parse_number, " 1.5 ", "1.5"),
        (parse_number, "-3", "-3"),
        (parse_number, "+3", "3"),
        (parse_number, "1234567", "1234567"),
        (parse_number, "1,234,567", "1234567"),
        (parse_number, "9" * 28, "9" * 28),
        (parse_percent, "80 %", "80"),
        (parse_percent, "99.5%", "99.5"),
        (parse_percent, "-2.5 %", "-2.5"),
    ],
)
def test_these_are_read(read: Parser, text: str, expected: str) -> None:
    assert read(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_number, text)
        for text in (
            [
                "",
                " ",
                ".",
                "-",
                "+-3",
                "--3",
                "- 3",
                "\N{MINUS SIGN}3",
                "3-",
                "(3)",
                "1.000,00",
                "1,00",
                "12,00",
                "1,0000",
                "1234,567",
                ",123",
                "1,,234",
                "1,234,56",
                ".5",
                "5.",
                "1.2.3",
                "1e3",
                "1E3",
                "1_000",
                "1 000",
                "1'000",
                "0x10",
                "NaN",
                "inf",
                "Infinity",
                "\N{ARABIC-INDIC DIGIT THREE}",
                "\N{FULLWIDTH DIGIT THREE}",
                "\N{SUPERSCRIPT TWO}",
                "\N{VULGAR FRACTION ONE HALF}",
                "three",
                "9" * 29,
            ]
        )
    ]
    + [
        (parse_percent, text)
        for text in ("80", "0.8", "80 percent", "%", "80 %%", "1,5 %", "8\N{ARABIC PERCENT SIGN}")
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(read: Parser, text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read(text)
    assert any(character.isdigit() for character in refused.value.expected)


@given(NUMBERS)
def test_a_number_survives_being_written_with_grouping(number: Decimal) -> None:
    assert parse_number(f"{number:,.2f}") == number
    assert parse_percent(f"{number:,.2f} %") == number


@given(st.text("0123456789,.-+ eE", max_size=12))
def test_any_text_is_its_number_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except QuantityError:
        return
    assert number == Decimal(text.strip().replace(",", ""))
    whole, _, _ = text.strip(" +-").partition(".")
    assert whole in {f"{int(whole.replace(',', '')):,}", whole.replace(",", "")} or whole[0] == "0"
