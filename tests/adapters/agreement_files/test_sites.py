"""Sites and service hours: where a service comes from, and when it is open."""

from datetime import date, time

import pytest

from concord.domain.coverage import CoverageUnit
from tests.agreement_texts import agreement_of, changed, findings_of

SITES = """\
sites:
  manila: {name: Manila, timezone: Asia/Manila, calendar: PH, hours: "22:00-06:00"}
  leeds: {}
services:
"""
HOURS = "hours: {days: mon-sat, time: '08:00-20:00', closed_on: GB-ENG}"


def test_a_site_has_a_clock_holidays_and_hours_of_its_own() -> None:
    manila, leeds = agreement_of(changed("services:\n", SITES)).sites
    assert (str(manila.zone), manila.calendar.opens, manila.calendar.closes) == (
        *("Asia/Manila", time(22)),
        time(6),
    )
    assert not manila.calendar.is_business_day(date(2026, 6, 12))  # Independence Day
    assert (leeds.name, str(leeds.zone), leeds.calendar.opens) == (
        *("leeds", "Europe/London"),
        time(9),
    )


def test_a_service_has_hours() -> None:
    voice = agreement_of(changed("owner: kim}", f"owner: kim, sow: SOW-1, {HOURS}}}")).services[0]
    assert voice.sow == "SOW-1"
    assert voice.hours is not None
    assert voice.hours.is_business_day(date(2026, 10, 31))
    assert not voice.hours.is_business_day(date(2026, 11, 1))
    assert not voice.hours.is_business_day(date(2026, 12, 25))


def test_hours_left_out_are_all_day_on_every_day() -> None:
    voice = agreement_of(changed("owner: kim}", "owner: kim, hours: {timezone: UTC}}")).services[0]
    assert voice.hours is not None
    assert (voice.hours.opens, voice.hours.closes, voice.hours.days_off) == (
        *(time(0), time(0)),
        frozenset(),
    )


def test_coverage_by_service_days_follows_the_hours_of_the_service() -> None:
    text = changed("owner: kim}", f"owner: kim, {HOURS}}}")
    daily = agreement_of(text.replace("every: calendar day", "every: service day")).source("daily")
    assert daily.coverage.every is CoverageUnit.SERVICE_DAY
    assert not daily.coverage.expects(date(2026, 11, 1), ["manila"])


def test_coverage_follows_the_site_of_the_source() -> None:
    text = changed("services:\n", SITES).replace("  daily:\n", "  daily:\n    site: manila\n")
    daily = agreement_of(text.replace("every: calendar day", "every: business day")).source(
        "daily"
    )
    assert not daily.coverage.expects(date(2026, 6, 12), ["cebu"])


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("manila: {name", '"a b": {name', "error not-an-id", "sites.a b"),
        ("Asia/Manila", "Asia/Manilla", "error unknown-zone", "sites.manila.timezone"),
        ("calendar: PH", "calendar: PI", "error unknown-calendar", "sites.manila.calendar"),
        ('"22:00-06:00"', '"22-6"', "error not-a-quantity", "sites.manila.hours"),
        ("leeds: {}", "leeds: {site: x}", "error unknown-key", "sites.leeds.site"),
    ],
)
def test_sites_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    text = changed("services:\n", SITES)
    assert text.count(old) == 1
    assert findings_of(text.replace(old, new)) == [(*rule.split(" "), path)]


@pytest.mark.parametrize(
    ("hours", "rule", "path"),
    [
        ("{days: mon-mon}", "not-a-quantity", "days"),
        ("{time: always}", "not-a-quantity", "time"),
        ("{timezone: Mars}", "unknown-zone", "timezone"),
        ("{day: mon}", "unknown-key", "day"),
    ],
)
def test_service_hours_are_read_strictly(hours: str, rule: str, path: str) -> None:
    text = changed("owner: kim}", f"owner: kim, hours: {hours}}}")
    assert findings_of(text) == [("error", rule, f"services.voice.hours.{path}")]


def test_days_of_a_service_need_its_hours() -> None:
    text = changed("every: calendar day", "every: service day")
    assert findings_of(text) == [
        ("error", "no-service-hours", "sources.daily.coverage.every"),
    ]


def test_an_unknown_site_of_a_source_is_an_error() -> None:
    text = changed("  daily:\n", "  daily:\n    site: manila\n")
    assert findings_of(text) == [("error", "unknown-site", "sources.daily.site")]
