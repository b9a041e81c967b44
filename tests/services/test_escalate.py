"""Raising: no twin, no flood, nothing reopened without news; settled when the facts are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.contract import Contract
from concord.domain.issue import Answer, IssueKey, IssueKind, IssueSeverity, IssueState
from concord.domain.quantity import parse_due_rule
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Verdict
from concord.ports import Decision
from tests.builders import moment, outcome, period, source, submission
from tests.escalations import NORTHWIND, Desk, missed

LATER = "2026-11-23T10:00"


def test_a_miss_is_raised_once_and_needs_to_be_asked() -> None:
    desk = missed()
    assert desk.issue.state is IssueState.OPEN
    assert desk.issue.policy == "short"
    assert desk.raise_issues(LATER) == [desk.issue]
    assert desk.log == ["raised"]


def test_raising_again_adds_evidence_and_never_makes_a_twin() -> None:
    desk = missed()
    desk.assess(value=78)
    desk.raise_issues(LATER)
    assert "78 %, minor" in dict(desk.issue.facts).values()
    assert desk.log == ["raised", "evidence"]
    assert desk.issue.opening == 1


def test_a_higher_severity_of_an_open_issue_is_recorded() -> None:
    desk = missed()
    desk.assess(band="serious")
    desk.raise_issues(LATER)
    assert desk.issue.severity is IssueSeverity.SERIOUS
    assert (desk.log, desk.issue.opening) == (["raised", "severity_rose"], 1)


def test_a_lower_severity_is_evidence_and_makes_nothing_milder() -> None:
    desk = Desk()
    desk.assess(band="serious")
    desk.raise_issues()
    desk.assess(band="minor")
    desk.raise_issues(LATER)
    assert desk.issue.severity is IssueSeverity.SERIOUS
    assert desk.log == ["raised", "evidence"]


def test_an_acknowledged_issue_asks_nobody_whatever_evidence_comes() -> None:
    desk = missed()
    desk.ask()
    desk.answer(Answer.ACKNOWLEDGE)
    desk.assess(value=78)
    assert desk.raise_issues("2026-12-23T09:00") == []
    assert desk.issue.state is IssueState.ACKNOWLEDGED
    assert desk.log[-1] == "evidence"


@pytest.mark.parametrize(
    "given", [Answer.ACKNOWLEDGE, Answer.RESOLVE, Answer.WAIVE], ids=lambda given: given.name
)
def test_a_higher_severity_breaks_through_every_answer(given: Answer) -> None:
    desk = missed()
    desk.ask()
    first = desk.issue.run_id
    desk.answer(given, "Known.")
    desk.assess(band="severe")
    (asked,) = desk.raise_issues(LATER)
    assert (asked.state, asked.opening, asked.step) == (IssueState.OPEN, 2, 0)
    assert asked.run_id != first


@pytest.mark.parametrize("given", [Answer.RESOLVE, Answer.WAIVE], ids=lambda given: given.name)
def test_the_same_evidence_reopens_nothing_that_somebody_settled(given: Answer) -> None:
    desk = missed()
    desk.answer(given, "Known.")
    before = desk.log
    assert desk.raise_issues(LATER) == []
    assert desk.log == before


def test_new_evidence_reopens_what_was_resolved() -> None:
    desk = missed()
    desk.answer(Answer.RESOLVE)
    desk.assess(value=78)
    assert [issue.opening for issue in desk.raise_issues(LATER)] == [2]


def test_new_evidence_leaves_what_was_waived() -> None:
    desk = missed()
    desk.answer(Answer.WAIVE, "Agreed with the sponsor.")
    desk.assess(value=78)
    assert desk.raise_issues(LATER) == []
    assert (desk.issue.state, desk.log[-1]) == (IssueState.WAIVED, "evidence")


def test_an_issue_restated_to_met_is_resolved_and_all_who_were_asked_are_told() -> None:
    desk = missed()
    desk.ask()
    desk.assess(OutcomeKind.MET, value=82)
    assert desk.raise_issues(LATER) == []
    assert desk.issue.state is IssueState.RESOLVED
    (mail,) = desk.mails("[resolved]")
    assert mail.to == ("ana@northwind.example", "kim@client.example")
    assert b"The figures were restated" in mail.payload


def test_an_issue_of_which_nobody_was_told_ends_without_a_mail() -> None:
    desk = missed()
    desk.assess(OutcomeKind.MET, value=82)
    desk.raise_issues(LATER)
    assert desk.issue.state is IssueState.RESOLVED
    assert desk.mails() == []


def test_a_miss_that_comes_back_after_it_was_gone_is_news() -> None:
    desk = missed()
    desk.assess(OutcomeKind.MET, value=82)
    desk.raise_issues(LATER)
    desk.assess()
    assert [issue.opening for issue in desk.raise_issues(LATER)] == [2]


@pytest.mark.parametrize("kind", [OutcomeKind.INCOMPLETE, OutcomeKind.OPEN])
def test_no_data_is_no_missed_service_level_and_settles_none(kind: OutcomeKind) -> None:
    empty = Desk()
    empty.assess(kind)
    assert empty.raise_issues() == []
    desk = missed()
    desk.assess(kind)
    desk.raise_issues(LATER)
    assert desk.issue.state is IssueState.OPEN


def test_history_before_the_first_effects_raises_nothing() -> None:
    desk = Desk(agreement=replace(NORTHWIND, effects_from=period("2026-11")))
    desk.assess()
    assert desk.raise_issues() == []


@pytest.mark.parametrize(("at", "lost"), [("14:00", False), ("14:01", True)], ids=str)
def test_a_step_without_a_successor_an_hour_past_its_time_has_lost_its_run(
    at: str, *, lost: bool
) -> None:
    desk = missed()
    desk.ask()
    assert bool(desk.raise_issues(f"2026-11-23T{at}")) is lost


def due() -> Agreement:
    rule = parse_due_rule("3 business days after period end at 12:00")
    return replace(NORTHWIND, sources=(source(due=rule),), effects_from=period("2026-10"))


def late(collected: str = "2026-11-04T13:00") -> Desk:
    desk = Desk(agreement=due())
    with desk.store.transaction() as tx:
        tx.drives.note_collected("northwind", "daily_ops", moment(collected))
    return desk


def kinds(desk: Desk) -> list[tuple[IssueKind, IssueState]]:
    return [(issue.key.kind, issue.state) for issue in desk.issues]


def test_a_late_file_is_raised_and_resolved_when_it_arrives() -> None:
    desk = late()
    desk.raise_issues("2026-11-04T13:00")
    assert kinds(desk) == [(IssueKind.LATE_FILE, IssueState.OPEN)]
    with desk.store.transaction() as tx:
        tx.submissions.add(submission())
    desk.raise_issues("2026-11-04T14:00")
    assert kinds(desk) == [(IssueKind.LATE_FILE, IssueState.RESOLVED)]


@pytest.mark.parametrize("looked", [None, "2026-11-04T11:59"])
def test_no_file_is_late_before_its_drive_was_looked_at(looked: str | None) -> None:
    desk = Desk(agreement=due()) if looked is None else late(looked)
    assert desk.raise_issues("2026-11-04T13:00") == []


def test_an_unusable_file_is_resolved_by_a_usable_one() -> None:
    desk = Desk()
    with desk.store.transaction() as tx:
        tx.submissions.add(submission(sha256="bad", verdict=Verdict.REJECTED))
    desk.raise_issues()
    with desk.store.transaction() as tx:
        tx.submissions.add(submission(arrived=moment(MENDED)))
    desk.raise_issues(LATER)
    assert kinds(desk) == [(IssueKind.UNUSABLE_FILE, IssueState.RESOLVED)]


MENDED = "2026-11-23T09:30"
CONTRACT = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 12, 21))


def undecided() -> Desk:
    desk = Desk(agreement=replace(NORTHWIND, contract=CONTRACT))
    desk.raise_issues()
    return desk


def test_a_contract_date_rises_from_serious_to_critical_as_it_comes_close() -> None:
    desk = undecided()
    severities = [desk.issue.severity]
    desk.raise_issues("2026-12-14T09:00")
    severities.append(desk.issue.severity)
    assert severities == [IssueSeverity.SERIOUS, IssueSeverity.CRITICAL]


def test_a_recorded_decision_settles_a_contract_date() -> None:
    desk = undecided()
    decision = Decision(
        partner="northwind",
        obligation="term_end/MSA-1/2026-12-21",
        decision="renew",
        by="kim",
        at=moment(MONDAY_NOON),
    )
    with desk.store.transaction() as tx:
        tx.decisions.record(decision)
    desk.raise_issues(MONDAY_NOON)
    assert desk.issue.state is IssueState.RESOLVED


MONDAY_NOON = "2026-11-23T12:00"


def test_a_date_that_has_passed_is_no_decision() -> None:
    desk = undecided()
    desk.raise_issues("2027-01-04T09:00")
    assert desk.issue.state is IssueState.OPEN


def test_a_key_tells_issues_of_the_same_period_apart() -> None:
    desk = missed()
    other: IssueKey = replace(desk.key, kind=IssueKind.UNUSABLE_FILE, subject="daily_ops")
    with desk.store.transaction() as tx:
        tx.submissions.add(submission(verdict=Verdict.QUARANTINED))
    desk.raise_issues(LATER)
    assert [issue.key for issue in desk.issues] == [desk.key, other]


def record(desk: Desk, kinds: Iterable[OutcomeKind]) -> None:
    """Record the months of 2026, as assessed anew."""
    for month, kind in enumerate(kinds, start=1):
        rated = outcome(f"2026-{month:02d}", kind, "minor" if kind.is_failure else None)
        assessment = Assessment(
            partner="northwind",
            period=rated.period,
            inputs=kind,
            agreement="a" * 64,
            measurements=(),
            outcomes=(rated,),
        )
        with desk.store.transaction() as tx:
            tx.assessments.save(assessment)


def recurring(desk: Desk) -> list[tuple[str, IssueState, int]]:
    return [
        (issue.key.period, issue.state, issue.opening)
        for issue in desk.issues
        if issue.key.kind is IssueKind.RECURRING_FAILURE
    ]


def test_failing_again_and_again_is_one_issue_until_the_figures_hold() -> None:
    desk, missed_thrice = Desk(), [OutcomeKind.MISSED] * 3
    for more in ([], [], [OutcomeKind.MET] * 3):
        record(desk, [*missed_thrice, *more])
        desk.raise_issues()
        assert recurring(desk) == [("2026-03", IssueState.OPEN, 1)]
    record(desk, [*missed_thrice, *[OutcomeKind.MET] * 4])
    desk.raise_issues(LATER)
    assert recurring(desk) == [("2026-03", IssueState.RESOLVED, 1)]


def test_while_a_failure_is_in_doubt_nothing_says_that_it_is_over() -> None:
    desk, missed_twice = Desk(), [OutcomeKind.MISSED] * 2
    record(desk, [*missed_twice, OutcomeKind.MISSED])
    desk.raise_issues()
    record(desk, [*missed_twice, OutcomeKind.INCOMPLETE])
    desk.raise_issues(LATER)
    assert recurring(desk) == [("2026-03", IssueState.OPEN, 1)]
    record(desk, [*missed_twice, OutcomeKind.MET])
    desk.raise_issues(LATER)
    assert recurring(desk) == [("2026-03", IssueState.RESOLVED, 1)]
