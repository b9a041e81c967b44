"""Text is compared as people see it, and characters that deceive are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.reading.text import (
    code_points,
    fold,
    foreign_letters,
    is_damaged,
    reverses,
    visible,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Calls   Offered ", "calls offered"),
        ("Calls\u00a0Offered", "calls offered"),
        ("\uff23alls\u200bOffered", "callsoffered"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_headers_are_equal_whatever_their_space_case_and_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "turned"), [("59.99", False), ("\u202e59.99", True), ("é", False)]
)
def test_reversing_characters_are_seen(text: str, turned: bool) -> None:  # noqa: FBT001 - a table
    assert reverses(text) is turned


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" 95 ", "95"),
        ("95\u200b", "95"),
        ("mi\u200dx", "mi\u200dx"),
        ("two\nlines\x00", "two\nlines"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("offered", ()),
        ("off\u0435red", ("\u0435",)),
        ("дата", ()),
        ("offered №", ()),
        ("naïve", ()),
    ],
)
def test_a_look_alike_letter_is_found_among_latin_ones(
    text: str, foreign: tuple[str, ...]
) -> None:
    assert foreign_letters(text) == foreign


def test_look_alikes_are_named_by_their_code_points_once() -> None:
    assert code_points(("\u0430", "\u0430")) == "U+0430 CYRILLIC SMALL LETTER A"


@given(st.text(alphabet="aA \u00a0\u200b\u200d\u0301\u0323\u0345\u00b4\u1e96\u0390\u01f0\ufb03ßİ"))
def test_folding_again_changes_nothing_whatever_the_accents(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_hidden_character_does_not_part_a_letter_from_its_accent() -> None:
    assert fold("Re\u200d\u0301sume\u0301") == fold("Résumé")


@pytest.mark.parametrize("text", ["GrÃ¼ÃŸe", "itâ€™s", "20 Â°C", "forÃªts", "Ã\u00a0 la carte"])
def test_letters_saved_in_one_encoding_and_opened_in_another_are_known(text: str) -> None:
    assert is_damaged(text)


@pytest.mark.parametrize("text", ["Grüße", "SÃO PAULO", "Â", "plain"])
def test_letters_that_are_meant_are_not_taken_for_damaged(text: str) -> None:
    assert not is_damaged(text)
