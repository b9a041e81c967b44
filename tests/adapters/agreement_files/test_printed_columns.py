"""Columns that print the share of others, as agreements write them."""

import pytest

from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from tests.agreement_texts import agreement_of, changed, findings_of

SHARE = "      share: {{type: percent, required: false, prints: {}}}\n"


def printing(words: str) -> str:
    return changed("kpis:\n", SHARE.format(words) + "kpis:\n")


@pytest.mark.parametrize(
    ("words", "plus", "minus"),
    [
        ("answered of offered", ("answered",), ()),
        ('"offered - answered of offered"', ("offered",), ("answered",)),
        ('"answered+handle_s-answered  of offered"', ("answered", "handle_s"), ("answered",)),
    ],
)
def test_a_column_may_only_print_what_others_come_to(
    words: str, plus: tuple[str, ...], minus: tuple[str, ...]
) -> None:
    read = agreement_of(printing(words)).source("daily").column("share").prints
    assert read == PrintedRatio(
        part=ColumnSum(plus=plus, minus=minus), whole=ColumnSum(plus=("offered",)), times_100=True
    )


def test_a_printed_ratio_that_is_no_percentage_is_no_times_100() -> None:
    text = printing("handle_s of answered").replace("type: percent", "type: number")
    read = agreement_of(text).source("daily").column("share").prints
    assert read is not None
    assert not read.times_100


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("answered", "unknown-kpi"),
        ("answered / offered", "not-a-quantity"),
        ("answerd of offered", "unknown-column"),
        ("answered of site", "unknown-column"),
        ("share of offered", "unknown-column"),
    ],
)
def test_what_a_column_prints_is_read_strictly(words: str, rule: str) -> None:
    found = findings_of(printing(words))
    assert found == [("error", rule, "sources.daily.columns.share.prints")]


def test_a_count_prints_nothing() -> None:
    text = printing("answered of offered").replace("type: percent", "type: count")
    found = findings_of(text)
    assert found == [("error", "does-not-fit", "sources.daily.columns.share.prints")]
