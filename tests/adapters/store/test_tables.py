"""The tables: rules that hold for all of them."""

import pytest
from sqlalchemy import DateTime, Float, Numeric, Table

from concord.adapters.store.columns import Moment
from concord.adapters.store.tables import METADATA

TABLES = [pytest.param(table, id=table.name) for table in METADATA.sorted_tables]


@pytest.mark.parametrize("table", TABLES)
def test_no_figure_is_kept_as_a_binary_float_or_rounded_decimal(table: Table) -> None:
    assert [c.name for c in table.columns if isinstance(c.type, Float | Numeric)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_time_has_its_zone(table: Table) -> None:
    times = [c for c in table.columns if isinstance(c.type, DateTime | Moment)]
    assert [c.name for c in times if not isinstance(c.type, Moment)] == []


@pytest.mark.parametrize("table", TABLES)
def test_names_of_tables_and_constraints_fit_every_database(table: Table) -> None:
    names = [str(c.name) for c in table.constraints | table.indexes]
    assert [name for name in (table.name, *names) if len(name) > 63] == []
