"""Expressions that only add and subtract sums of columns, read without a parser.

They are what nearly every KPI consists of, and loading a parser takes a command longer than
all the rest.  Whatever is in doubt is left to the parser, which would read these the same.
"""

from __future__ import annotations

import re

from concord.adapters.expressions.reading import ReadExpression, Reference
from concord.domain.kpi import Expression

_LONGEST = 2_000
_NAME = r'(?P<name>[A-Za-z][A-Za-z0-9_]*)|"(?P<quoted>[A-Za-z0-9_]+)"'
_TERM = re.compile(rf"(?:(?P<times>[1-9][0-9]{{0,8}}) \* )?[Ss][Uu][Mm]\((?:{_NAME})\)")
# Words that mean something to SQL where a column may stand.
_WORDS = frozenset(
    [
        "all",
        "alter",
        "and",
        "any",
        "as",
        "between",
        "case",
        "connect_by_root",
        "create",
        "cross",
        "current_catalog",
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "distinct",
        "drop",
        "else",
        "except",
        "false",
        "fetch",
        "for",
        "force",
        "from",
        "glob",
        "grant",
        "having",
        "ilike",
        "inner",
        "insert",
        "install",
        "intersect",
        "into",
        "join",
        "lateral",
        "like",
        "localtime",
        "localtimestamp",
        "map",
        "not",
        "notnull",
        "null",
        "on",
        "only",
        "or",
        "outer",
        "partitioned_by",
        "positional",
        "qualify",
        "regexp",
        "returning",
        "revoke",
        "rlike",
        "rollback",
        "select",
        "session_user",
        "summarize",
        "tablesample",
        "then",
        "true",
        "uncache",
        "union",
        "using",
        "when",
        "where",
        "with",
        "xor",
    ]
)
_SIGN = re.compile(r" ([+-]) ")


def read_plain_sums(text: str) -> ReadExpression | None:
    """Return what `sum(a) + 2 * sum(b)` says, or None for anything but plain sums."""
    if len(text) > _LONGEST:
        return None
    place, sql, references = 0, "", []
    while True:
        term = _TERM.match(text, place)
        if term is None:
            return None
        group = "name" if term["name"] else "quoted"
        name = term[group]
        if group == "name" and name.lower() in _WORDS:
            return None
        start = term.start(group) - (group == "quoted")
        references.append(Reference(name=name, offset=start, as_amount=True))
        sql += f"{term['times']} * " if term["times"] else ""
        sql += f'SUM("{name}")'
        if term.end() == len(text):
            break
        sign = _SIGN.match(text, term.end())
        if sign is None:
            return None
        sql += sign[0]
        place = sign.end()
    columns = frozenset(reference.name for reference in references)
    expression = Expression(text=text, sql=sql, columns=columns)
    return ReadExpression(expression=expression, references=tuple(references), faults=())
