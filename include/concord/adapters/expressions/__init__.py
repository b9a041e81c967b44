"""KPI expressions: read, checked against an allow-list, and written anew as safe SQL."""

from __future__ import annotations

from concord.adapters.expressions.plain_sums import read_plain_sums
from concord.adapters.expressions.reading import Fault, Part, ReadExpression, Reference

__all__ = ["Fault", "Part", "ReadExpression", "Reference", "read_expression"]


def read_expression(text: str, part: Part) -> ReadExpression:
    """Return what an aggregate over columns says; `sql` quotes every name (DuckDB's dialect).

    Sums, which nearly all are, are told at once; anything else is parsed in full.
    """
    plain = read_plain_sums(text)
    if plain is not None:
        return plain
    from concord.adapters.expressions.checked import read_checked  # sqlglot takes its time

    return read_checked(text, part)
