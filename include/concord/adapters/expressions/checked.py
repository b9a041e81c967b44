"""KPI expressions: parsed, checked against an allow-list, and written anew as safe SQL.

What runs is never the text of an agreement, only what this module regenerated from the
checked tree.  All faults of an expression are returned at once, each with its offset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError, TokenError
from sqlglot.tokenizer_core import TokenType

from concord.adapters.expressions.places import SELECT, as_written, offset_of
from concord.adapters.expressions.reading import Fault, Part, ReadExpression, Reference
from concord.domain.kpi import Expression

LONGEST_EXPRESSION = 2_000
_EXACT_DECIMAL = "DECIMAL(38, 12)"

# Exact on whole numbers and decimals; a percentile is not, and is cast.
_SUMS: tuple[type[exp.Expression], ...] = (exp.Sum, exp.Count, exp.CountIf)
_PICKS: tuple[type[exp.Expression], ...] = (exp.Min, exp.Max, exp.ArgMax, exp.ArgMin)
_PERCENTILES: tuple[type[exp.Expression], ...] = (
    exp.PercentileCont,
    exp.PercentileDisc,
    exp.Median,
)
_AGGREGATES = (*_SUMS, *_PICKS, *_PERCENTILES)
_ARITHMETIC: tuple[type[exp.Expression], ...] = (
    exp.Add,
    exp.Sub,
    exp.Mul,
    exp.Neg,
    exp.Paren,
    exp.Abs,
    exp.Coalesce,
)
_CONDITIONS: tuple[type[exp.Expression], ...] = (
    exp.And,
    exp.Or,
    exp.Not,
    exp.EQ,
    exp.NEQ,
    exp.GT,
    exp.GTE,
    exp.LT,
    exp.LTE,
    exp.Between,
    exp.In,
    exp.Is,
    exp.Like,
    exp.Lower,
    exp.Upper,
    exp.Case,
    exp.If,
)
_LEAVES: tuple[type[exp.Expression], ...] = (
    exp.Column,
    exp.Identifier,
    exp.Literal,
    exp.Boolean,
    exp.Null,
    exp.Star,
)
_CLAUSES: tuple[type[exp.Expression], ...] = (exp.Filter, exp.Where, exp.Distinct)
# By exact type: a subclass of an allowed node may do something else entirely.
_ALLOWED = frozenset({*_AGGREGATES, *_ARITHMETIC, *_CONDITIONS, *_LEAVES, *_CLAUSES})
_AMOUNTS: tuple[type[exp.Expression], ...] = (exp.Sum, exp.PercentileCont, exp.Median)


def read_checked(text: str, part: Part) -> ReadExpression:
    """Parse and check an aggregate over columns; `sql` quotes every name (DuckDB's dialect)."""
    try:
        tree, faults = _parsed(text)
        if tree is None:
            return ReadExpression(expression=None, references=(), faults=tuple(faults))
        return _checked(text, tree, part)
    except RecursionError:
        fault = Fault(
            rule="expression-too-long",
            found="deep nesting",
            expected="a simpler expression",
            offset=0,
        )
        return ReadExpression(expression=None, references=(), faults=(fault,))


def _parsed(text: str) -> tuple[exp.Expression | None, list[Fault]]:
    if len(text) > LONGEST_EXPRESSION:
        expected = f"at most {LONGEST_EXPRESSION} characters"
        found = f"{len(text)} characters"
        return None, [Fault(rule="expression-too-long", found=found, expected=expected, offset=0)]
    try:
        # A semicolon is refused first: what follows might be parsed as a command.
        for token in sqlglot.tokenize(text, read="duckdb"):
            if token.token_type is TokenType.SEMICOLON:
                return None, [_syntax(";", token.start)]
        statement = sqlglot.parse_one(SELECT + text, read="duckdb")
    except ParseError as error:
        return None, _syntax_faults(text, error)
    except (SqlglotError, TokenError):
        return None, [_syntax(text, 0)]
    return _only_expression(text, statement)


def _syntax(found: str, offset: int) -> Fault:
    return Fault(
        rule="expression-syntax",
        found=found,
        expected="an aggregate over columns, such as sum(answered)",
        offset=offset,
    )


def _syntax_faults(text: str, error: ParseError) -> list[Fault]:
    found = []
    for detail in error.errors[:1]:
        word = str(detail.get("highlight") or "")
        # `col` is the 1-based end of the word, behind our own prefix.
        end = int(detail.get("col") or 0) - len(SELECT)
        offset = min(max(end - len(word), 0), max(len(text) - 1, 0))
        found.append(_syntax(word or text, offset))
    return found or [_syntax(text, 0)]


def _only_expression(text: str, statement: exp.Expr) -> tuple[exp.Expression | None, list[Fault]]:
    if isinstance(statement, exp.Select):
        clauses = {name for name, value in statement.args.items() if value}
        if clauses == {"expressions"} and len(statement.expressions) == 1:
            return statement.expressions[0], []
    return None, [_syntax(text, 0)]


def _checked(text: str, tree: exp.Expression, part: Part) -> ReadExpression:
    faults = list(_forbidden(text, tree)) or list(_misplaced(text, tree, part))
    references = tuple(sorted(_references(tree), key=lambda reference: reference.offset))
    if faults:
        return ReadExpression(
            expression=None, references=references, faults=tuple(_byoffset_of(faults))
        )
    sql = _exact(tree).sql(dialect="duckdb", identify=True, comments=False)
    expression = Expression(
        text=text, sql=sql, columns=frozenset(reference.name for reference in references)
    )
    return ReadExpression(expression=expression, references=references, faults=())


def _byoffset_of(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.offset, fault.rule))


