"""Totals of what was read: a sum where one says something, the ends always."""

from decimal import Decimal

from concord.domain.read_figures import ColumnTotal


def test_a_column_of_percentages_has_ends_and_no_sum() -> None:
    share = ColumnTotal(column="Share", total=None, smallest=Decimal(80), largest=Decimal(95))
    assert share.total is None
    assert share.smallest < share.largest
