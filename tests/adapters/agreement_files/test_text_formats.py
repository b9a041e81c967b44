"""How text stands in files: declared, never guessed."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("    key:", "    decimal: x\n    key:", "error unknown-word", "sources.daily.decimal"),
    (
        "    key:",
        '    thousands: "."\n    key:',
        "error ambiguous-number",
        "sources.daily.thousands",
    ),
    ("    key:", "    date_order: dm\n    key:", "error unknown-word", "sources.daily.date_order"),
    ("    key:", '    delimiter: "::"\n    key:', "error unknown-word", "sources.daily.delimiter"),
    (
        "    key:",
        "    encoding: utf-9\n    key:",
        "error unknown-encoding",
        "sources.daily.encoding",
    ),
    (
        "    key:",
        "    encoding: base64\n    key:",
        "error unknown-encoding",
        "sources.daily.encoding",
    ),
    (
        "header_row: auto",
        "header_row: 0",
        "error not-a-quantity",
        "sources.daily.sheet.header_row",
    ),
    (
        "header_row: auto",
        "header_row: top",
        "error not-a-quantity",
        "sources.daily.sheet.header_row",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_formats_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_a_format_is_taken_as_declared() -> None:
    text = changed(
        "    key:",
        '    decimal: ","\n    thousands: "."\n    date_order: dmy\n    delimiter: tab\n'
        "    encoding: cp1252\n    null_tokens: [n/a, -]\n    key:",
    )
    text_format = agreement_of(text).source("daily").text
    assert (text_format.decimal, text_format.thousands) == (",", ".")
    assert (text_format.delimiter, text_format.encoding) == ("\t", "cp1252")
    assert (text_format.date_order, text_format.null_tokens) == ("dmy", ("n/a", "-"))


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [("Daily", ("Daily", None)), ("{name: D, header_row: 4}", ("D", 4)), ("{}", ("", None))],
)
def test_a_sheet_is_a_name_or_a_mapping(sheet: str, expected: tuple[str, int | None]) -> None:
    text = changed("sheet: {name: Daily, header_row: auto}", f"sheet: {sheet}")
    rule = agreement_of(text).source("daily").sheet
    assert (rule.name, rule.header_row) == expected
