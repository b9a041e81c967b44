"""Letters about issues: what is asked of a level, and who hears the end."""

from datetime import timedelta

import pytest

from concord.domain.issue import (
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.domain.letter import Letter, Tone
from concord.domain.storm import AskedIssue
from concord.services.correspondence import Correspondence
from concord.services.issue_letters import (
    letter_subject,
    request_letter,
    storm_letter,
    tell_the_end,
)
from tests.builders import agreement, moment, person
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

MONDAY = moment("2026-11-09T09:00")
KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.LATE_FILE,
    subject="daily_ops",
    period="2026-10",
)


def issue(severity: IssueSeverity = IssueSeverity.SERIOUS, opening: int = 1) -> Issue:
    return Issue(
        key=KEY,
        severity=severity,
        headline="daily_ops for 2026-10 has not arrived",
        facts=(("Was due", "Friday"),),
        state=IssueState.RESOLVED,
        raised_at=MONDAY,
        policy="standard",
        opening=opening,
    )


def told_of_the_end(*kinds: IssueEventKind) -> list[tuple[str, ...]]:
    """Return who is told of an issue whose log holds these events."""
    store = FakeStore()
    letters = Correspondence(installation="test", letters=FakeLetters(), writer=FakeMailWriter())
    with store.transaction() as tx:
        tx.issues.save(issue())
        for kind in (IssueEventKind.RAISED, *kinds):
            tx.issues.log(IssueEvent(key=KEY, at=MONDAY, kind=kind, by="concord", origin="-"))
        tell_the_end(tx, agreement(), letters, issue(), "A file has arrived.", MONDAY)
        return [entry.mail.to for entry in tx.outbox.entries()]


@pytest.mark.parametrize(
    ("severity", "tone"),
    [
        (IssueSeverity.MINOR, Tone.WARNING),
        (IssueSeverity.SERIOUS, Tone.WARNING),
        (IssueSeverity.SEVERE, Tone.BAD),
        (IssueSeverity.CRITICAL, Tone.BAD),
    ],
)
def test_the_tone_follows_the_severity(severity: IssueSeverity, tone: Tone) -> None:
    assert request_letter(issue(severity), 1, (person(),), MONDAY, "").tone is tone


def test_a_request_says_what_until_when_and_where() -> None:
    until = MONDAY + timedelta(hours=4)
    letter = request_letter(issue(), 2, (person(),), until, "http://airflow/x")
    assert letter.title == "[serious] daily_ops for 2026-10 has not arrived"
    assert "Mon 09 Nov 2026 13:00 UTC" in letter.paragraphs[1]
    assert ("Asked", "level 2: Ana Reyes") in letter.facts
    assert [link.url for link in letter.links] == ["http://airflow/x"]


def test_without_a_place_to_answer_there_is_no_link() -> None:
    assert request_letter(issue(), 1, (person(),), MONDAY, "").links == ()


def test_the_end_is_told_to_those_who_were_asked() -> None:
    (to,) = told_of_the_end(IssueEventKind.ASKED)
    assert sorted(to) == sorted(p.email for p in agreement().people)


@pytest.mark.parametrize("kinds", [(), (IssueEventKind.LEVEL_SKIPPED,)])
def test_where_nobody_was_asked_nobody_is_told(kinds: tuple[IssueEventKind, ...]) -> None:
    assert told_of_the_end(*kinds) == []


def test_each_opening_and_step_has_its_own_letter() -> None:
    subjects = {
        letter_subject(issue(opening=opening), step).revision
        for opening in (1, 2)
        for step in (0, 1, "end")
    }
    assert len(subjects) == 6


def storm(minor: int, serious: int = 0) -> Letter:
    """Return the letter that asks about so many issues at once."""
    severities = (*[IssueSeverity.SERIOUS] * serious, *[IssueSeverity.MINOR] * minor)
    asked = [AskedIssue(issue=issue(s), step=0, respond_by=MONDAY) for s in severities]
    return storm_letter(agreement(), asked, 1, (person(),))


def test_a_letter_about_many_issues_writes_each_out_with_its_time_to_answer() -> None:
    letter = storm(5, serious=1)
    assert letter.title == "[serious] Northwind Support Services: 6 issues ask for an answer"
    assert letter.facts == (("Severity", "1 serious, 5 minor"), ("Asked", "level 1: Ana Reyes"))
    (table,) = letter.tables
    assert table.rows[0] == (issue().headline, "serious", "Mon 09 Nov 2026 09:00 UTC")
    assert len(table.rows) == 6
    assert "Required Actions" in letter.paragraphs[-1]


@pytest.mark.parametrize(
    ("minor", "counted"),
    [
        (48, None),
        (49, "The 50 gravest are below, and 1 minor beside them."),
        (1498, "The 50 gravest are below, and 1,450 minor beside them."),
    ],
)
def test_beyond_fifty_they_are_counted(minor: int, counted: str | None) -> None:
    letter = storm(minor, serious=2)
    assert len(letter.tables[0].rows) == 50
    assert (letter.paragraphs[-1] == counted) is (counted is not None)
