"""Check-ins: each series with its rhythm, its time and those who attend."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from concord.domain.meeting import AN_HOUR, MeetingSeries
from concord.domain.quantity import DayOfPeriod, parse_recurrence, parse_span
from tests.agreement_texts import agreement_of, changed, findings_of

REVIEW = (
    "{series: operations review, every: week on Tuesday 10:00, timezone: Europe/London, "
    "length: 45 min, attend: [operations_manager, vendor_manager], quorum: vendor_manager, "
    "where: teams, agenda: ops, pack_before: 2 days, minutes: false, starts: 2026-01-01, "
    "until: 2026-12-31}"
)
NOT_SENT = ("info", "not-yet", "check_ins")


def with_check_ins(series: str) -> str:
    """Return the valid agreement with check-ins."""
    return changed("escalation: standard\n", f"check_ins: [{series}]\n")


def test_a_series_is_read_in_full_and_its_invitations_wait() -> None:
    assert findings_of(with_check_ins(REVIEW)) == [NOT_SENT]
    assert agreement_of(with_check_ins(REVIEW)).check_ins == (
        MeetingSeries(
            series="operations review",
            rhythm=parse_recurrence("week on Tuesday 10:00"),
            zone=ZoneInfo("Europe/London"),
            attend=("operations_manager", "vendor_manager"),
            length=timedelta(minutes=45),
            quorum=("vendor_manager",),
            where="teams",
            agenda="ops",
            pack_before=parse_span("2 days"),
            minutes=False,
            starts=date(2026, 1, 1),
            until=date(2026, 12, 31),
        ),
    )


def test_what_is_not_said_is_by_default() -> None:
    text = with_check_ins("{series: qbr, every: quarter, attend: vendor_manager}")
    (series,) = agreement_of(text).check_ins
    assert (series.zone.key, series.length, series.minutes) == ("UTC", AN_HOUR, True)


@pytest.mark.parametrize(
    ("said", "on", "at"),
    [
        ("every: quarter on 15th business day 14:00", DayOfPeriod(number=15, business=True), 14),
        ("every: quarter, day: 15th business day", DayOfPeriod(number=15, business=True), None),
        ("every: month 09:00, day: 3rd day", DayOfPeriod(number=3, business=False), 9),
        ('every: week on Friday, at: "09:00"', 4, 9),
    ],
)
def test_day_and_time_may_stand_beside_the_rhythm(
    said: str, on: int | DayOfPeriod, at: int | None
) -> None:
    text = with_check_ins(f"{{series: a, {said}, attend: vendor_manager}}")
    (series,) = agreement_of(text).check_ins
    assert series.rhythm.on == on
    assert series.rhythm.at == (None if at is None else time(at))


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("series: operations review, ", "", "missing-key", "0.series"),
        ("every: week on Tuesday 10:00, ", "", "missing-key", "0.every"),
        ("on Tuesday", "on 3rd day", "not-a-quantity", "0.every"),
        ("where: teams", "day: 3rd day", "said-twice", "0.day"),
        ("where: teams", 'at: "10:30"', "said-twice", "0.at"),
        ("week on Tuesday 10:00", "week, day: 3rd day", "not-a-quantity", "0.day"),
        (
            "timezone: Europe/London",
            "timezone: London",
            "unknown-zone",
            "0.timezone",
        ),
        ("length: 45 min", "length: 0 min", "not-a-quantity", "0.length"),
        ("length: 45 min", "length: 13 hours", "not-a-quantity", "0.length"),
        ("minutes: false", "minutes: off", "not-a-flag", "0.minutes"),
        (
            "pack_before: 2 days",
            "pack_before: 2",
            "not-a-quantity",
            "0.pack_before",
        ),
    ],
)
def test_a_series_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    found = findings_of(with_check_ins(REVIEW.replace(old, new)))
    assert found == [NOT_SENT, ("error", rule, f"check_ins.{path}")]


def test_a_series_without_anybody_to_attend_is_an_error() -> None:
    text = with_check_ins("{series: qbr, every: quarter}")
    assert findings_of(text) == [NOT_SENT, ("error", "missing-key", "check_ins.0.attend")]


def test_two_series_have_two_names() -> None:
    assert findings_of(with_check_ins(f"{REVIEW}, {REVIEW}")) == [
        NOT_SENT,
        ("error", "duplicate-id", "check_ins.1.series"),
    ]
