"""Plain sums are read as the parser reads them, and whatever is more is left to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot.dialects.duckdb import DuckDB

from concord.adapters.expressions import Part, read_expression
from concord.adapters.expressions.checked import read_checked
from concord.adapters.expressions.plain_sums import read_plain_sums

NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)
WRITTEN = st.one_of(NAMES, NAMES.map(lambda name: f'"{name}"'))
TERMS = st.builds(
    lambda factor, function, name: f"{factor}{function}({name})",
    st.sampled_from(["", "2 * ", "100 * "]),
    st.sampled_from(["sum", "SUM", "Sum", "count", "avg"]),
    WRITTEN,
)
SUMS = st.lists(st.tuples(st.sampled_from([" + ", " - ", "+", " * ", " "]), TERMS), min_size=1)
TEXTS = SUMS.map(lambda terms: "".join(sign + term for sign, term in terms)[1:].lstrip("+- *"))


@given(TEXTS, st.sampled_from(Part))
def test_what_is_read_without_a_parser_is_what_the_parser_reads(text: str, part: Part) -> None:
    plain = read_plain_sums(text)
    assert plain is None or plain == read_checked(text, part)
    assert read_expression(text, part) == (plain or read_checked(text, part))


WORDS = sorted(
    word
    for word in {
        *DuckDB.Tokenizer.KEYWORDS,
        *DuckDB.Parser.FUNCTIONS,
        *(token.name for token in DuckDB.Parser.NO_PAREN_FUNCTIONS),
        *DuckDB.Parser.NO_PAREN_FUNCTION_PARSERS,
    }
    if word.isidentifier()
)


def test_words_of_sql_are_read_as_the_parser_reads_them() -> None:
    written = [name for word in WORDS for name in (word, word.lower(), f'"{word.lower()}"')]
    read = {name: read_plain_sums(f"sum({name})") for name in written}
    assert [
        name
        for name, plain in read.items()
        if plain is not None and plain != read_checked(f"sum({name})", Part.VALUE)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "sum(in_20s)",
        "sum(answered_in) + sum(abandoned_in)",
        '100 * sum("promoters") - 100 * sum("detractors")',
        'sum("offered") - sum("abandoned_short")',
    ],
)
def test_sums_need_no_parser(text: str) -> None:
    assert read_plain_sums(text) == read_checked(text, Part.NUMERATOR)


@pytest.mark.parametrize(
    "text", ["", "sum(a", "sum(a) +", "sum(a) / sum(b)", "sum(a b)", "sum(a); x", "x" * 3000]
)
def test_anything_else_does(text: str) -> None:
    assert read_plain_sums(text) is None
