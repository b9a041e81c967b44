"""Calendars as agreements name them."""

from datetime import date, time

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of, only_finding


def test_a_calendar_is_a_code_or_a_mapping() -> None:
    text = changed(
        "calendar: GB-ENG",
        "calendar: {country: GB, subdivision: SCT, extra_days: [2026-10-05], "
        'working_hours: "15:00-04:00"}',
    )
    calendar = agreement_of(text).calendar
    assert calendar.name == "GB-SCT"
    assert (calendar.opens, calendar.closes) == (time(15), time(4))
    assert not calendar.is_business_day(date(2026, 10, 5))
    assert not calendar.is_business_day(date(2026, 1, 2)), "a holiday in Scotland alone"


@pytest.mark.parametrize(
    ("calendar", "rule", "path"),
    [
        ("GB-EN", "error unknown-calendar", "calendar"),
        ("Narnia", "error unknown-calendar", "calendar"),
        ("GB-", "error unknown-calendar", "calendar"),
        ("{country: GB, subdivision: XX}", "error unknown-calendar", "calendar.country"),
        ("{subdivision: ENG}", "error missing-key", "calendar.country"),
        ("{country: GB, extra_days: [x]}", "error not-a-quantity", "calendar.extra_days.0"),
        ("{country: GB, working_hours: 9-5}", "error not-a-quantity", "calendar.working_hours"),
        ('{country: GB, working_hours: "9:00"}', "error not-a-quantity", "calendar.working_hours"),
        ("[PH, GB-ENG]", "error not-a-text", "calendar"),
    ],
)
def test_calendars_are_read_strictly(calendar: str, rule: str, path: str) -> None:
    text = changed("calendar: GB-ENG", f"calendar: {calendar}")
    assert findings_of(text) == [(*rule.split(" "), path)]


def test_days_worked_on_both_sides() -> None:
    calendar = agreement_of(changed("calendar: GB-ENG", "calendar: PH and GB-ENG")).calendar
    assert calendar.name == "PH and GB-ENG"
    assert not calendar.is_business_day(date(2026, 6, 12)), "a holiday in the Philippines"
    assert not calendar.is_business_day(date(2026, 8, 31)), "a holiday in England"


def test_an_unknown_part_of_a_joint_calendar_is_found_where_it_stands() -> None:
    finding = only_finding(changed("calendar: GB-ENG", "calendar: PH and GB-EN"))
    assert (finding.line, finding.column, finding.hint) == (4, 18, "GB-ENG")


def test_an_unknown_calendar_is_answered_with_the_nearest() -> None:
    assert only_finding(changed("calendar: GB-ENG", "calendar: GB-EN")).hint == "GB-ENG"


REVISED = "calendar: {country: GB-ENG, revisions: [REVISIONS]}"


def test_a_calendar_is_revised_from_a_day_on() -> None:
    revisions = (
        '{from: 2026-07-01, working_hours: "08:00-18:00", extra_days: [2026-07-03]}, '
        "{from: 2027-01-01, country: DE, amendment: A-3}"
    )
    calendar = agreement_of(
        changed("calendar: GB-ENG", REVISED.replace("REVISIONS", revisions))
    ).calendar
    before, summer, later = (
        calendar.on(date.fromisoformat(day)) for day in ("2026-06-30", "2026-07-01", "2027-01-01")
    )
    assert (before.opens, summer.opens, later.opens) == (time(9), time(8), time(8))
    assert not calendar.is_business_day(date(2026, 7, 3))
    assert not calendar.is_business_day(date(2026, 8, 31)), "a holiday in England"
    assert calendar.is_business_day(date(2027, 8, 30)), "and none in Germany"


@pytest.mark.parametrize(
    ("revisions", "rule", "path"),
    [
        ("{country: DE}", "missing-key", "0.from"),
        ("{from: 2026-07-01, country: DEU}", "unknown-calendar", "0.country"),
        ("{from: 2026-07-01, hours: 1}", "unknown-key", "0.hours"),
        ("{from: 2026-07-01, extra_days: [x]}", "not-a-quantity", "0.extra_days.0"),
        ("{from: 2026-07-01}, {from: 2026-07-01}", "overlapping-revisions", "1.from"),
    ],
)
def test_revisions_of_a_calendar_are_read_strictly(revisions: str, rule: str, path: str) -> None:
    text = changed("calendar: GB-ENG", REVISED.replace("REVISIONS", revisions))
    assert findings_of(text) == [("error", rule, f"calendar.revisions.{path}")]


def test_a_calendar_that_cannot_be_read_is_found_once_however_often_it_is_revised() -> None:
    text = changed("calendar: GB-ENG", REVISED.replace("REVISIONS", "{from: 2026-07-01}"))
    assert findings_of(text.replace("country: GB-ENG", "country: XX")) == [
        ("error", "unknown-calendar", "calendar.country")
    ]
