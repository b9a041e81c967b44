"""Totals of one file's accepted rows: exact, in the agreement's order, absent is not zero."""

from decimal import Decimal
from pathlib import Path

import pytest

from concord.adapters.duckdb_observations import DuckDbReadFigures
from concord.domain.errors import LandingStoreError
from concord.domain.read_figures import ColumnTotal
from concord.domain.source import ColumnType, Source
from tests.builders import column, observation_file, period, source
from tests.fakes_observations import Row
from tests.stored_places import TICKETS, day, in_files, invalid, ticket

OCTOBER = period("2026-10")


def totals(folder: Path, declared: Source, *rows: Row) -> list[ColumnTotal]:
    file = in_files(folder).keep(declared, OCTOBER, rows)
    return list(DuckDbReadFigures(folder).totals(declared, file))


def total(name: str, of_all: str | None, smallest: str, largest: str) -> ColumnTotal:
    return ColumnTotal(
        column=name,
        total=None if of_all is None else Decimal(of_all),
        smallest=Decimal(smallest),
        largest=Decimal(largest),
    )


def test_each_numeric_column_is_added_up_over_the_accepted_rows(tmp_path: Path) -> None:
    rows = [
        day("2026-10-01", offered=10),
        day("2026-10-02", offered=30, answered=None),
        invalid(day("2026-10-03", offered=1000)),
    ]
    assert totals(tmp_path, source(), *rows) == [
        total("offered", "40", "10", "30"),
        total("answered", "8", "8", "8"),
    ]


def test_decimals_are_added_up_exactly(tmp_path: Path) -> None:
    rows = [ticket("0.1", "0.1"), ticket("0.2", "0.2")]
    assert totals(tmp_path, TICKETS, *rows)[0] == total("hours", "0.3", "0.1", "0.2")


def test_percentages_have_no_sum(tmp_path: Path) -> None:
    declared = source(columns=(column("share", ColumnType.PERCENT),), day_column=None, key=())
    rows = [{"share": Decimal(80)}, {"share": Decimal(95)}]
    assert totals(tmp_path, declared, *rows) == [total("share", None, "80", "95")]


def test_a_column_is_called_as_the_partner_calls_it(tmp_path: Path) -> None:
    declared = source(
        columns=(column("date", ColumnType.DATE), column("offered", headers=("Calls offered",)))
    )
    assert [each.column for each in totals(tmp_path, declared, day("2026-10-01"))] == [
        "Calls offered"
    ]


def test_columns_without_values_are_left_out(tmp_path: Path) -> None:
    assert totals(tmp_path, source(), day("2026-10-01", offered=None, answered=None)) == []
    assert totals(tmp_path, source(), invalid(day("2026-10-01"))) == []


def test_without_numeric_columns_nothing_is_read(tmp_path: Path) -> None:
    declared = source(columns=(column("date", ColumnType.DATE),))
    assert DuckDbReadFigures(tmp_path).totals(declared, observation_file()) == ()


def test_rows_that_are_kept_no_more_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(LandingStoreError):
        DuckDbReadFigures(tmp_path).totals(source(), observation_file())
