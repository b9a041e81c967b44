"""Reminders of deliveries: due soon, or due and not there; never what nobody could look at."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.delivery_promise import Promise
from concord.domain.delivery_reminders import chased, due_soon, newest, waiting
from concord.domain.delivery_rule import DeliveryReminders
from concord.domain.period import PeriodLength
from concord.domain.quantity import DueRule, parse_delay, parse_span
from concord.domain.submission import Standing, Submission, Verdict
from tests.builders import CALENDAR, LONDON, agreement, moment, period, source, submission

MANILA = ZoneInfo("Asia/Manila")
IN_THREE_DAYS = DueRule(after_end=parse_span("3 business days"), at=time(17))
MONTHLY = source(due=IN_THREE_DAYS)
SINCE_OCTOBER = agreement(sources=(MONTHLY,), effects_from=period())
REJECTED = submission(verdict=Verdict.REJECTED, observations=None)
WAITS = submission(verdict=Verdict.QUARANTINED, observations=None)
ASKED = submission(standing=Standing.ASKED_AGAIN)


def soon(at: str, came: Iterable[Submission] = (), agreed: Agreement = SINCE_OCTOBER) -> list[str]:
    found = due_soon(agreed, came, moment(at))
    return [f"{n.source} {n.period} {n.rung.words}" for n in found]


def late(
    at: str,
    came: Iterable[Submission] = (),
    agreed: Agreement = SINCE_OCTOBER,
    seen: str | None = "",
    promises: Iterable[Promise] = (),
) -> list[str]:
    looked = {} if seen is None else {s.id: moment(seen or at) for s in agreed.sources}
    found = chased(agreed, list(came), looked, promises, moment(at))
    return [f"{n.source} {n.period} {n.rung.words}" for n in found]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-03T16:59:59", []),
        ("2026-11-03T17:00", ["daily_ops 2026-10 1 business day before"]),
        ("2026-11-04T16:59:59", ["daily_ops 2026-10 1 business day before"]),
        ("2026-11-04T17:00", []),
    ],
)
def test_a_delivery_is_reminded_of_from_a_business_day_before_until_it_is_due(
    at: str, told: list[str]
) -> None:
    assert soon(at) == told


@pytest.mark.parametrize(
    ("came", "is_told"),
    [
        ([submission()], False),
        ([WAITS], False),
        ([REJECTED], True),
        ([ASKED], True),
        ([submission("2026-09")], True),
    ],
    ids=["there", "waits", "refused", "asked again", "another month"],
)
def test_what_has_come_is_not_reminded_of(came: list[Submission], *, is_told: bool) -> None:
    assert bool(soon("2026-11-04T09:00", came)) == is_told


def test_several_periods_may_be_due_soon() -> None:
    early = DeliveryReminders(before=(parse_delay("90 days"),))
    agreed = replace(SINCE_OCTOBER, sources=(replace(MONTHLY, reminders=early),))
    words = "90 days before"
    assert soon("2026-11-04T09:00", agreed=agreed) == [
        f"daily_ops 2026-10 {words}",
        f"daily_ops 2026-11 {words}",
        f"daily_ops 2026-12 {words}",
    ]


def test_history_and_what_lies_outside_the_contract_is_left_alone() -> None:
    assert soon("2026-10-05T09:00") == []
    assert late("2026-10-20T09:00", [submission("2026-08")]) == []
    over = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 9, 30))
    agreed = replace(SINCE_OCTOBER, contract=over)
    assert soon("2026-11-04T09:00", agreed=agreed) == []
    assert late("2026-11-20T09:00", agreed=agreed) == []


def test_without_a_due_time_nothing_is_told() -> None:
    agreed = replace(SINCE_OCTOBER, sources=(source(),))
    assert soon("2026-11-04T09:00", agreed=agreed) == []
    assert late("2026-11-20T09:00", agreed=agreed) == []


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-04T17:00", []),
        ("2026-11-04T20:59:59", []),
        ("2026-11-04T21:00", ["daily_ops 2026-10 4 hours after"]),
        ("2026-11-05T17:00", ["daily_ops 2026-10 1 business day after"]),
        ("2026-11-09T17:00", ["daily_ops 2026-10 3 business days after"]),
        ("2026-12-01T17:00", ["daily_ops 2026-10 3 business days after"]),
    ],
)
def test_what_was_due_is_asked_for_rung_by_rung(at: str, told: list[str]) -> None:
    assert late(at) == told


@pytest.mark.parametrize(
    ("came", "is_told"),
    [([submission()], False), ([WAITS], False), ([REJECTED], True), ([ASKED], True)],
    ids=["there", "waits", "refused", "asked again"],
)
def test_only_what_the_partner_has_to_send_is_asked_for(
    came: list[Submission], *, is_told: bool
) -> None:
    assert bool(late("2026-11-05T17:00", came)) == is_told


def test_a_refused_file_is_named_and_one_that_waits_is_noted() -> None:
    at = moment("2026-11-05T17:00")
    [notice] = chased(SINCE_OCTOBER, [REJECTED], {"daily_ops": at}, (), at)
    assert notice.came == REJECTED
    assert waiting(SINCE_OCTOBER, [WAITS], at) == (WAITS,)
    assert waiting(SINCE_OCTOBER, [WAITS], moment("2026-11-04T16:59")) == ()
    assert waiting(SINCE_OCTOBER, [REJECTED], at) == ()


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (None, []),
        ("2026-11-04T16:00", []),
        ("2026-11-04T20:59:59", []),
        ("2026-11-04T21:00", ["daily_ops 2026-10 4 hours after"]),
    ],
)
def test_a_drive_that_was_not_looked_at_is_held_against_nobody(
    seen: str | None, told: list[str]
) -> None:
    assert late("2026-11-20T09:00", seen=seen) == told


@pytest.mark.parametrize(
    ("by", "at", "told"),
    [
        (None, "2026-12-01T09:00", []),
        (date(2026, 11, 9), "2026-11-09T20:59", []),
        (date(2026, 11, 9), "2026-11-09T21:00", ["daily_ops 2026-10 4 hours after"]),
        # A day before it was due moves nothing.
        (date(2026, 11, 1), "2026-11-04T21:00", ["daily_ops 2026-10 4 hours after"]),
    ],
)
def test_an_agreed_later_day_moves_the_rungs_and_who_takes_it_on_ends_them(
    by: date | None, at: str, told: list[str]
) -> None:
    promise = Promise(source="daily_ops", period=period(), by=by)
    assert late(at, promises=[promise]) == told


def test_the_moment_agreed_on_is_kept_where_it_is_later() -> None:
    at = moment("2026-11-20T09:00")
    promise = Promise(source="daily_ops", period=period(), by=date(2026, 11, 9))
    [notice] = chased(SINCE_OCTOBER, [], {"daily_ops": at}, [promise], at)
    assert notice.promised == datetime(2026, 11, 9, 17, tzinfo=LONDON)
    [notice] = chased(SINCE_OCTOBER, [], {"daily_ops": at}, (), at)
    assert notice.promised is None


def test_sources_of_other_zones_and_rhythms_stand_by_due_time() -> None:
    weekly = source(
        id="weekly",
        covers=PeriodLength.WEEK,
        zone=MANILA,
        calendar=replace(CALENDAR, zone=MANILA, holidays=frozenset({date(2026, 11, 2)})),
        due=DueRule(after_end=parse_span("1 business day"), at=time(9)),
    )
    agreed = replace(SINCE_OCTOBER, sources=(MONTHLY, weekly))
    found = late("2026-11-05T17:00", agreed=agreed)
    # The first of November is history for weeks that began in October.
    assert found[-1] == "daily_ops 2026-10 1 business day after"
    assert {line.split()[0] for line in found} == {"daily_ops", "weekly"}


def test_the_newest_rung_identifies_what_is_told() -> None:
    at = moment("2026-11-05T17:00")
    found = chased(SINCE_OCTOBER, [], {"daily_ops": at}, (), at)
    assert newest(found) == at
    assert newest(()) is None
