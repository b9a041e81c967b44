"""Patterns of file names: they say which period a file covers."""

import pytest

from tests.agreement_texts import changed, findings_of

CASES = [
    ("{period:%Y-%m}", "{month}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:%Y-%H}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:%Y}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:%m}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:%Y-%m-%m}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:}", "error not-a-file-pattern", "sources.daily.files"),
    ("{period:%Y-%m}", "{period:%Y-%m", "error not-a-file-pattern", "sources.daily.files"),
    ("*.xlsx", ".xls", "info not-yet", "sources.daily.files"),
    ("*.xlsx", ".exe", "error unknown-file-type", "sources.daily.files"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_file_names_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


@pytest.mark.parametrize(
    "name", ["{period:%B %Y}.csv", "{period:%Y%m%d}.CSV", "{period:%y_%b}*", "x.*", "daily"]
)
def test_these_names_are_understood(name: str) -> None:
    assert findings_of(changed("daily_{period:%Y-%m}*.xlsx", name)) == []


@pytest.mark.parametrize(
    ("covers", "period", "fits"),
    [
        ("day", "%Y-%m-%d", True),
        ("day", "%Y-%m", False),
        ("week", "%Y-%m-%d", True),
        ("quarter", "%Y-%q", True),
        ("quarter", "%Y", False),
        ("half-year", "%Y-%m", True),
        ("year", "%y", True),
    ],
)
def test_the_name_must_tell_one_period_from_another(covers: str, period: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    text = changed("covers: month", f"covers: {covers}").replace("%Y-%m}", period + "}")
    assert (findings_of(text) == []) is fits
