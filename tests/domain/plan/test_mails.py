"""Mails of the plan, counted for each person, by kind and by day."""

from datetime import date

from concord.domain.message import MessageKind
from concord.domain.plan import (
    DayMails,
    PlanKind,
    PlannedEntry,
    PlannedMail,
    fullest_day,
    mails_by_person,
)
from tests.builders import agreement

REPORT, REMINDER = MessageKind.MONTHLY_REPORT, MessageKind.REMINDER
NORTHWIND, ACME = agreement(), agreement(partner="acme")


def entry(day: int, kind: MessageKind, *readers: str, partner: str = "northwind") -> PlannedEntry:
    return PlannedEntry(
        partner=partner,
        kind=PlanKind.REPORT,
        identity=f"{kind}/{day}",
        day=date(2026, 12, day),
        what=kind,
        mail=PlannedMail(kind=kind, readers=readers),
    )


SILENT = PlannedEntry(
    partner="acme", kind=PlanKind.FILE, identity="f", day=date(2026, 12, 1), what="", who=("kim",)
)
ENTRIES = (
    entry(1, REMINDER, "kim"),
    entry(8, REPORT, "kim", "ana"),
    entry(8, REMINDER, "kim"),
    entry(8, REPORT, "kim", partner="acme"),
    entry(9, REPORT, "ana"),
    SILENT,
)


def test_our_people_are_one_over_all_partners_and_theirs_are_not() -> None:
    people = mails_by_person([NORTHWIND, ACME], ENTRIES)
    assert [(one.id, one.partner, one.total) for one in people] == [
        ("acme/ana", "acme", 0),
        ("kim", None, 4),
        ("northwind/ana", "northwind", 2),
    ]


def test_they_are_counted_by_kind() -> None:
    _, kim, _ = mails_by_person([NORTHWIND, ACME], ENTRIES)
    assert kim.by_kind == {REMINDER: 2, REPORT: 2}


def test_the_fullest_day_is_the_first_with_the_most() -> None:
    people = mails_by_person([NORTHWIND, ACME], ENTRIES)
    eighth = date(2026, 12, 8)
    assert [one.fullest for one in people] == [
        None,
        DayMails(day=eighth, mails=3),
        DayMails(day=eighth, mails=1),
    ]
    assert fullest_day(people) == DayMails(day=eighth, mails=4)


def test_without_mails_no_day_is_the_fullest() -> None:
    assert fullest_day(mails_by_person([NORTHWIND], [SILENT])) is None
