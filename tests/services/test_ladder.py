"""The ladder: each step once, with its first clock, until an answer, or nobody is left."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.escalation_policy import STANDARD, EscalationLevel
from concord.domain.issue import (
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.domain.people import Person, Side
from concord.services.correspondence import Correspondence
from concord.services.ladder import Request, ask, time_out
from tests.builders import agreement, moment, organisation, person
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
HOUR = timedelta(hours=1)


def client(id_: str, role: str) -> Person:
    return person(id=id_, name=id_.title(), side=Side.CLIENT, role=role, email=f"{id_}@c.example")


KIM, LEE = client("kim", "vendor_manager"), client("lee", "sponsor")
CONTRACT = Contract(reference="M-1", start=date(2024, 4, 1), end=date(2027, 3, 31), owner="kim")
NORTHWIND = agreement(
    organisation=organisation(people=(KIM, LEE)),
    people=(person(), KIM, LEE),
    contract=CONTRACT,
)
WITHOUT_OWNER = replace(NORTHWIND, contract=None)
WITHOUT_SPONSOR = replace(NORTHWIND, people=(person(), KIM))


def issue(**changes: object) -> Issue:
    default = Issue(
        key=KEY,
        severity=IssueSeverity.SERIOUS,
        headline="Northwind: *Answer rate* missed",
        facts=(("Figure", "76 %"),),
        state=IssueState.OPEN,
        raised_at=MONDAY,
        policy="standard",
    )
    return replace(default, **changes)  # type: ignore[arg-type] # each caller names its fields


@dataclass
class Case:
    """One issue, its ladder and the mails."""

    agreement: Agreement = NORTHWIND
    store: FakeStore = field(default_factory=FakeStore)
    writer: FakeMailWriter = field(default_factory=FakeMailWriter)

    def raised(self, **changes: object) -> "Case":
        opened = issue(**changes)
        with self.store.transaction() as tx:
            tx.issues.save(opened)
            tx.issues.log(
                IssueEvent(
                    key=KEY, at=MONDAY, kind=IssueEventKind.RAISED, by="concord", origin="concord"
                )
            )
        return self

    def ask(self, step: int, at: datetime = MONDAY) -> Request | None:
        letters = Correspondence(installation="test", letters=FakeLetters(), writer=self.writer)
        return ask(
            self.agreement,
            KEY,
            step,
            "http://airflow/answer",
            store=self.store,
            correspondence=letters,
            now=at,
        )

    def time_out(self, step: int, at: datetime = MONDAY) -> Issue | None:
        return time_out(self.agreement, KEY, step, store=self.store, now=at)

    @property
    def kinds(self) -> list[IssueEventKind]:
        with self.store.transaction() as tx:
            return [event.kind for event in tx.issues.events(KEY)]

    @property
    def mails(self) -> list[tuple[str, ...]]:
        with self.store.transaction() as tx:
            return [entry.mail.to for entry in tx.outbox.entries()]


def test_a_step_asks_both_sides_by_mail_and_gives_them_their_working_hours() -> None:
    case = Case().raised()
    request = case.ask(0)
    assert request is not None
    assert [p.id for p in request.people] == ["ana", "kim"]
    assert request.respond_by == MONDAY + timedelta(hours=4)
    assert request.title == "Level 1: Northwind: *Answer rate* missed"
    assert r"\*Answer rate\*" in request.body
    assert case.mails == [("ana@northwind.example", "kim@c.example")]
    assert case.kinds[-1] is IssueEventKind.ASKED


def test_a_repeated_step_keeps_its_first_clock_and_mails_nobody() -> None:
    case = Case().raised()
    first = case.ask(0)
    again = case.ask(0, MONDAY + timedelta(hours=1))
    assert first is not None
    assert again is not None
    assert (again.respond_by, again.people) == (first.respond_by, first.people)
    assert len(case.mails) == 1


def test_a_step_that_lies_behind_is_passed_without_waiting() -> None:
    case = Case().raised()
    case.ask(0)
    case.time_out(0)
    case.ask(1)
    behind = case.ask(0)
    assert behind is not None
    assert behind.people == ()


def test_a_level_that_reaches_nobody_is_skipped_and_recorded() -> None:
    case = Case(agreement=WITHOUT_OWNER).raised()
    case.ask(0)
    skipped = case.ask(1)
    assert skipped is not None
    assert skipped.people == ()
    assert case.kinds[-1] is IssueEventKind.LEVEL_SKIPPED
    assert len(case.mails) == 1


def test_a_skipped_step_stays_skipped() -> None:
    case = Case(agreement=WITHOUT_OWNER).raised()
    case.ask(0)
    case.ask(1)
    again = case.ask(1)
    assert again is not None
    assert again.people == ()


def test_after_the_last_step_that_reaches_nobody_the_issue_stands_unanswered() -> None:
    case = Case(agreement=WITHOUT_SPONSOR).raised()
    for step in range(LAST + 1):
        case.ask(step)
    assert case.kinds[-2:] == [IssueEventKind.LEVEL_SKIPPED, IssueEventKind.UNANSWERED]


@pytest.mark.parametrize("state", [s for s in IssueState if s is not IssueState.OPEN], ids=str)
def test_nobody_is_asked_about_an_issue_that_is_not_open(state: IssueState) -> None:
    case = Case().raised(state=state)
    assert case.ask(0) is None
    assert case.mails == []


def test_nobody_is_asked_about_an_issue_that_was_never_raised() -> None:
    assert Case().ask(0) is None


def test_there_is_no_step_after_the_last() -> None:
    assert Case().raised().ask(LAST + 1) is None


def test_a_severity_with_levels_of_its_own_is_asked_by_them() -> None:
    sponsors = EscalationLevel(roles=((Side.CLIENT, "sponsor"),), respond_within=HOUR)
    policy = replace(STANDARD, by_severity=((IssueSeverity.CRITICAL, (sponsors,)),))
    case = Case(agreement=replace(NORTHWIND, escalation=policy)).raised(
        severity=IssueSeverity.CRITICAL
    )
    request = case.ask(0)
    assert request is not None
    assert ([p.id for p in request.people], request.respond_by) == (["lee"], MONDAY + HOUR)
    after = case.time_out(0)
    assert after is not None
    assert after.state is IssueState.UNANSWERED


def test_a_policy_that_became_shorter_ends_at_the_next_time_out() -> None:
    case = Case().raised()
    for step in range(LAST):
        case.ask(step)
        case.time_out(step)
    case.ask(LAST)
    case.agreement = replace(NORTHWIND, escalation=replace(STANDARD, levels=STANDARD.levels[:1]))
    after = case.time_out(LAST)
    assert after is not None
    assert after.state is IssueState.UNANSWERED


def test_a_time_out_is_recorded_once_and_leaves_the_issue_open() -> None:
    case = Case().raised()
    case.ask(0)
    for _ in range(2):
        after = case.time_out(0)
        assert after is not None
        assert after.state is IssueState.OPEN
    assert case.kinds.count(IssueEventKind.TIMED_OUT) == 1


def test_the_last_time_out_leaves_the_issue_unanswered() -> None:
    case = Case().raised()
    for step in range(LAST):
        case.ask(step)
        case.time_out(step)
    case.ask(LAST)
    after = case.time_out(LAST)
    assert after is not None
    assert after.state is IssueState.UNANSWERED
    assert case.kinds[-2:] == [IssueEventKind.TIMED_OUT, IssueEventKind.UNANSWERED]


def test_a_time_out_after_an_answer_changes_nothing() -> None:
    case = Case().raised(state=IssueState.RESOLVED)
    after = case.time_out(0)
    assert after is not None
    assert after.state is IssueState.RESOLVED
    assert case.kinds == [IssueEventKind.RAISED]


def test_a_late_time_out_of_an_earlier_step_changes_nothing() -> None:
    case = Case().raised()
    case.ask(0)
    case.time_out(0)
    case.ask(1)
    case.time_out(0)
    assert case.kinds.count(IssueEventKind.TIMED_OUT) == 1


def test_what_was_never_raised_cannot_time_out() -> None:
    assert Case().time_out(0) is None
