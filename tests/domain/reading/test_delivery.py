"""A whole table: rows in order, findings with their places, and the verdict."""

from concord.domain.reading.delivery import Delivery
from concord.domain.submission import Verdict
from tests.reading_tables import HEADER, OCTOBER, delivery, read, row, source, table

SOUND = row(2, "2026-10-05", "manila", 500, 410)


def test_a_sound_table_is_accepted_with_its_counts() -> None:
    made = delivery(SOUND, row(3), row(4, "2026-10-06", "cebu", 5, 5))
    rows, rules = read(made)
    result = made.result()
    assert ([r.number for r in rows], rules) == ([2, 4], [])
    assert (result.verdict, result.rows_read, result.rows_accepted) == (Verdict.ACCEPTED, 2, 2)


def test_one_bad_row_does_not_stop_a_month() -> None:
    made = delivery(SOUND, row(3, "2026-10-06", "cebu", "?", 5))
    read(made)
    result = made.result()
    assert result.verdict is Verdict.ACCEPTED_WITH_WARNINGS
    assert (result.rows_read, result.rows_accepted) == (2, 1)


def test_a_table_without_its_header_is_not_read() -> None:
    made = Delivery(table=table(row(1, "Name")), source=source(), named=OCTOBER)
    assert read(made) == ([], ["header-not-found"])
    assert made.result().period == OCTOBER


def test_a_header_without_rows_is_not_nothing_happened() -> None:
    made = delivery()
    assert read(made) == ([], ["no-rows"])
    assert made.result().verdict is Verdict.QUARANTINED
    text = Delivery(table=table(row(1, *HEADER), sheet=None), source=source(), named=OCTOBER)
    assert read(text)[1] == ["no-rows"]
    assert text.result().findings[0].where == ""


def test_the_header_again_is_another_table() -> None:
    far = [row(number) for number in range(3, 110)]
    made = delivery(SOUND, *far, row(120, *HEADER), row(121, "2026-10-06", "cebu", 5, 5))
    assert read(made)[1] == ["header-ambiguous"]


def test_a_note_below_the_table_is_quoted_and_not_read() -> None:
    made = delivery(SOUND, row(4, "provisional"))
    assert read(made)[1] == ["text-below-table"]
    assert made.result().findings[0].found == "'provisional'"


def test_a_lone_text_between_rows_is_a_row() -> None:
    made = delivery(SOUND, row(3, "provisional"), row(4, "2026-10-06", "cebu", 5, 5))
    assert read(made)[1][0] == "not-a-date"


def test_a_lone_declared_value_is_an_incomplete_row_and_no_note() -> None:
    made = delivery(SOUND, row(3, None, "manila"))
    assert read(made)[1] == ["empty-cell", "empty-cell", "empty-cell"]


def test_hidden_rows_count_and_are_remarked() -> None:
    hidden = [row(n, f"2026-10-{n:02d}", "cebu", 5, 5, hidden=True) for n in range(3, 13)]
    made = delivery(SOUND, *hidden)
    rows, rules = read(made)
    assert (len(rows), rules) == (11, ["hidden-rows"])
    assert "…" in made.result().findings[0].found


def test_few_hidden_rows_are_all_named() -> None:
    made = delivery(SOUND, row(3, "2026-10-06", "cebu", 5, 5, hidden=True))
    read(made)
    assert made.result().findings[0].found == "1 hidden rows (3)"
