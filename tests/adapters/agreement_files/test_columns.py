"""Columns: their headers, types and rules."""

import pytest

from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    (
        "[Date, Fecha], type: date",
        "[Date], type: dat",
        "error unknown-word",
        "sources.daily.columns.date.type",
    ),
    (
        "at_most: offered",
        "at_most: ofered",
        "error unknown-column",
        "sources.daily.columns.answered.at_most",
    ),
    (
        "at_most: offered",
        "at_most: site",
        "error unknown-column",
        "sources.daily.columns.answered.at_most",
    ),
    (
        "at_most: offered",
        "unit: hours",
        "error does-not-fit",
        "sources.daily.columns.answered.unit",
    ),
    (
        "at_most: offered",
        "one_of: [1]",
        "error does-not-fit",
        "sources.daily.columns.answered.one_of",
    ),
    (
        "at_most: offered",
        "required: no",
        "error not-a-flag",
        "sources.daily.columns.answered.required",
    ),
    (
        "at_most: offered",
        "may_exceed_100: true",
        "error does-not-fit",
        "sources.daily.columns.answered.may_exceed_100",
    ),
    (
        "{from: Answered",
        '{from: "calls  offered"',
        "error duplicate-header",
        "sources.daily.columns.answered.from",
    ),
    (
        "unit: seconds}\nkpis",
        "unit: days}\nkpis",
        "error unknown-word",
        "sources.daily.columns.handle_s.unit",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_columns_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_a_column_without_headers_stands_under_its_own_name() -> None:
    assert agreement_of(changed("{from: Answered, type", "{type")).source("daily").column(
        "answered"
    ).headers == ("answered",)


def test_a_name_of_a_column_must_be_usable_in_expressions() -> None:
    found = findings_of(changed("      handle_s: {from", '      "handle s": {from'))
    assert ("error", "not-a-name", "sources.daily.columns.handle s") in found


def test_names_differ_in_more_than_case() -> None:
    text = changed("      handle_s: {", "      Offered: {from: X, type: count}\n      handle_s: {")
    assert findings_of(text) == [("error", "duplicate-column", "sources.daily.columns.Offered")]


def test_a_column_needs_its_type() -> None:
    found = findings_of(changed("{from: Handle, type: duration,", "{from: Handle,"))
    assert ("error", "missing-key", "sources.daily.columns.handle_s.type") in found


def test_a_percentage_may_be_more_than_the_whole_only_where_that_is_said() -> None:
    for key, expected in (("", False), (", may_exceed_100: true", True)):
        text = changed("type: count, at_most: offered", f"type: percent{key}")
        column = agreement_of(text).source("daily").column("answered")
        assert column.may_exceed_100 is expected


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
