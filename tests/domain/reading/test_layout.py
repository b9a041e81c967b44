"""How a table is laid out: every declared column's place, with a sample, and its first rows."""

from dataclasses import replace

from concord.domain.reading.layout import Layout, ShownRow, TotalsRow, UnreadColumn, layout_of
from concord.domain.source import TextFormat
from concord.domain.table import Row
from tests.builders import column
from tests.reading_tables import HEADER, OCTOBER, row, source, table

MONDAY = row(2, "2026-10-05", "manila", 500, 410)
TUESDAY = row(3, "2026-10-06", "cebu", 300, 290)


def layout(*rows: Row, header: Row | None = None, sheet: str | None = "Daily") -> Layout:
    given = table(header or row(1, *HEADER), *rows, sheet=sheet)
    return layout_of(given, source(totals_rows=("Total",)), OCTOBER, 2)


def test_each_column_has_its_place_and_a_sample() -> None:
    found = layout(MONDAY, TUESDAY)
    assert (found.sheet, found.header_row) == ("Daily", 1)
    assert [c.place for c in found.columns] == ["A", "B", "C", "D"]
    offered = found.columns[2]
    assert offered.header == "Offered"
    assert offered.sample is not None
    assert (offered.sample.where, offered.sample.raw) == ("Daily!C2", "500")
    assert (offered.sample.kind, offered.sample.value) == ("a number", "500")


def test_a_text_file_counts_its_columns() -> None:
    found = layout(MONDAY, sheet=None)
    assert [c.place for c in found.columns] == ["1", "2", "3", "4"]


def test_the_sample_is_the_first_cell_that_is_not_empty() -> None:
    found = layout(row(2, "2026-10-05", "manila", None, 1), TUESDAY)
    assert found.columns[2].sample is not None
    assert found.columns[2].sample.where == "Daily!C3"


def test_a_sample_that_cannot_be_read_has_no_value() -> None:
    (sample,) = (c.sample for c in layout(row(2, "?", "manila", 1, 1)).columns if c.name == "date")
    assert sample is not None
    assert (sample.raw, sample.value) == ("?", None)


def test_a_mended_sample_and_a_null_token() -> None:
    found = layout(row(2, "2026-10-05", "man\u200bila", "n/a", 1))
    assert found.columns[1].sample is not None
    assert found.columns[1].sample.value == "manila"
    optional = (*source().columns[:2], column("offered", headers=("Offered",), required=False))
    declared = source(columns=optional, text=TextFormat(null_tokens=("n/a",)))
    given = table(row(1, *HEADER), row(2, "2026-10-05", "manila", "n/a"))
    sample = layout_of(given, declared, OCTOBER, 2).columns[2].sample
    assert sample is not None
    assert sample.value is None


def test_a_column_without_any_cell_has_no_sample() -> None:
    assert layout(row(2, "2026-10-05", "manila", None, 1)).columns[2].sample is None


def test_the_first_accepted_rows_are_shown_and_no_more() -> None:
    wrong = row(2, "2026-10-04", "manila", "?", 1)
    later = row(5, "2026-10-07", "cebu", 1, 1)
    found = layout(wrong, row(3, "2026-10-05", "manila", 500, 410), row(4, *cells(TUESDAY)), later)
    assert found.rows == (
        ShownRow(row=3, values=("2026-10-05", "manila", "500", "410")),
        ShownRow(row=4, values=("2026-10-06", "cebu", "300", "290")),
    )


def cells(given: Row) -> tuple[object, ...]:
    return tuple(cell.value for cell in given.cells)


def test_an_absent_optional_value_is_shown_as_none() -> None:
    optional = (*source().columns[:3], column("answered", headers=("Answered",), required=False))
    given = table(row(1, *HEADER), row(2, "2026-10-05", "manila", 500, None))
    (shown,) = layout_of(given, source(columns=optional), OCTOBER, 2).rows
    assert shown.values[-1] is None


def test_totals_rows_are_listed_with_whether_they_agree() -> None:
    right, wrong = row(4, "Total", None, 800, 700), row(5, "Total", None, 801, 700)
    found = layout(MONDAY, TUESDAY, right, wrong)
    assert found.totals == (TotalsRow(row=4, agrees=True), TotalsRow(row=5, agrees=False))


def test_what_the_agreement_does_not_name_is_listed_as_not_read() -> None:
    found = layout(MONDAY, header=row(1, *HEADER, "Mood", " "))
    assert found.unread == (UnreadColumn(place="E", header="Mood"),)


def test_a_header_that_lacks_a_column_is_still_shown() -> None:
    found = layout(row(2, "2026-10-05", "manila", 500), header=row(1, *HEADER[:3]))
    assert found.header_row == 1
    assert [c.place for c in found.columns] == ["A", "B", "C", None]
    assert found.columns[3].wanted == ("Answered",)
    assert found.rows == ()


def test_without_a_header_nothing_has_a_place() -> None:
    found = layout(MONDAY, header=row(1, "a", "b"))
    assert found.header_row is None
    assert {c.place for c in found.columns} == {None}
    assert found.unread == ()
    assert found.rows == ()


def test_a_sample_is_looked_for_in_the_first_rows_only() -> None:
    rows = [row(n, "2026-10-05", "manila", None, 1) for n in range(2, 210)]
    found = layout(*rows, row(210, "2026-10-06", "cebu", 7, 7))
    assert found.columns[2].sample is None


def test_of_a_column_of_people_no_cell_is_shown() -> None:
    people = tuple(replace(c, personal=c.name == "site", one_of=()) for c in source().columns)
    given = table(row(1, *HEADER), row(2, "2026-10-05", "Ana Reyes", 500, 410))
    found = layout_of(given, source(columns=people), OCTOBER, 2)
    assert found.columns[1].sample is None
    assert found.columns[2].sample is not None
    assert "Ana" not in str(found)
