"""A whole table: rows in order, findings with their places, and the verdict."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.reading.delivery import Delivery
from concord.domain.source import ColumnType, SheetRule
from concord.domain.submission import Verdict
from tests.builders import column
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


@pytest.mark.parametrize(("number", "rules"), [(100, []), (101, ["header-not-found"])])
def test_a_header_is_looked_for_in_the_first_hundred_rows(number: int, rules: list[str]) -> None:
    assert read(_low(number, SheetRule()))[1] == rules


@pytest.mark.parametrize("number", [1, 100, 101, 150])
def test_a_declared_header_row_is_found_however_low_it_stands(number: int) -> None:
    assert read(_low(number, SheetRule(header_row=number)))[1] == []


def _low(number: int, rule: SheetRule) -> Delivery:
    """Return the reading of a table whose header stands in that row."""
    above = [row(n) for n in range(1, number)]
    sound = row(number + 1, "2026-10-05", "manila", 500, 410)
    low = table(*above, row(number, *HEADER), sound)
    return Delivery(table=low, source=source(sheet=rule), named=OCTOBER)


@pytest.mark.parametrize(("hidden", "cut"), [(8, False), (9, True)])
def test_eight_hidden_rows_are_named(hidden: int, cut: bool) -> None:  # noqa: FBT001 - a table
    days = range(1, hidden + 1)
    made = delivery(*(row(d + 1, f"2026-10-{d:02d}", "cebu", 5, 5, hidden=True) for d in days))
    read(made)
    assert made.result().findings[0].found.endswith(", …)") is cut


def test_a_row_that_shows_nothing_is_told_and_never_a_zero() -> None:
    made = delivery(SOUND, row(3, "2026-10-06", " ", 5, 5))
    rows, rules = read(made)
    assert (rules, rows[1].is_valid, rows[1].key) == (["empty-cell"], False, None)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=12),
    st.decimals(),
    st.datetimes(),
    st.timedeltas(),
    st.sampled_from(["2026-10-05", "manila", "410", "#N/A", "1,234", "Total"]),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.booleans())
def test_no_content_stops_the_reading(contents: list[list[object]], keyed: bool) -> None:  # noqa: FBT001 - drawn
    made = delivery(
        *(row(number, *cells) for number, cells in enumerate(contents, 2)),
        key=("date", "site") if keyed else (),
        totals_rows=("Total",),
    )
    rows, _ = read(made)
    result = made.result()
    assert result.rows_accepted <= len(rows) <= result.rows_read <= len(contents)
    shown = "".join(finding.message + finding.found for finding in result.findings)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs"}


def test_no_row_of_a_file_that_waits_is_accepted() -> None:
    made = delivery(SOUND, row(3, "2026-11-01", "manila", 5, 5))
    read(made)
    assert (made.result().rows_read, made.result().rows_accepted) == (2, 0)


def test_a_lone_text_in_a_table_of_one_column_is_a_row() -> None:
    only = (column("id", ColumnType.TEXT, headers=("Id",)),)
    made = Delivery(
        table=table(row(1, "Id"), row(2, "A-1"), row(3, "A-2")),
        source=source(columns=only, day_column=None, key=("id",)),
        named=OCTOBER,
    )
    rows, rules = read(made)
    assert ([r.key for r in rows], rules) == (["A-1", "A-2"], [])
