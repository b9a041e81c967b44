"""A row is typed cell by cell; one bad cell makes it invalid and loses nothing else."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.person_key import PersonKey
from concord.domain.reading.rows import as_text, key_of
from concord.domain.source import ColumnType
from tests.builders import column
from tests.reading_tables import cell, row, row_reader, source


def test_a_sound_row() -> None:
    reader = row_reader()
    observed = reader.read(row(2, "2026-10-01", "manila", 500, 410))
    assert observed.is_valid
    assert (observed.day, observed.key) == (date(2026, 10, 1), "2026-10-01|manila")
    assert observed.values == (date(2026, 10, 1), "manila", Decimal(500), Decimal(410))


def test_a_bad_cell_is_named_and_the_others_are_kept() -> None:
    reader = row_reader()
    observed = reader.read(row(17, "2026-10-01", "manila", 500, "9,4"))
    assert not observed.is_valid
    assert observed.key == "2026-10-01|manila"
    assert observed.values[2:] == (Decimal(500), None)
    assert [(f.rule, f.where) for f in reader.remarks.all()] == [("not-a-number", "Daily!D17")]


def test_more_answered_than_offered_is_no_valid_row() -> None:
    reader = row_reader()
    assert not reader.read(row(2, "2026-10-01", "manila", 500, 501)).is_valid
    assert [f.rule for f in reader.remarks.all()] == ["exceeds"]


def test_a_limit_that_cannot_be_read_is_one_problem_and_not_two() -> None:
    reader = row_reader()
    reader.read(row(2, "2026-10-01", "manila", "?", 501))
    assert [f.rule for f in reader.remarks.all()] == ["not-a-number"]


def test_a_row_whose_key_cannot_be_read_has_none() -> None:
    observed = row_reader().read(row(2, "someday", "manila", 500, 410))
    assert (observed.key, observed.day) == (None, None)


def test_mended_cells_are_noted_at_their_place() -> None:
    reader = row_reader()
    reader.read(row(2, "2026-10-01", "manila", "٩", "٩"))
    assert [f.where for f in reader.remarks.all()] == ["Daily!C2", "Daily!D2"]


@pytest.mark.parametrize(
    ("day_column", "day"),
    [("date", date(2026, 10, 1)), ("started", date(2026, 10, 2)), (None, None)],
)
def test_the_day_is_the_declared_columns(day_column: str | None, day: date | None) -> None:
    columns = (
        column("date", ColumnType.DATE, headers=("Date",)),
        column("started", ColumnType.TIMESTAMP, headers=("Site",)),
    )
    asked = source(columns=columns, day_column=day_column, key=())
    observed = row_reader(asked).read(row(2, "2026-10-01", "2026-10-02 23:30"))
    assert (observed.day, observed.key) == (day, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("410.00"), "410"),
        (Decimal("1E+3"), "1000"),
        (Decimal(100), "100"),
        (Decimal("-0"), "0"),
        (None, ""),
        (date(2026, 10, 1), "2026-10-01"),
        (datetime(2026, 10, 1, 8), "2026-10-01 08:00:00"),  # noqa: DTZ001 - wall clock
    ],
)
def test_equal_values_have_equal_texts(value: object, text: str) -> None:
    assert as_text(value) == text  # type: ignore[arg-type] # each is a value of a cell


def test_a_key_of_an_optional_empty_cell_is_a_key() -> None:
    assert key_of(source(key=("date", "site")), {"date": None, "site": "cebu"}, set()) == "|cebu"


@given(st.decimals(-(10**18), 10**18, places=12), st.integers(0, 6))
def test_a_number_has_one_text_however_it_is_written(value: Decimal, zeros: int) -> None:
    longer = Decimal(f"{value:f}" + "0" * zeros)
    assert as_text(longer) == as_text(value)
    assert Decimal(as_text(value)) == value


def test_a_formula_in_a_measured_column_is_remarked_and_used() -> None:
    reader = row_reader()
    calculated = replace(cell(500), is_formula=True)
    site = replace(cell("manila"), is_formula=True)
    observed = reader.read(row(2, "2026-10-01", site, calculated, 410))
    assert observed.is_valid
    assert [(f.rule, f.where) for f in reader.remarks.all()] == [("formula", "Daily!C2")]


KEY = PersonKey(partner="northwind", secret=b"secret")
PEOPLE = source(
    columns=tuple(replace(c, personal=c.name == "site", one_of=()) for c in source().columns)
)


def test_people_stand_in_rows_and_keys_by_pseudonym() -> None:
    reader = replace(row_reader(PEOPLE), person_key=KEY)
    ana = KEY.pseudonym("Ana Reyes")
    observed = reader.read(row(2, "2026-10-01", "Ana Reyes", 500, 410))
    assert observed.values[1] == ana
    assert observed.key == f"2026-10-01|{ana}"


@pytest.mark.parametrize(
    "cells",
    [
        ("2026-10-01", "Ana\u202e", 500, 410),
        ("2026-10-01", "Ana\u200b", 500, 410),
        ("2026-10-01", "manila", "Ana", 410),
        ("Ana", "manila", 500, 410),
    ],
)
def test_no_finding_names_anybody(cells: tuple[object, ...]) -> None:
    reader = replace(row_reader(PEOPLE), person_key=KEY)
    reader.read(row(2, *cells))
    (finding,) = reader.remarks.all()
    assert "Ana" not in f"{finding.found} {finding.message}"


def test_figures_are_quoted_also_beside_people() -> None:
    reader = replace(row_reader(PEOPLE), person_key=KEY)
    reader.read(row(2, "2026-10-01", "Ana", "9,4", 410))
    assert [finding.found for finding in reader.remarks.all()] == ["'9,4'"]
