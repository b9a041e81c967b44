"""Headers as words and as names that expressions can use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.agreement_files.quantities import column_name
from concord.domain.proposal.headings import identifier, words, written_header
from concord.domain.reading.text import fold


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Calls offered", "calls_offered"),
        ("Answered ≤ 20 s", "answered_20_s"),
        ("Fällig", "faellig"),
        ("Größe", "groesse"),
        ("Délai moyen", "delai_moyen"),
        ("2nd line", "column_2nd_line"),
        ("%", "column"),
        ("件数", "column"),
        ("Sum", "column_sum"),
        ("Date", "date"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_name_is_made_of_letters_digits_and_underscores(header: str, expected: str) -> None:
    assert identifier(header, ()) == expected


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert identifier("Value", {"value", "value_2"}) == "value_3"


@given(st.text(max_size=80))
def test_every_header_gets_a_name_that_an_agreement_may_use(header: str) -> None:
    assert column_name(identifier(header, {"a", "column"}))


@given(st.text(max_size=80))
def test_a_written_header_is_found_as_the_one_in_the_file(header: str) -> None:
    assert fold(written_header(header)) == fold(header)


def test_words_are_plain() -> None:
    assert words("Mit Fehler (geprüft) 20s") == ("mit", "fehler", "gepruft", "20", "s")


def test_a_header_is_trimmed_where_it_is_found_all_the_same() -> None:
    assert written_header("  Calls\n offered ") == "Calls offered"
    assert written_header("a\x01b") == "a\x01b"
