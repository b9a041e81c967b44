"""Those who are to meet are there, and at work at the same time."""

from datetime import date

import pytest

from tests.agreement_texts import changed, findings_of

TODAY = date(2026, 11, 23)
NOT_SENT = ("info", "not-yet", "check_ins")


def meeting(said: str, zone: str = "Europe/London") -> str:
    """Return the valid agreement with a meeting, the partner being at work in a zone."""
    series = f"check_ins: [{{series: review, {said}}}]\n"
    text = changed("escalation: standard\n", series)
    return text.replace("timezone: Europe/London", f"timezone: {zone}", 1)


BOTH = "attend: [vendor_manager, operations_manager]"


@pytest.mark.parametrize(
    ("said", "rule", "path"),
    [
        ("attend: [vendor_manger, contract_owner]", "role-nobody-has", "attend.0"),
        ("attend: sponsor", "role-nobody-has", "attend"),
        (f"{BOTH}, quorum: [vendor_manager, sponsor]", "quorum-does-not-attend", "quorum.1"),
    ],
)
def test_those_who_are_to_meet_are_there(said: str, rule: str, path: str) -> None:
    text = meeting(f"every: week on Tuesday, {said}")
    assert findings_of(text) == [NOT_SENT, ("warning", rule, f"check_ins.0.{path}")]


@pytest.mark.parametrize(
    ("said", "zone", "found"),
    [
        ("every: week on Tuesday 10:00", "Europe/London", []),
        ("every: week on Tuesday 15:00", "Europe/London", []),
        # In summer, London goes home an hour earlier by the world's clock.
        ("every: week on Tuesday 16:00", "Europe/London", ["meeting-outside-hours"]),
        ("every: week on Tuesday 16:30", "Europe/London", ["meeting-outside-hours"]),
        # In winter, nine in London is five in the afternoon in Manila.
        ("every: week on Tuesday", "Asia/Manila", ["no-common-hours"]),
        ("every: week on Tuesday 08:00, length: 30 min", "Asia/Manila", ["no-common-hours"]),
        ("every: week on Tuesday, length: 6 hours", "Europe/Berlin", []),
        ("every: week on Tuesday, length: 6.5 hours", "Europe/Berlin", ["no-common-hours"]),
        ("every: week on Tuesday 09:00, length: 6 hours", "Europe/Berlin", []),
        (
            "every: week on Tuesday 10:00, length: 6 hours",
            "Europe/Berlin",
            ["meeting-outside-hours"],
        ),
    ],
)
def test_both_sides_are_at_work(said: str, zone: str, found: list[str]) -> None:
    text = meeting(f"{said}, timezone: UTC, {BOTH}", zone)
    warnings = [f for f in findings_of(text, TODAY) if f[0] == "warning"]
    assert warnings == [("warning", rule, "check_ins.0.every") for rule in found]


def test_a_site_that_works_at_night_can_meet() -> None:
    text = meeting(f"every: week on Tuesday 10:00, {BOTH}", "Asia/Manila")
    sites = 'sites: {cebu: {timezone: Asia/Manila, hours: "15:00-04:00"}}\n'
    found = findings_of(text + sites, TODAY)
    assert [f for f in found if f[0] == "warning"] == []


def test_without_any_day_to_begin_with_hours_are_not_looked_at() -> None:
    alone = f"partner: acme\ntimezone: Asia/Manila\ncheck_ins: {{series: a, every: day, {BOTH}}}\n"
    rules = [rule for _, rule, _ in findings_of(alone)]
    assert "no-common-hours" not in rules


def test_roles_are_not_missed_where_people_cannot_be_read() -> None:
    text = meeting("every: week on Tuesday, attend: sponsor")
    text = text.replace("email: ana@acme.example", "email: ana")
    assert [rule for _, rule, _ in findings_of(text)] == ["not-an-address", "not-yet"]