def _forbidden(text: str, tree: exp.Expression) -> Iterator[Fault]:
    """Yield what is not on the allow-list; nothing below such a node is looked at."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if type(node) in _ALLOWED and not _is_trick(node):
            stack.extend(node.iter_expressions())
            continue
        expected, advice = "sums and counts of columns, combined by + and -", ""
        if isinstance(node, exp.Div | exp.IntDiv | exp.Avg):
            advice = "give the two parts as numerator and denominator"
        yield Fault(
            rule="forbidden-expression",
            found=as_written(text, node),
            expected=expected,
            offset=offset_of(node),
            advice=advice,
        )


def _is_trick(node: exp.Expression) -> bool:
    """Say whether a node of an allowed type carries something that is not wanted."""
    match node:
        case exp.Column():
            return any(node.args.get(name) for name in ("table", "db", "catalog"))
        case exp.Star():
            return not isinstance(node.parent, exp.Count) or any(node.args.values())
        case exp.Filter():
            return not isinstance(node.this, _AGGREGATES)
        case exp.Literal():
            # A number such as 1e3 is a binary float to DuckDB, and no longer exact.
            return not node.is_string and not set(str(node.this)) <= set("0123456789.")
        case _:
            return False


def _misplaced(text: str, tree: exp.Expression, part: Part) -> Iterator[Fault]:
    aggregates = list(tree.find_all(*_AGGREGATES))
    if (not aggregates and type(tree) in _ALLOWED) or isinstance(tree.unnest(), exp.Predicate):
        yield _fault_at(text, tree, "not-an-aggregate", "an aggregate, such as sum(answered)")
        return
    for node in aggregates:
        if not node.args.get("this"):
            yield _fault_at(text, node, "expression-syntax", "an aggregate over a column")
        elif node.find_ancestor(*_AGGREGATES, exp.Where) is not None:
            yield _fault_at(text, node, "nested-aggregate", "one aggregate, not two in each other")
        elif part is not Part.VALUE and not isinstance(node, _SUMS):
            expected = f"sums and counts: a {part} adds up over days, sites and months"
            yield _fault_at(text, node, "not-a-sum", expected)
    for column in tree.find_all(exp.Column):
        if column.find_ancestor(*_AGGREGATES, exp.Filter) is None:
            expected = "the column inside an aggregate, such as sum(…)"
            yield _fault_at(text, column, "not-an-aggregate", expected)


def _fault_at(text: str, node: exp.Expression, rule: str, expected: str) -> Fault:
    return Fault(
        rule=rule, found=as_written(text, node), expected=expected, offset=offset_of(node)
    )


def _references(tree: exp.Expression) -> Iterator[Reference]:
    for column in tree.find_all(exp.Column):
        if isinstance(column.this, exp.Identifier):
            yield Reference(
                name=column.name,
                offset=offset_of(column),
                as_amount=isinstance(column.parent, _AMOUNTS) and column.arg_key == "this",
            )


def _exact(tree: exp.Expression) -> exp.Expression:
    """Return the tree with its percentiles cast: DuckDB may give them as binary floats."""
    holder = exp.Paren(this=tree.copy())
    for node in list(holder.find_all(*_PERCENTILES)):
        whole = node.parent if isinstance(node.parent, exp.Filter) else node
        whole.replace(exp.Cast(this=whole.copy(), to=exp.DataType.build(_EXACT_DECIMAL)))
    exact: exp.Expression = holder.this
    return exact
