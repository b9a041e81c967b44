"""Letters about issues: what is asked, of whom, until when; and the end, to all of them."""

from dataclasses import replace

import pytest

from concord.domain.issue import Answer, IssueSeverity
from concord.domain.letter import Letter, Tone
from concord.services.issue_letters import letter_subject, moment_text, request_letter
from tests.builders import moment
from tests.escalations import ANA, KIM, MAX, NORTHWIND, missed

NOON = moment("2026-11-23T12:00")


def letter(severity: IssueSeverity = IssueSeverity.MINOR, link: str = "") -> Letter:
    issue = replace(missed().issue, severity=severity)
    return request_letter(issue, 1, (ANA, KIM), NOON, link)


def test_a_request_says_what_until_when_and_who_else_is_asked() -> None:
    written = letter(link="https://airflow.example")
    assert written.title.startswith("[minor] Northwind Support Services: Answer rate missed")
    assert "by Mon 23 Nov 2026 12:00 UTC" in written.paragraphs[1]
    assert ("Asked", "level 1: Ana Reyes, Kim") in written.facts
    assert [link.url for link in written.links] == ["https://airflow.example"]


def test_without_an_address_there_is_no_link() -> None:
    assert letter().links == ()


@pytest.mark.parametrize(
    ("severity", "tone"),
    [
        (IssueSeverity.MINOR, Tone.WARNING),
        (IssueSeverity.SERIOUS, Tone.WARNING),
        (IssueSeverity.SEVERE, Tone.BAD),
        (IssueSeverity.CRITICAL, Tone.BAD),
    ],
)
def test_a_graver_issue_has_a_graver_tone(severity: IssueSeverity, tone: Tone) -> None:
    assert letter(severity).tone is tone


def test_a_letter_is_another_one_for_each_step_and_each_opening() -> None:
    issue = missed().issue
    again = replace(issue, opening=2)
    revisions = [letter_subject(i, s).revision for i in (issue, again) for s in (0, 1, "end")]
    assert revisions == ["1.0", "1.1", "1.end", "2.0", "2.1", "2.end"]


def test_a_moment_is_told_in_its_own_zone() -> None:
    assert moment_text(NOON) == "Mon 23 Nov 2026 12:00 UTC"


def test_a_level_that_was_skipped_is_not_told_of_the_end() -> None:
    desk = missed()
    desk.agreement = replace(NORTHWIND, people=(MAX,))
    desk.ask()
    desk.ask(1)
    desk.agreement = NORTHWIND
    desk.answer(Answer.RESOLVE)
    assert [mail.to for mail in desk.mails("[resolved]")] == [(MAX.email,)]


def test_who_was_asked_before_a_higher_severity_broke_through_is_told_of_the_end() -> None:
    desk = missed()
    desk.ask()
    desk.ask(1)
    desk.answer(Answer.ACKNOWLEDGE)
    desk.assess(band="severe")
    desk.raise_issues("2026-11-23T10:30")
    desk.ask(0, "2026-11-23T10:30")
    desk.answer(Answer.RESOLVE, at="2026-11-23T11:00")
    (mail,) = desk.mails("[resolved]")
    assert set(mail.to) == {ANA.email, KIM.email, MAX.email}


def test_who_was_told_of_an_end_is_not_told_again_for_an_opening_that_asked_others() -> None:
    desk = missed()
    desk.ask()
    desk.ask(1)
    desk.answer(Answer.RESOLVE)
    desk.assess(band="severe")
    desk.raise_issues("2026-11-23T10:30")
    desk.ask(0, "2026-11-23T10:30")
    desk.answer(Answer.RESOLVE, at="2026-11-23T11:00")
    assert sorted(len(mail.to) for mail in desk.mails("[resolved]")) == [2, 3]
