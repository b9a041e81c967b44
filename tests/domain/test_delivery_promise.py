"""Promises: what was answered to the issue of a late file."""

from datetime import date

import pytest

from concord.domain.delivery_promise import Promise, agreed_day, promise_of
from concord.domain.issue import (
    CONCORD,
    Answer,
    GivenAnswer,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
    answered,
)
from tests.builders import moment, period

KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.LATE_FILE,
    subject="daily_ops",
    period="2026-10",
)
NOW = moment("2026-11-05T09:00")
OPEN = Issue(
    key=KEY,
    severity=IssueSeverity.SERIOUS,
    headline="late",
    facts=(),
    state=IssueState.OPEN,
    raised_at=NOW,
    policy="standard",
)


def event(kind: IssueEventKind, by: str = CONCORD, note: str = "") -> IssueEvent:
    return IssueEvent(key=KEY, at=NOW, kind=kind, by=by, origin="airflow", note=note)


RAISED = event(IssueEventKind.RAISED)


def given(answer: Answer, due: date | None = None) -> GivenAnswer:
    return GivenAnswer(
        answer=answer, by="ana", at=NOW, origin="airflow", note="Soon. Due soon.", due=due
    )


@pytest.mark.parametrize(
    ("answer", "due", "promise"),
    [
        (Answer.ACKNOWLEDGE, date(2026, 11, 9), True),
        (Answer.ACKNOWLEDGE, None, True),
        (Answer.WAIVE, None, True),
        (Answer.RESOLVE, None, True),
        (Answer.ESCALATE_NOW, date(2026, 11, 9), False),
    ],
)
def test_an_answer_promises_a_day_or_takes_it_on(
    *, answer: Answer, due: date | None, promise: bool
) -> None:
    issue, said = answered(OPEN, given(answer, due))
    expected = Promise(source="daily_ops", period=period(), by=due) if promise else None
    assert promise_of(issue, [RAISED, said]) == expected


def test_what_concord_notes_after_an_answer_changes_nothing() -> None:
    issue, said = answered(OPEN, given(Answer.ACKNOWLEDGE))
    evidence = event(IssueEventKind.EVIDENCE)
    assert promise_of(issue, [RAISED, said, evidence]) is not None


@pytest.mark.parametrize("end", [IssueEventKind.RAISED, IssueEventKind.RESOLVED])
def test_an_answer_holds_for_its_opening_alone(end: IssueEventKind) -> None:
    issue, said = answered(OPEN, given(Answer.RESOLVE))
    assert promise_of(issue, [RAISED, said, event(end)]) is None


def test_without_an_answer_nothing_is_promised() -> None:
    assert promise_of(OPEN, [RAISED, event(IssueEventKind.ASKED)]) is None


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Due 2026-11-09.", date(2026, 11, 9)),
        ("Holiday. Due 2026-11-09. Root cause: a holiday", date(2026, 11, 9)),
        ("Due 2026-02-30.", None),
        ("Overdue 2026-11-09.", None),
        ("Due soon.", None),
        ("", None),
    ],
)
def test_the_day_stands_in_the_answers_words(note: str, day: date | None) -> None:
    assert agreed_day(event(IssueEventKind.ACKNOWLEDGED, "ana", note)) == day
