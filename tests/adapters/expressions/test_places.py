"""Where the nodes of a parsed expression stand in its text."""

import sqlglot
from sqlglot import exp

from concord.adapters.expressions.places import SELECT, as_written, offset_of


def test_a_node_is_found_where_it_was_written() -> None:
    text = "sum(a) + max(b) "
    node = sqlglot.parse_one(SELECT + text, read="duckdb").find(exp.Max)
    assert node is not None
    assert (offset_of(node), as_written(text, node)) == (9, "max(b)")
