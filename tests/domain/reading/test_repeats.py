"""Rows that stand twice are counted once where a key tells, and else judged by a person."""

from concord.domain.submission import Verdict
from tests.reading_tables import delivery, read, row

FIRST = row(2, "2026-10-01", "manila", 500, 410)


def test_an_exact_repeat_under_a_key_counts_once() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 410))
    rows, rules = read(made)
    assert (len(rows), rules) == (1, ["duplicate-row"])
    assert made.result().verdict is Verdict.ACCEPTED_WITH_WARNINGS


def test_two_figures_under_one_key_wait_for_a_person() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 400))
    assert read(made)[1] == ["duplicate-key"]
    assert made.result().verdict is Verdict.QUARANTINED


def test_without_a_key_a_repeat_waits_for_a_person() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 410), key=())
    rows, rules = read(made)
    assert (len(rows), rules) == (2, ["duplicate-row"])
    assert made.result().verdict is Verdict.QUARANTINED


def test_rows_whose_key_cannot_be_read_are_no_repeats() -> None:
    made = delivery(row(2, "?", "manila", 5, 4), row(3, "?", "manila", 5, 4))
    assert read(made)[1] == ["not-a-date", "not-a-date"]
