"""Where an issue stands on its ladder: which level is asked next, and whom it has yet to tell."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from concord.domain.asked_level import AskedLevel, level_asked, next_asked, respond_by
from concord.domain.issue import IssueEvent, IssueEventKind
from concord.domain.storm import told_event
from tests.escalations import ANA, KIM, MAX, NORTHWIND
from tests.storms import AT_NINE, AT_ONE, event, issue

RAISED = event(IssueEventKind.RAISED)
ASKED = event(IssueEventKind.ASKED)
SKIPPED = event(IssueEventKind.LEVEL_SKIPPED)
BEFORE = AT_ONE - timedelta(seconds=1)
ONE_WEEK = timedelta(days=7)


def test_nobody_asked_yet_the_first_level_is_next() -> None:
    found = next_asked(NORTHWIND, issue(), (RAISED,), AT_NINE)
    assert found == AskedLevel(step=0, level=1, people=(ANA, KIM))


def test_a_level_that_reaches_nobody_is_passed_over() -> None:
    alone = replace(NORTHWIND, people=(MAX,))
    assert next_asked(alone, issue(), (RAISED,), AT_NINE) == AskedLevel(
        step=1, level=2, people=(MAX,)
    )
    nobody = replace(NORTHWIND, people=())
    assert next_asked(nobody, issue(), (RAISED,), AT_NINE) is None


@pytest.mark.parametrize(
    "events",
    [
        (ASKED,),
        (ASKED, event(IssueEventKind.TIMED_OUT), ASKED),
        (ASKED, event(IssueEventKind.EVIDENCE)),
    ],
    ids=["asked", "asked-again", "more-evidence"],
)
def test_while_a_step_is_waited_for_none_is_next(events: tuple[IssueEvent, ...]) -> None:
    assert next_asked(NORTHWIND, issue(), (RAISED, *events), BEFORE) is None


@pytest.mark.parametrize(
    ("events", "at"),
    [
        ((SKIPPED,), AT_NINE),
        ((ASKED, event(IssueEventKind.TIMED_OUT)), BEFORE),
        ((ASKED, event(IssueEventKind.ESCALATED)), BEFORE),
        ((ASKED,), AT_ONE),
    ],
    ids=["skipped", "timed-out", "escalated", "its-time-is-over"],
)
def test_a_step_that_is_over_is_followed_by_the_next(
    events: tuple[IssueEvent, ...], at: datetime
) -> None:
    found = next_asked(NORTHWIND, issue(), (RAISED, *events), at)
    assert found == AskedLevel(step=1, level=2, people=(MAX,))


def test_after_the_last_step_there_is_none() -> None:
    events = (RAISED, ASKED, ASKED, ASKED)
    assert next_asked(NORTHWIND, issue(), events, AT_NINE + ONE_WEEK) is None


def test_only_who_knows_of_it_by_no_other_letter_has_to_be_told() -> None:
    events = (RAISED, told_event(issue(), 1, (ANA,), AT_NINE))
    assert level_asked(events, 0, 1, (ANA, KIM)).people == (KIM,)
    assert level_asked(events, 1, 2, (ANA,)).people == (ANA,)


def test_time_to_respond_runs_since_the_last_step() -> None:
    assert respond_by(NORTHWIND, issue(), (ASKED,)) == AT_ONE
