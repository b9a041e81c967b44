"""Relief counts once somebody approved it who may."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from concord.domain.people import Side
from concord.domain.relief import ReliefRule, ReliefState, state_of
from tests.builders import LONDON, moment, person
from tests.builders_relief import event, standing

COUNTED, NOT_ENTITLED = ReliefState.COUNTED, ReliefState.NOT_ENTITLED
KIM = person(id="kim", side=Side.CLIENT, since=date(2026, 10, 1), until=date(2026, 10, 20))


def test_what_nobody_approved_is_requested() -> None:
    assert state_of(event(approved_by=None), [KIM], LONDON) is ReliefState.REQUESTED


@pytest.mark.parametrize("approved_by", ["ana", "nobody"])
def test_the_partner_does_not_approve_its_own_relief(approved_by: str) -> None:
    people = [KIM, person(id="ana", side=Side.PARTNER)]
    assert state_of(event(approved_by=approved_by), people, LONDON) is NOT_ENTITLED


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 9, 30), NOT_ENTITLED),
        (date(2026, 10, 1), COUNTED),
        (date(2026, 10, 20), COUNTED),
        (date(2026, 10, 21), NOT_ENTITLED),
    ],
)
def test_who_approves_is_in_office_on_that_day(day: date, state: ReliefState) -> None:
    assert state_of(event(approved_on=day), [KIM], LONDON) is state


@pytest.mark.parametrize(
    ("rule", "until", "state"),
    [
        (event(), date(2026, 10, 13), NOT_ENTITLED),
        (event(), date(2026, 10, 14), COUNTED),
        (event(), None, COUNTED),
        (standing(since=date(2026, 10, 14)), date(2026, 10, 13), NOT_ENTITLED),
        (standing(since=date(2026, 10, 14)), date(2026, 10, 14), COUNTED),
        (standing(), date(2026, 10, 13), COUNTED),
    ],
)
def test_without_a_day_whoever_had_left_before_did_not_approve(
    rule: ReliefRule, until: date | None, state: ReliefState
) -> None:
    assert state_of(rule, [person(id="kim", side=Side.CLIENT, until=until)], LONDON) is state


def test_whoever_came_later_may_approve_what_was_before() -> None:
    later = person(id="kim", side=Side.CLIENT, since=date(2026, 11, 1))
    assert state_of(event(), [later], LONDON) is COUNTED


def test_it_begins_on_the_day_that_the_agreement_s_clock_shows() -> None:
    # 23:30 in London of the 13th is the 14th in Manila.
    rule = event(begins=moment("2026-10-13T22:30"))
    left = person(id="kim", side=Side.CLIENT, until=date(2026, 10, 13))
    assert state_of(rule, [left], LONDON) is COUNTED
    assert state_of(rule, [left], ZoneInfo("Asia/Manila")) is NOT_ENTITLED
