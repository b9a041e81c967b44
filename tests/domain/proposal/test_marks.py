"""Marks and the sample cells that they show."""

from datetime import date

from concord.domain.proposal.marks import Mark, confirm, guess, samples
from tests.proposals import cell


def test_a_mark_says_whether_a_person_is_needed() -> None:
    assert guess("seen").mark is Mark.GUESS
    assert confirm("which?").mark is Mark.CONFIRM


def test_samples_are_the_first_three_different_cells_quoted() -> None:
    found = [("A1", "x"), ("A2", "x"), ("A3", "y\n"), ("A4", "z"), ("A5", "w")]
    assert samples(found) == r"'x' (A1), 'y\n' (A3), 'z' (A4)"


def test_a_day_is_shown_without_its_midnight() -> None:
    assert samples([("A1", cell(date(2026, 10, 1)))]) == "'2026-10-01' (A1)"
