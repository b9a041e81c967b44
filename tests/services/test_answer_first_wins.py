"""Answering: the first committed answer wins, and whoever was asked is told of the end."""

import pytest

from concord.domain.errors import NotAnswerableError
from concord.domain.issue import Answer, IssueState
from tests.escalations import Desk, missed

LATER = "2026-11-23T11:00"


def asked() -> Desk:
    desk = missed()
    desk.ask()
    return desk


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (Answer.ACKNOWLEDGE, IssueState.ACKNOWLEDGED),
        (Answer.RESOLVE, IssueState.RESOLVED),
        (Answer.WAIVE, IssueState.WAIVED),
        (Answer.ESCALATE_NOW, IssueState.OPEN),
    ],
)
def test_an_answer_is_kept_and_logged(given: Answer, state: IssueState) -> None:
    desk = asked()
    assert desk.answer(given, "Storm.") == desk.issue
    assert desk.issue.state is state
    assert (desk.events[-1].by, desk.events[-1].note) == ("kim", "Storm.")


@pytest.mark.parametrize("first", [Answer.RESOLVE, Answer.WAIVE])
@pytest.mark.parametrize("second", Answer)
def test_the_first_answer_wins_and_the_later_one_is_told_who_decided_and_when(
    first: Answer, second: Answer
) -> None:
    desk = asked()
    desk.answer(first, "Storm.")
    before = desk.log
    with pytest.raises(NotAnswerableError, match=r"by kim at Mon 23 Nov 2026 10:00 UTC"):
        desk.answer(second, "Too late.", LATER, by="ana")
    assert desk.log == before


@pytest.mark.parametrize("second", [Answer.ACKNOWLEDGE, Answer.ESCALATE_NOW])
def test_an_acknowledged_issue_is_not_acknowledged_or_escalated_again(second: Answer) -> None:
    desk = asked()
    desk.answer(Answer.ACKNOWLEDGE)
    with pytest.raises(NotAnswerableError, match=r"\(acknowledged\) by kim"):
        desk.answer(second, at=LATER, by="ana")


def test_an_acknowledged_issue_can_be_resolved() -> None:
    desk = asked()
    desk.answer(Answer.ACKNOWLEDGE)
    assert desk.answer(Answer.RESOLVE, at=LATER).state is IssueState.RESOLVED


def test_a_waiver_without_a_reason_changes_nothing() -> None:
    desk = asked()
    with pytest.raises(NotAnswerableError, match="needs a reason"):
        desk.answer(Answer.WAIVE)
    assert (desk.issue.state, desk.log) == (IssueState.OPEN, ["raised", "asked"])


def test_nobody_can_answer_an_issue_that_was_never_raised() -> None:
    with pytest.raises(NotAnswerableError, match="There is no issue"):
        Desk().answer(Answer.RESOLVE)


def test_escalating_at_the_last_step_leaves_the_issue_unanswered() -> None:
    desk = asked()
    desk.ask(1)
    desk.ask(2)
    assert desk.answer(Answer.ESCALATE_NOW).state is IssueState.UNANSWERED
    assert desk.log[-2:] == ["escalated", "unanswered"]


def test_an_acknowledgement_ends_nothing_and_mails_nobody() -> None:
    desk = asked()
    desk.answer(Answer.ACKNOWLEDGE)
    assert len(desk.mails()) == 1


def test_everybody_told_of_the_opening_is_told_of_the_end_with_who_decided() -> None:
    desk = asked()
    desk.ask(1, LATER)
    desk.answer(Answer.WAIVE, "Storm.", LATER)
    (mail,) = desk.mails("[waived]")
    assert set(mail.to) == {to for asking in desk.mails("[minor]") for to in asking.to}
    assert b"Waived by kim. Storm." in mail.payload
