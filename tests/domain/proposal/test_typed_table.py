"""Tables of one layout, typed together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from concord.domain.proposal.typed_table import typed_table
from concord.domain.source import ColumnType
from tests.proposals import DAILY, found, group_of, typed


def test_columns_get_names_types_and_values() -> None:
    table = typed(*DAILY, day="date")
    assert [c.column.name for c in table.columns][:3] == ["date", "site", "calls_offered"]
    assert table.column("calls_offered").numbers[0] == Decimal(101)
    assert len(table.files) == 62
    assert len(table.of_type(ColumnType.COUNT)) == 3
    with pytest.raises(KeyError):
        table.column("calls")


def test_days_are_those_of_each_file() -> None:
    first = found(("Date", "Calls"), (date(2026, 9, 1), 1), (None, 2), file="a.xlsx")
    second = found(("Date", "Calls"), (date(2026, 10, 1), 1), file="b.xlsx")
    group = group_of([first, second])
    table = typed_table(group.tables, group.headers)
    assert table.days() == {"a.xlsx": set(), "b.xlsx": set()}
    days = {"a.xlsx": {date(2026, 9, 1)}, "b.xlsx": {date(2026, 10, 1)}}
    assert replace(table, day_name="date").days() == days
    assert typed(("Start", "X"), ("2026-10-01 07:09", 1), day="start").days() == {
        "NW_daily_2026-10.xlsx": {date(2026, 10, 1)}
    }


def test_signs_and_order_are_told_by_columns_that_mostly_have_them() -> None:
    table = typed(
        ("Datum", "Stunden", "Notiz"),
        ("03.10.2026", "7,5", "1.5"),
        ("31.10.2026", "8,25", "see 2.5"),
        ("31.10.2026", "k.A.", "none"),
        ("31.10.2026", "8,25", "-"),
    )
    assert (table.signs.decimal, table.order.order) == (",", "dmy")
    assert table.null_tokens == ("k.A.",)
    assert table.column("notiz").values[3] == "-"


def test_a_column_of_no_type_is_left_out() -> None:
    table = typed(("Team", "Blue"), ("a", True), ("b", False))
    assert [c.column.name for c in table.columns] == ["team"]
    assert [c.column.name for c in table.left_out] == ["blue"]


def test_a_column_with_damaged_letters_is_left_out() -> None:
    table = typed(("Team", "Note"), ("a", "fine"), ("b", "GrÃ¼ÃŸe"), ("c", "fine"))
    assert [c.column.name for c in table.left_out] == ["note"]
    assert [placed.cell.value for placed in table.left_out[0].damaged] == ["GrÃ¼ÃŸe"]


def test_a_column_that_a_file_lacks_is_blank_there() -> None:
    first = found(("A", "B", "C", "D"), ("x", 1, 2, 3), file="a.xlsx")
    second = found(("A", "B", "C"), ("y", 1, 2), file="b.xlsx")
    group = group_of([first, second])
    table = typed_table(group.tables, group.headers)
    assert table.column("d").values == (Decimal(3), None)
