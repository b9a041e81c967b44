"""Issues: their identity, their gravity, and what an answer makes of them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    answered,
    asked_steps,
    severity_of_band,
)
from tests.builders import moment

KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.MISSED_SERVICE_LEVEL,
    subject="phone",
    period="2026-10",
)
NOON = moment("2026-11-23T12:00")


def issue(state: IssueState = IssueState.OPEN) -> Issue:
    return Issue(
        key=KEY,
        severity=IssueSeverity.SERIOUS,
        headline="Northwind: Answer rate missed in 2026-10 (72 %)",
        facts=(("Period", "2026-10"),),
        state=state,
        raised_at=moment("2026-11-23T09:00"),
        policy="standard",
    )


def given_answer(answer: Answer, note: str = "", **changes: object) -> GivenAnswer:
    default = GivenAnswer(answer=answer, by="kim", at=NOON, origin="airflow", note=note)
    return GivenAnswer(
        **{name: getattr(default, name) for name in GivenAnswer.__slots__} | changes
    )


def event(kind: IssueEventKind, note: str = "") -> IssueEvent:
    return IssueEvent(key=KEY, at=NOON, kind=kind, by="concord", origin="concord", note=note)


def test_a_key_is_written_as_its_parts() -> None:
    assert str(KEY) == "northwind/voice/missed-service-level/phone/2026-10"


words = st.text(alphabet="abcxyz_-0123456789", min_size=1, max_size=12)


@given(
    partner=words,
    service=words,
    kind=st.sampled_from(IssueKind),
    subject=st.lists(words, min_size=1, max_size=3).map("/".join),
    period=words | st.sampled_from(["2026-10", "2026-10/P3M", "FY2026-Q2", "2026-10/P36M"]),
)
def test_a_written_key_reads_back_as_itself(
    partner: str, service: str, kind: IssueKind, subject: str, period: str
) -> None:
    key = IssueKey(partner=partner, service=service, kind=kind, subject=subject, period=period)
    assert IssueKey.parse(str(key)) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "northwind",
        "northwind/voice/late-file",
        "northwind/voice/late-file/2026-10",
        "/voice/late-file/daily_ops/2026-10",
        "northwind//late-file/daily_ops/2026-10",
        "northwind/voice/late-file//2026-10",
        "northwind/voice/late-file/daily_ops/",
        "northwind/voice/no-such-kind/daily_ops/2026-10",
    ],
)
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        IssueKey.parse(text)


def test_the_run_that_asks_is_named_after_the_key_and_the_opening() -> None:
    first, second = KEY.run_id(1), KEY.run_id(2)
    assert issue().run_id == first
    assert re.fullmatch(r"issue~[0-9a-f]{32}~1", first)
    assert second == first.removesuffix("1") + "2"


@pytest.mark.parametrize(
    ("band", "severity"),
    [
        ("minor", IssueSeverity.MINOR),
        ("serious", IssueSeverity.SERIOUS),
        ("severe", IssueSeverity.SEVERE),
        ("critical", IssueSeverity.CRITICAL),
        ("threshold", IssueSeverity.CRITICAL),
        ("gold", IssueSeverity.MINOR),
        (None, IssueSeverity.MINOR),
    ],
)
def test_a_miss_is_as_grave_as_its_band(band: str | None, severity: IssueSeverity) -> None:
    assert severity_of_band(band) is severity


def test_severities_rank_from_minor_to_critical() -> None:
    assert [severity.rank for severity in IssueSeverity] == [0, 1, 2, 3]
    assert IssueSeverity.MINOR.rank < IssueSeverity.CRITICAL.rank


def test_only_what_is_resolved_or_waived_needs_no_answer_any_more() -> None:
    final = {state for state in IssueState if state.is_final}
    assert final == {IssueState.RESOLVED, IssueState.WAIVED}


def test_the_steps_behind_an_issue_are_those_asked_and_those_skipped() -> None:
    asked, skipped = event(IssueEventKind.ASKED), event(IssueEventKind.LEVEL_SKIPPED)
    log = (event(IssueEventKind.RAISED), asked, event(IssueEventKind.TIMED_OUT), skipped)
    assert asked_steps(log) == (asked, skipped)


def test_a_new_opening_has_no_steps_behind_it() -> None:
    before, after = event(IssueEventKind.ASKED, "1st"), event(IssueEventKind.ASKED, "2nd")
    raised = event(IssueEventKind.RAISED)
    assert asked_steps((raised, before, raised)) == ()
    assert asked_steps((raised, before, raised, after)) == (after,)


@pytest.mark.parametrize(
    ("answer", "state", "kind"),
    [
        (Answer.ACKNOWLEDGE, IssueState.ACKNOWLEDGED, IssueEventKind.ACKNOWLEDGED),
        (Answer.RESOLVE, IssueState.RESOLVED, IssueEventKind.RESOLVED),
        (Answer.WAIVE, IssueState.WAIVED, IssueEventKind.WAIVED),
        (Answer.ESCALATE_NOW, IssueState.OPEN, IssueEventKind.ESCALATED),
    ],
)
def test_an_answer_changes_the_state_and_is_logged_with_who_when_where_and_why(
    answer: Answer, state: IssueState, kind: IssueEventKind
) -> None:
    after, logged = answered(issue(), given_answer(answer, "Storm."))
    assert after.state is state
    assert logged == IssueEvent(
        key=KEY, at=NOON, kind=kind, by="kim", origin="airflow", note="Storm."
    )


@pytest.mark.parametrize("state", [IssueState.RESOLVED, IssueState.WAIVED])
@pytest.mark.parametrize("answer", Answer)
def test_what_is_final_takes_no_answer(state: IssueState, answer: Answer) -> None:
    with pytest.raises(NotAnswerableError, match=f"already {state}"):
        answered(issue(state), given_answer(answer, "Late."))


@pytest.mark.parametrize("note", ["", "  \n"])
def test_waiving_needs_a_reason(note: str) -> None:
    with pytest.raises(NotAnswerableError, match="needs a reason"):
        answered(issue(), given_answer(Answer.WAIVE, note))


def test_a_due_date_and_a_root_cause_are_no_reason_to_waive() -> None:
    waived = given_answer(Answer.WAIVE, due=date(2026, 12, 1), root_cause="Routing.")
    with pytest.raises(NotAnswerableError, match="needs a reason"):
        answered(issue(), waived)


def test_an_unanswered_issue_can_still_be_answered() -> None:
    late = issue(IssueState.UNANSWERED)
    assert answered(late, given_answer(Answer.RESOLVE))[0].state is IssueState.RESOLVED


@pytest.mark.parametrize(
    ("note", "due", "cause", "words"),
    [
        ("", None, "", ""),
        (" Mended. ", None, " ", "Mended."),
        ("", date(2026, 12, 1), "", "Due 2026-12-01."),
        ("", None, " Routing ", "Root cause: Routing"),
        ("Soon.", date(2026, 12, 1), "Routing", "Soon. Due 2026-12-01. Root cause: Routing"),
    ],
)
def test_everything_that_was_said_beside_an_answer_is_one_text(
    note: str, due: date | None, cause: str, words: str
) -> None:
    assert given_answer(Answer.RESOLVE, note, due=due, root_cause=cause).words == words
