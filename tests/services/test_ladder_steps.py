"""The ladder: level after level, each once, in working time, until somebody answers."""

from dataclasses import replace

import pytest

from concord.domain.issue import Answer, IssueState
from tests.builders import moment
from tests.escalations import ANA, KIM, MAX, NORTHWIND, Desk, missed

AT_ONE = "2026-11-23T13:00"


def test_a_level_is_asked_by_mail_until_its_working_time_is_over() -> None:
    desk = missed()
    request = desk.ask(link="https://airflow.example/required")
    assert request is not None
    assert (request.level, request.people) == (1, (ANA, KIM))
    assert request.respond_by == moment("2026-11-23T13:00")
    (mail,) = desk.mails("[minor]")
    assert mail.to == ("ana@northwind.example", "kim@client.example")
    assert b"Answer in Airflow: https://airflow.example/required" in mail.payload
    assert desk.log == ["raised", "asked"]


def test_a_repeated_step_keeps_its_first_clock_and_sends_nothing() -> None:
    desk = missed()
    first = desk.ask()
    assert desk.ask(at="2026-11-23T12:00") == first
    assert len(desk.mails()) == 1
    assert desk.log == ["raised", "asked"]


def test_what_a_level_is_asked_shows_texts_as_they_are() -> None:
    desk = missed()
    with desk.store.transaction() as tx:
        tx.issues.save(replace(desk.issue, headline="a|b [c](d) <e>"))
    request = desk.ask()
    assert request is not None
    assert request.body.startswith("a\\|b \\[c\\]\\(d\\) \\<e\\>.")
    assert request.title == "Level 1: a|b [c](d) <e>"


def test_an_empty_level_is_recorded_and_nobody_is_waited_for() -> None:
    desk = missed()
    desk.agreement = replace(NORTHWIND, people=(MAX,))
    request = desk.ask()
    assert request is not None
    assert request.people == ()
    assert desk.events[-1].note == "level 1: nobody can be reached"
    assert desk.log == ["raised", "level_skipped"]
    after = desk.ask(1)
    assert after is not None
    assert after.people == (MAX,)


def test_a_skipped_step_stays_skipped_when_it_is_repeated() -> None:
    desk = missed()
    desk.agreement = replace(NORTHWIND, people=())
    desk.ask()
    desk.agreement = NORTHWIND
    again = desk.ask()
    assert again is not None
    assert again.people == ()
    assert desk.mails() == []


def test_when_nobody_can_be_reached_at_all_the_issue_stands_as_unanswered() -> None:
    desk = missed()
    desk.agreement = replace(NORTHWIND, people=())
    for step in range(3):
        desk.ask(step)
    assert desk.issue.state is IssueState.UNANSWERED
    assert desk.log == ["raised", *["level_skipped"] * 3, "unanswered"]


def test_an_overtaken_step_asks_nobody_any_more() -> None:
    desk = missed()
    desk.ask()
    desk.ask(1, AT_ONE)
    again = desk.ask(0, AT_ONE)
    assert again is not None
    assert again.people == ()
    assert len(desk.mails()) == 2


@pytest.mark.parametrize("given", [Answer.ACKNOWLEDGE, Answer.RESOLVE, Answer.WAIVE])
def test_later_steps_never_fire_after_an_answer(given: Answer) -> None:
    desk = missed()
    desk.ask()
    desk.answer(given, "Known.")
    before = (desk.log, desk.mails("[minor]"))
    assert desk.ask(1, AT_ONE) is None
    after = desk.time_out()
    assert after is not None
    assert after == desk.issue
    assert (desk.log, desk.mails("[minor]")) == before


def test_there_is_no_step_after_the_last_and_none_of_an_issue_never_raised() -> None:
    assert missed().ask(3) is None
    assert Desk().ask() is None
    assert Desk().time_out() is None


def test_a_level_that_did_not_answer_is_recorded_once() -> None:
    desk = missed()
    desk.ask()
    desk.time_out()
    desk.time_out()
    assert desk.log == ["raised", "asked", "timed_out"]
    assert desk.events[-1].note == "level 1 did not answer in time"


def test_new_evidence_between_does_not_make_a_second_time_out() -> None:
    desk = missed()
    desk.ask()
    desk.time_out()
    desk.assess(value=78)
    desk.raise_issues(AT_ONE)
    desk.time_out()
    assert desk.log == ["raised", "asked", "timed_out", "evidence"]


def test_a_step_that_was_overtaken_does_not_time_out() -> None:
    desk = missed()
    desk.ask()
    desk.ask(1, AT_ONE)
    desk.time_out(0)
    assert "timed_out" not in desk.log


def test_after_the_last_level_and_its_repeats_the_issue_stands_as_unanswered() -> None:
    desk = missed()
    for step in range(3):
        desk.ask(step)
        desk.time_out(step)
    assert desk.issue.state is IssueState.UNANSWERED
    assert desk.log == ["raised", *["asked", "timed_out"] * 3, "unanswered"]
    assert [mail.to for mail in desk.mails()].count((MAX.email,)) == 2


def test_no_level_is_asked_before_the_one_before_it() -> None:
    desk = missed()
    assert desk.ask(1) is None
    assert desk.log == ["raised"]
