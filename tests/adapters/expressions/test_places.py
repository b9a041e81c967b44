"""Where the nodes of a parsed expression stand in its text."""

import sqlglot
from sqlglot import exp

from concord.adapters.expressions.places import SELECT, as_written, offset_of


def test_a_node_is_found_where_it_was_written() -> None:
    text = "sum(a) + max(b)"
    column = list(sqlglot.parse_one(SELECT + text, read="duckdb").find_all(exp.Column))[-1]
    assert (offset_of(column), as_written(text, column)) == (text.index("b"), "b")
