"""Expressions of KPIs: what is allowed is regenerated, everything else is refused."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.adapters.expressions.checked import LONGEST_EXPRESSION
from concord.adapters.expressions.checked import read_checked as read_expression
from concord.adapters.expressions.reading import Part


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("sum(answered)", 'SUM("answered")'),
        ("sum(a) - sum(b) + 2 * count(*)", 'SUM("a") - SUM("b") + 2 * COUNT(*)'),
        ("count(distinct agent)", 'COUNT(DISTINCT "agent")'),
        ("sum(a) filter (where q = 'x; --')", 'SUM("a") FILTER(WHERE "q" = \'x; --\')'),
        ("count_if(a > 3 and q in ('x', 'y'))", "COUNT_IF(\"a\" > 3 AND \"q\" IN ('x', 'y'))"),
        ('sum("end")', 'SUM("end")'),
        ("sum(a) -- a remark", 'SUM("a")'),
        ("coalesce(sum(a), 0)", 'COALESCE(SUM("a"), 0)'),
        (
            "sum(case when a <= 20 then 1 else 0 end)",
            'SUM(CASE WHEN "a" <= 20 THEN 1 ELSE 0 END)',
        ),
    ],
)
def test_an_aggregate_is_written_anew_with_every_name_quoted(text: str, sql: str) -> None:
    read = read_expression(text, Part.NUMERATOR)
    assert read.faults == ()
    assert read.expression is not None
    assert (read.expression.sql, read.expression.text) == (sql, text)


@pytest.mark.parametrize(
    "text", ["max(a)", "min(b)", "arg_max(a, b)", "quantile_cont(a, 0.9)", "median(a) - min(a)"]
)
def test_a_value_may_pick_and_rank(text: str) -> None:
    assert read_expression(text, Part.VALUE).expression is not None
    assert next(f.rule for f in read_expression(text, Part.DENOMINATOR).faults) == "not-a-sum"


@pytest.mark.parametrize(
    ("text", "rule", "found", "offset"),
    [
        ("", "expression-syntax", "", 0),
        ("sum(a", "expression-syntax", "a", 4),
        ("sum(a); drop table x", "expression-syntax", ";", 6),
        ("'", "expression-syntax", "'", 0),
        ("sum(a) from b", "expression-syntax", "sum(a) from b", 0),
        ("sum(a), sum(b)", "expression-syntax", "sum(a), sum(b)", 0),
        ("sum(a) as b", "forbidden-expression", "sum(a) as b", 0),
        ("sum(a) over ()", "forbidden-expression", "sum(a)", 0),
        ("sum(a) + (select 1)", "forbidden-expression", "1", 17),
        ("sum(a in (select 1))", "forbidden-expression", "1", 17),
        ("sum(a) + read_csv('x')", "forbidden-expression", "read_csv('x')", 9),
        ("sum(getenv('HOME'))", "forbidden-expression", "getenv('HOME')", 4),
        ("sum(a) / sum(b)", "forbidden-expression", "sum(a) / sum(b)", 0),
        ("avg(a)", "forbidden-expression", "avg(a)", 0),
        ("sum(t.a)", "forbidden-expression", "t.a", 4),
        ("sum(a * 1e3)", "forbidden-expression", "1e3", 8),
        ("sum(*)", "forbidden-expression", "*", 4),
        ("count(* exclude (a))", "forbidden-expression", "* exclude (a)", 6),
        ("sum(columns(*))", "forbidden-expression", "columns(*)", 4),
        ("sum(?)", "forbidden-expression", "sum(?)", 0),
        (
            "coalesce(a) filter (where b)",
            "forbidden-expression",
            "coalesce(a) filter (where b)",
            0,
        ),
        ("a", "not-an-aggregate", "a", 0),
        ("1", "not-an-aggregate", "1", 0),
        ("sum(a) > 3", "not-an-aggregate", "sum(a) > 3", 0),
        ("sum(a) + b", "not-an-aggregate", "b", 9),
        ("sum(sum(a))", "nested-aggregate", "sum(a)", 4),
        ("sum(a) filter (where b > sum(c))", "nested-aggregate", "sum(c)", 25),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_offset(
    text: str, rule: str, found: str, offset: int
) -> None:
    read = read_expression(text, Part.NUMERATOR)
    assert read.expression is None
    fault = read.faults[0]
    if found != "sum(?)":  # a placeholder has no place of its own
        assert (fault.found, fault.offset) == (found, offset)
    assert fault.rule == rule


@pytest.mark.parametrize("text", ["sum(a)" * 1000, "(" * 990 + "1" + ")" * 990])
def test_an_expression_has_its_limits(text: str) -> None:
    assert [f.rule for f in read_expression(text, Part.VALUE).faults] == ["expression-too-long"]
    assert LONGEST_EXPRESSION == 2000


def test_columns_are_named_with_their_offsets() -> None:
    read = read_expression("sum(handle) - count(site)", Part.NUMERATOR)
    named = sorted((r.offset, r.name, r.as_amount) for r in read.references)
    assert named == [(4, "handle", True), (20, "site", False)]
    assert read.expression is not None
    assert read.expression.columns == {"handle", "site"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quantile_cont(a, 0.9)", "9.100000000000"),
        ("median(a)", "5.500000000000"),
        ("quantile_cont(a, 0.5) filter (where a > 4) + 1", "8.500000000000"),
        ("quantile_disc(a, 0.5) - min(a)", "4.000000000000"),
    ],
)
def test_percentiles_come_as_exact_decimals(text: str, expected: str) -> None:
    read = read_expression(text, Part.VALUE)
    assert read.expression is not None
    sql = read.expression.sql
    query = f"select ({sql})::varchar from range(1, 11) as t(a)"  # noqa: S608 - checked SQL
    assert duckdb.connect().execute(query).fetchall() == [(expected,)]


PIECES = [
    "sum(",
    "count(",
    "a",
    "b",
    ")",
    "(",
    "+",
    "-",
    "*",
    "/",
    ",",
    "'x'",
    ";",
    "select ",
    "1",
    " ",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_any_text_is_allowed_or_refused(text: str) -> None:
    read = read_expression(text, Part.VALUE)
    assert (read.expression is None) == bool(read.faults)
    assert all(0 <= fault.offset <= len(text) for fault in read.faults)


def test_an_aggregate_over_nothing_is_a_fault() -> None:
    assert [fault.rule for fault in read_expression("max(", Part.VALUE).faults] == [
        "expression-syntax"
    ]
