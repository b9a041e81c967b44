"""Storms: what a letter about many issues is known by, and whom it told."""

from concord.domain.issue import IssueEventKind, IssueSeverity
from concord.domain.storm import (
    AskedIssue,
    gravest_first,
    storm_identity,
    told_ahead,
    told_event,
    told_together,
)
from tests.escalations import ANA, KIM
from tests.storms import AT_NINE, AT_ONE, event, issue


def asked(
    number: int, severity: IssueSeverity = IssueSeverity.MINOR, step: int = 0, opening: int = 1
) -> AskedIssue:
    return AskedIssue(issue=issue(number, severity, opening=opening), step=step, respond_by=AT_ONE)


def test_what_was_told_reads_as_it_was_logged() -> None:
    told = told_together(told_event(issue(), 2, (ANA, KIM), AT_NINE))
    assert (told.level, told.people, told.at) == (2, frozenset({"ana", "kim"}), AT_NINE)


def test_a_level_knows_until_the_issues_own_run_asks_or_it_is_opened_anew() -> None:
    told = told_event(issue(), 1, (ANA,), AT_NINE)
    skipped = event(IssueEventKind.LEVEL_SKIPPED)
    raised, asks = event(IssueEventKind.RAISED), event(IssueEventKind.ASKED)
    assert [t.people for t in told_ahead((raised, told, skipped), 1)] == [{"ana"}]
    assert told_ahead((raised, told), 2) == ()
    assert told_ahead((raised, told, asks), 1) == ()
    assert told_ahead((told, raised), 1) == ()


def test_the_gravest_stands_first_and_equals_stand_by_key() -> None:
    order = gravest_first(
        (asked(2), asked(1), asked(3, IssueSeverity.CRITICAL), asked(4, IssueSeverity.SEVERE))
    )
    assert [each.issue.key.subject for each in order] == [
        "level-3",
        "level-4",
        "level-1",
        "level-2",
    ]


def test_the_same_steps_are_the_same_storm_in_whatever_order() -> None:
    first, second = asked(1), asked(2)
    assert storm_identity((first, second)) == storm_identity((second, first))
    others = (
        (first,),
        (first, asked(3)),
        (first, asked(2, step=1)),
        (first, asked(2, opening=2)),
    )
    identities = {storm_identity(each) for each in ((first, second), *others)}
    assert len(identities) == 5
