"""Sources: which files, when, and what they must hold."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("    covers: month\n", "    covers: monthly\n", "error unknown-word", "sources.daily.covers"),
    ("due: 3 business", "due: 3rd business", "error not-a-quantity", "sources.daily.due"),
    (
        "    due: 3 business days after period end at 17:00\n",
        "",
        "info no-due-date",
        "sources.daily.due",
    ),
    (
        "    due: 3",
        "    due_calendar: PH and XX\n    due: 3",
        "error unknown-calendar",
        "sources.daily.due_calendar",
    ),
    (
        "    due: 3",
        "    due_calendar: XX\n    due: 3",
        "error unknown-calendar",
        "sources.daily.due_calendar",
    ),
    (
        "    due: 3",
        "    timezone: Europe/Londn\n    due: 3",
        "error unknown-zone",
        "sources.daily.timezone",
    ),
    (
        "    drive: {connection: ops, folder: Acme/In}\n",
        "",
        "info no-drive",
        "sources.daily.drive",
    ),
    (
        "{connection: ops, folder: Acme/In}",
        "{folder: In}",
        "error missing-key",
        "sources.daily.drive.connection",
    ),
    ("folder: Acme/In", "folder: ../In", "error not-a-folder", "sources.daily.drive.folder"),
    ("every: calendar day", "every: hour", "error unknown-word", "sources.daily.coverage.every"),
    (
        "for_each: [site]}\n    key",
        "for_each: [sit]}\n    key",
        "error unknown-column",
        "sources.daily.coverage.for_each.0",
    ),
    (
        "for_each: [site]}\n    key",
        "for_each: [offered]}\n    key",
        "error undeclared-values",
        "sources.daily.coverage.for_each",
    ),
    ("key: [date, site]", "key: [date, sites]", "error unknown-column", "sources.daily.key.1"),
    ("key: [date, site]", "restates: all", "error unknown-word", "sources.daily.restates"),
    ("key: [date, site]", "day_column: site", "error unknown-column", "sources.daily.day_column"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_sources_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_a_source_without_columns_can_hold_nothing() -> None:
    text = changed("    columns:\n", "    colums:\n")
    assert findings_of(text) == [("error", "unknown-key", "sources.daily.colums")]
    without = changed("    columns:\n", "    table:\n")
    assert ("error", "missing-key", "sources.daily.columns") in findings_of(without)


DAY = "      date:     {from: [Date, Fecha], type: date}\n"


@pytest.mark.parametrize(
    ("columns", "chosen"),
    [
        ("date: {type: timestamp}", "date"),
        ("date: {type: date}\n      called: {type: date}", "date"),
        ("day: {type: date}", "day"),
    ],
)
def test_the_day_column_is_the_one_called_date_or_the_only_one(columns: str, chosen: str) -> None:
    text = changed(DAY, f"      {columns}\n").replace("key: [date, site]", "key: [site]")
    assert agreement_of(text).source("daily").day_column == chosen


def test_of_several_day_columns_one_must_be_named() -> None:
    text = changed(DAY, "      start: {type: date}\n      end: {type: date}\n")
    text = text.replace("key: [date, site]", "key: [site]")
    assert ("error", "missing-key", "sources.daily.day_column") in findings_of(text)
    named = text.replace("    key: [site]", "    key: [site]\n    day_column: end")
    assert agreement_of(named).source("daily").day_column == "end"


def test_days_can_be_covered_only_where_rows_have_a_day() -> None:
    text = changed(DAY, "").replace("key: [date, site]", "key: [site]")
    assert findings_of(text) == [("error", "no-day-column", "sources.daily.coverage.every")]


def test_without_day_and_without_period_in_the_name_nothing_can_be_dated() -> None:
    text = changed(DAY, "").replace("key: [date, site]", "key: [site]")
    text = text.replace("{every: calendar day, for_each", "{for_each")
    text = text.replace("daily_{period:%Y-%m}*.xlsx", "daily.xlsx")
    assert findings_of(text) == [("error", "no-period", "sources.daily.files")]


def test_a_source_takes_zone_and_calendar_of_its_partner() -> None:
    source = agreement_of(changed("timezone: Europe/London", "timezone: Asia/Manila")).source(
        "daily"
    )
    assert (source.zone.key, source.calendar.name) == ("Asia/Manila", "GB-ENG")


def test_the_due_day_may_be_counted_in_another_calendar() -> None:
    text = changed("    due: 3", "    due_calendar: PH\n    due: 3")
    assert agreement_of(text).source("daily").calendar.name == "PH"
