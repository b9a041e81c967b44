"""Answering: the first committed answer wins, and everybody who was asked hears the end."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from concord.domain.errors import NotAnswerableError
from concord.domain.issue import (
    Answer,
    GivenAnswer,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.services.answer import answer
from concord.services.correspondence import Correspondence
from tests.builders import agreement, moment
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.MISSED_SERVICE_LEVEL,
    subject="phone",
    period="2026-10",
)
MONDAY = moment("2026-11-09T09:00")
LAST = 5


@dataclass
class Desk:
    """One issue whose first level was asked."""

    store: FakeStore = field(default_factory=FakeStore)
    writer: FakeMailWriter = field(default_factory=FakeMailWriter)

    def raised(self, state: IssueState = IssueState.OPEN, step: int = 0) -> "Desk":
        issue = Issue(
            key=KEY,
            severity=IssueSeverity.SERIOUS,
            headline="Northwind: Answer rate missed",
            facts=(("Figure", "76 %"),),
            state=state,
            raised_at=MONDAY,
            policy="standard",
            step=step,
        )
        with self.store.transaction() as tx:
            tx.issues.save(issue)
            for kind in (IssueEventKind.RAISED, IssueEventKind.ASKED):
                tx.issues.log(IssueEvent(key=KEY, at=MONDAY, kind=kind, by="concord", origin="-"))
        return self

    def answer(self, given: Answer, note: str = "", by: str = "kim") -> Issue:
        return answer(
            agreement(),
            KEY,
            GivenAnswer(
                answer=given, by=by, at=MONDAY + timedelta(hours=1), origin="airflow", note=note
            ),
            store=self.store,
            correspondence=Correspondence(
                installation="test", letters=FakeLetters(), writer=self.writer
            ),
        )

    @property
    def last(self) -> IssueEvent:
        with self.store.transaction() as tx:
            return tx.issues.events(KEY)[-1]

    @property
    def told(self) -> list[tuple[str, ...]]:
        with self.store.transaction() as tx:
            return [entry.mail.to for entry in tx.outbox.entries()]


@pytest.mark.parametrize(
    ("given", "state", "kind"),
    [
        (Answer.ACKNOWLEDGE, IssueState.ACKNOWLEDGED, IssueEventKind.ACKNOWLEDGED),
        (Answer.RESOLVE, IssueState.RESOLVED, IssueEventKind.RESOLVED),
        (Answer.WAIVE, IssueState.WAIVED, IssueEventKind.WAIVED),
        (Answer.ESCALATE_NOW, IssueState.OPEN, IssueEventKind.ESCALATED),
    ],
)
def test_what_an_answer_does(given: Answer, state: IssueState, kind: IssueEventKind) -> None:
    desk = Desk().raised()
    assert desk.answer(given, note="Agreed").state is state
    assert (desk.last.kind, desk.last.by, desk.last.note) == (kind, "kim", "Agreed")
    assert bool(desk.told) is state.is_final


def test_a_waiver_needs_a_reason() -> None:
    desk = Desk().raised()
    with pytest.raises(NotAnswerableError, match="needs a reason"):
        desk.answer(Answer.WAIVE, note=" ")
    assert desk.last.kind is IssueEventKind.ASKED


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Answer.RESOLVE, Answer.ACKNOWLEDGE),
        (Answer.RESOLVE, Answer.WAIVE),
        (Answer.WAIVE, Answer.RESOLVE),
        (Answer.ACKNOWLEDGE, Answer.ACKNOWLEDGE),
        (Answer.ACKNOWLEDGE, Answer.ESCALATE_NOW),
    ],
)
def test_the_first_answer_wins_and_the_second_is_told_who_decided(
    first: Answer, second: Answer
) -> None:
    desk = Desk().raised()
    desk.answer(first, note="first", by="kim")
    with pytest.raises(NotAnswerableError, match=r"already decided .* by kim at Mon 09 Nov 2026"):
        desk.answer(second, note="second", by="lee")
    assert desk.last.note == "first"


def test_what_is_acknowledged_can_still_be_resolved() -> None:
    desk = Desk().raised()
    desk.answer(Answer.ACKNOWLEDGE)
    assert desk.answer(Answer.RESOLVE).state is IssueState.RESOLVED


def test_what_nobody_answered_can_still_be_answered() -> None:
    assert Desk().raised(IssueState.UNANSWERED).answer(Answer.RESOLVE).state.is_final


def test_escalating_from_the_last_step_leaves_the_issue_unanswered() -> None:
    desk = Desk().raised(step=LAST)
    assert desk.answer(Answer.ESCALATE_NOW).state is IssueState.UNANSWERED
    assert desk.last.kind is IssueEventKind.UNANSWERED


def test_what_was_never_raised_cannot_be_answered() -> None:
    with pytest.raises(NotAnswerableError, match="There is no issue"):
        Desk().answer(Answer.RESOLVE)
