"""Columns: their headers, types and rules."""

import pytest

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
