"""What tells a row from every other."""

from datetime import date

from concord.domain.proposal.keys import key_of
from concord.domain.proposal.typed_table import typed_table
from tests.proposals import DAILY, found, group_of, typed

DAY = date(2026, 10, 1)


def test_the_day_comes_first_and_the_set_is_the_smallest() -> None:
    assert key_of(typed(*DAILY, day="date")) == ("date", "site")
    assert key_of(typed(("Date", "Team"), (DAY, "a"), (date(2026, 10, 2), "a"), day="date")) == (
        "date",
    )


def test_an_id_is_enough() -> None:
    rows = [(f"C-{n}", DAY, "a") for n in range(4)]
    assert key_of(typed(("Call ID", "Date", "Team"), *rows, day="date")) == ("call_id",)
    numbered = [(n, "a") for n in range(4)]
    assert key_of(typed(("Ticket No", "Team"), *numbered)) == ("ticket_no",)


def test_a_moment_alone_tells_nothing() -> None:
    lines = [("Start", "Agent"), ("2026-10-01 07:09", "a"), ("2026-10-01 07:10", "b")]
    assert key_of(typed(*lines, day="start")) == ("start", "agent")


def test_without_days_texts_tell_rows_apart() -> None:
    assert key_of(typed(("Team", "Calls"), ("a", 1), ("b", 1))) == ("team",)


def test_rows_that_repeat_have_no_key() -> None:
    assert key_of(typed(("Team", "Calls"), ("a", 1), ("a", 1))) == ()
    assert key_of(typed(("Date", "Team"), (DAY, "a"), (DAY, "a"), day="date")) == ()


def test_a_newer_file_may_repeat_the_keys_of_an_older_one() -> None:
    lines = (("Date", "Team"), (DAY, "a"), (DAY, "b"))
    group = group_of([found(*lines, file="a.xlsx"), found(*lines, file="a_neu.xlsx")])
    assert key_of(typed_table(group.tables, group.headers)) == ("team",)


def test_a_column_with_blanks_is_no_key() -> None:
    assert key_of(typed(("Call ID", "X"), ("a", 1), (None, 2), ("b", 3), day=None)) == ()
