"""Numbers are read by the declared signs, exactly, or not at all."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.reading.numbers import count_in, expected_number, number_in
from concord.domain.reading.problem import BadCellError
from concord.domain.source import ColumnType, TextFormat
from tests.builders import column
from tests.reading_tables import BROKEN, cell, rule_of

ENGLISH = TextFormat(decimal=".", thousands=",")
GERMAN = TextFormat(decimal=",", thousands=".")
PLAIN = TextFormat()


def silent(rule: str, raw: str) -> None:
    """Take a note and say nothing."""


@pytest.mark.parametrize(
    ("value", "declared", "number"),
    [
        (410, PLAIN, "410"),
        ("410", PLAIN, "410"),
        ("-1.5", PLAIN, "-1.5"),
        ("1,234.5", ENGLISH, "1234.5"),
        ("1234.5", ENGLISH, "1234.5"),
        ("1.234,5", GERMAN, "1234.5"),
        ("9,4", GERMAN, "9.4"),
        ("1\u00a0234,5", TextFormat(decimal=",", thousands=" "), "1234.5"),
        ("1’234.5", TextFormat(thousands="'"), "1234.5"),
        ("\u22123", PLAIN, "-3"),
        ("٩٥", PLAIN, "95"),
        ("\uff19\uff15", PLAIN, "95"),
        ("95\u200b", PLAIN, "95"),
        (Decimal("0.12345678901234"), PLAIN, "0.123456789012"),
    ],
)
def test_a_number_by_the_declared_signs(value: object, declared: TextFormat, number: str) -> None:
    asked = column("share", ColumnType.NUMBER)
    assert number_in(cell(value), asked, declared, silent) == Decimal(number)


@pytest.mark.parametrize(
    ("value", "declared", "rule"),
    [
        ("1,234", PLAIN, "number-format-unclear"),
        ("1.234,5", ENGLISH, "number-format-unclear"),
        ("9,4", PLAIN, "not-a-number"),
        ("TBD", PLAIN, "not-a-number"),
        ("1e400", PLAIN, "not-a-number"),
        ("NaN", PLAIN, "not-a-number"),
        ("9²", PLAIN, "not-a-number"),
        (Decimal("Infinity"), PLAIN, "not-finite"),
        (Decimal("1e18"), PLAIN, "number-too-large"),
    ],
)
def test_what_is_no_number_by_them_is_told_by_its_rule(
    value: object, declared: TextFormat, rule: str
) -> None:
    with pytest.raises(BadCellError) as caught:
        number_in(cell(value), column("share", ColumnType.NUMBER), declared, silent)
    assert rule_of(caught.value) == rule


def test_a_cell_of_another_kind_is_no_number() -> None:
    with pytest.raises(BadCellError, match="not-a-number"):
        number_in(cell(BROKEN), column("share", ColumnType.NUMBER), PLAIN, silent)


@pytest.mark.parametrize(
    ("value", "number_format", "points"),
    [
        (Decimal("0.95"), "0%", "95"),
        (Decimal(95), "0.00", "95"),
        (Decimal("0.95"), "", "0.95"),
        ("95 %", "", "95"),
        ("95%", "", "95"),
        ("95", "", "95"),
    ],
)
def test_percentages_follow_their_format_and_never_their_size(
    value: object, number_format: str, points: str
) -> None:
    asked = column("share", ColumnType.PERCENT)
    assert number_in(cell(value, number_format), asked, PLAIN, silent) == Decimal(points)


@pytest.mark.parametrize(
    ("value", "rule"), [("9.4", "not-a-whole-number"), (-1, "negative-count")]
)
def test_a_count_is_whole_and_not_negative(value: object, rule: str) -> None:
    with pytest.raises(BadCellError) as caught:
        count_in(cell(value), column("offered"), PLAIN, silent)
    assert rule_of(caught.value) == rule


def test_mended_digits_are_noted() -> None:
    notes: list[tuple[str, str]] = []
    count_in(cell("٩٥\u200b"), column("offered"), PLAIN, lambda *note: notes.append(note))
    assert [rule for rule, _ in notes] == ["invisible-characters", "digits-normalised"]


@given(st.integers(0, 10**15))
def test_a_grouped_count_reads_back(number: int) -> None:
    asked = column("offered")
    assert count_in(cell(f"{number:,}"), asked, ENGLISH, silent) == number
    german = f"{number:,}".replace(",", ".")
    assert count_in(cell(german), asked, GERMAN, silent) == number


def test_each_numeric_type_says_what_it_asks_for() -> None:
    for kind in ColumnType:
        if kind.is_numeric:
            assert expected_number(column("x", kind))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("999999999999999999", "999999999999999999"),
        ("999999999999999999.999999999999", "999999999999999999.999999999999"),
        ("123456789012345678.1234567890123", "123456789012345678.123456789012"),
        ("-999999999999999999", "-999999999999999999"),
        ("1000000000000000000", None),
        ("-1000000000000000000", None),
        ("1" * 5000, None),
        ("1" * 5000 + "." + "1" * 13, None),
    ],
)
def test_eighteen_digits_and_twelve_places_are_kept(written: str, kept: str | None) -> None:
    asked = column("share", ColumnType.NUMBER)
    if kept is not None:
        assert number_in(cell(written), asked, PLAIN, silent) == Decimal(kept)
        return
    with pytest.raises(BadCellError, match="number-too-large"):
        number_in(cell(written), asked, PLAIN, silent)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
@given(number=st.integers(-(10**17), 10**17), places=st.integers(0, 12), at=st.integers(0, 6))
def test_a_number_written_in_the_declared_locale_reads_back_exactly(
    space: str, number: int, places: int, at: int
) -> None:
    locales = [PLAIN, ENGLISH, GERMAN, TextFormat(thousands="'"), TextFormat(decimal=",")]
    spaced = [TextFormat(thousands=" "), TextFormat(decimal=",", thousands=" ")]
    declared = [*locales, *spaced][at]
    exact = Decimal(number).scaleb(-places)
    signs = str.maketrans({",": declared.thousands.replace(" ", space), ".": declared.decimal})
    written = f"{exact:,f}".translate(signs)
    asked = column("share", ColumnType.NUMBER)
    assert number_in(cell(written), asked, declared, silent) == exact


@given(st.text())
def test_any_text_is_a_finite_number_or_told_to_be_none(text: str) -> None:
    with suppress(BadCellError):
        number = number_in(cell(f" {text}"), column("x", ColumnType.NUMBER), GERMAN, silent)
        assert number.is_finite()


def test_a_percent_sign_means_nothing_in_a_column_of_plain_numbers() -> None:
    asked = column("ratio", ColumnType.NUMBER)
    assert number_in(cell(Decimal("0.95"), "0%"), asked, PLAIN, silent) == Decimal("0.95")
    with pytest.raises(BadCellError, match="not-a-number"):
        number_in(cell("95 %"), asked, PLAIN, silent)


@pytest.mark.parametrize(
    ("value", "may_exceed", "is_right"),
    [
        (0, False, True),
        (100, False, True),
        ("100.0000001", False, False),
        ("100.0000001", True, True),
        ("-0.1 %", False, False),
        (-1, True, False),
    ],
)
def test_a_percentage_lies_between_nothing_and_the_whole(
    value: object,
    may_exceed: bool,  # noqa: FBT001 - a column of the table
    is_right: bool,  # noqa: FBT001 - as above
) -> None:
    asked = column("rate", ColumnType.PERCENT, may_exceed_100=may_exceed)
    if is_right:
        number_in(cell(value), asked, TextFormat(), silent)
        return
    with pytest.raises(BadCellError) as caught:
        number_in(cell(value), asked, TextFormat(), silent)
    assert rule_of(caught.value) == "percentage-out-of-range"
