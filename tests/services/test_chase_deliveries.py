"""Chasing: one mail for all deliveries, each rung once, and never about what nobody looked at."""

import logging
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.issue import (
    Answer,
    GivenAnswer,
    Issue,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
    answered,
)
from concord.domain.message import MessageKind
from concord.domain.outbox import OutgoingMail
from concord.domain.people import Side
from concord.domain.quantity import DueRule, parse_span
from concord.domain.submission import Submission, Verdict
from concord.services.chase_deliveries import Chased, chase_deliveries
from concord.services.correspondence import Correspondence
from tests.builders import agreement, moment, period, person, source, submission
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

IN_THREE_DAYS = DueRule(after_end=parse_span("3 business days"), at=time(17))
ANA = person()
KIM = person(id="kim", side=Side.CLIENT, role="vendor_manager", email="kim@client.example")
NORTHWIND = agreement(
    people=(ANA, KIM),
    sources=(source(due=IN_THREE_DAYS), source(id="quality", due=IN_THREE_DAYS)),
    effects_from=period(),
)
REMINDER, CHASE = MessageKind.DELIVERY_REMINDER, MessageKind.DELIVERY_CHASE


@dataclass
class Desk:
    """One partner's deliveries, and what was mailed about them."""

    agreement: Agreement = NORTHWIND
    store: FakeStore = field(default_factory=FakeStore)
    letters: FakeLetters = field(default_factory=FakeLetters)

    def chase(self, at: str, *, look: bool = True) -> Chased:
        """Look at the drives, unless they are away, and chase."""
        if look:
            with self.store.transaction() as tx:
                for each in self.agreement.sources:
                    tx.drives.note_collected("northwind", each.id, moment(at))
        post = Correspondence(installation="test", letters=self.letters, writer=FakeMailWriter())
        return chase_deliveries(
            self.agreement, store=self.store, correspondence=post, now=moment(at)
        )

    def receive(self, *came: Submission) -> None:
        with self.store.transaction() as tx:
            for each in came:
                tx.submissions.add(each)

    def answer(self, answer: Answer, due: date | None = None) -> None:
        """Answer the issue of the daily file."""
        key = IssueKey(
            partner="northwind",
            service="voice",
            kind=IssueKind.LATE_FILE,
            subject="daily_ops",
            period="2026-10",
        )
        at = moment("2026-11-04T18:00")
        issue = Issue(
            key=key,
            severity=IssueSeverity.SERIOUS,
            headline="late",
            facts=(),
            state=IssueState.OPEN,
            raised_at=at,
            policy="standard",
        )
        given = GivenAnswer(
            answer=answer, by="ana", at=at, origin="airflow", note="Soon.", due=due
        )
        settled, event = answered(issue, given)
        with self.store.transaction() as tx:
            tx.issues.save(settled)
            tx.issues.log(event)
            tx.issues.save(replace(settled, key=replace(key, kind=IssueKind.UNUSABLE_FILE)))

    def mails(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(mail.kind, mail.to) for mail in self._sent()]

    def subjects(self) -> list[str]:
        return [mail.subject for mail in self._sent()]

    def _sent(self) -> list[OutgoingMail]:
        with self.store.transaction() as tx:
            return [entry.mail for entry in tx.outbox.entries()]


TO_ANA = (CHASE, ("ana@northwind.example",))
TO_KIM = (CHASE, ("kim@client.example",))


def test_before_the_first_reminder_nothing_is_told() -> None:
    desk = Desk()
    assert desk.chase("2026-11-03T16:59") == Chased()
    assert desk.mails() == []


def test_all_that_is_due_soon_is_one_mail_and_told_once() -> None:
    desk = Desk()
    for at in ("2026-11-03T17:00", "2026-11-03T17:15", "2026-11-04T16:45"):
        assert len(desk.chase(at).soon) == 2
    assert desk.mails() == [(REMINDER, ("ana@northwind.example",))]
    assert "2 files are due soon" in desk.subjects()[0]


def test_what_came_meanwhile_makes_no_other_mail() -> None:
    desk = Desk()
    desk.chase("2026-11-03T17:00")
    desk.receive(submission(arrived=moment("2026-11-03T18:00")))
    assert len(desk.chase("2026-11-03T18:15").soon) == 1
    desk.chase("2026-11-04T21:00")
    desk.receive(submission(source="quality", sha256="q", arrived=moment("2026-11-04T22:00")))
    assert desk.chase("2026-11-04T22:15") == Chased()
    assert [kind for kind, _ in desk.mails()] == [REMINDER, CHASE]


def test_each_rung_is_one_mail_and_from_the_second_on_the_owner_is_told() -> None:
    desk = Desk()
    for at in ("2026-11-04T21:00", "2026-11-04T21:15"):
        desk.chase(at)
    assert desk.mails() == [TO_ANA]
    for at in ("2026-11-05T17:00", "2026-11-05T17:15"):
        desk.chase(at)
    assert sorted(desk.mails()) == sorted([TO_ANA, TO_ANA, TO_KIM])
    for at in ("2026-11-09T17:00", "2026-11-20T09:00"):
        desk.chase(at)
    assert sorted(desk.mails()) == sorted([TO_ANA] * 3 + [TO_KIM] * 2)


def test_rungs_that_were_missed_are_not_made_up_for() -> None:
    desk = Desk()
    desk.chase("2026-11-12T09:00")
    assert sorted(desk.mails()) == sorted([TO_ANA, TO_KIM])


@pytest.mark.parametrize("at", ["2026-11-04T21:00", "2026-11-12T09:00"])
def test_while_the_drive_is_away_nobody_is_blamed(at: str) -> None:
    desk = Desk()
    desk.chase("2026-11-04T16:45")
    mails = len(desk.mails())
    assert desk.chase(at, look=False).late == ()
    assert len(desk.mails()) == mails


def test_a_refused_file_is_asked_for_and_one_that_waits_is_noted() -> None:
    desk = Desk()
    refused = submission(verdict=Verdict.REJECTED, observations=None)
    waits = submission(
        source="quality", sha256="q", verdict=Verdict.QUARANTINED, observations=None
    )
    desk.receive(refused, waits)
    [late] = desk.chase("2026-11-04T21:00").late
    assert (late.source, late.came and late.came.sha256) == ("daily_ops", refused.sha256)
    captions = [table.caption for table in desk.letters.rendered[-1].tables]
    assert captions == ["What is missing", "What came and waits for a decision or a correction"]


@pytest.mark.parametrize(
    ("answer", "due", "late"),
    [
        (Answer.ESCALATE_NOW, None, ["daily_ops", "quality"]),
        (Answer.ACKNOWLEDGE, None, ["quality"]),
        (Answer.WAIVE, None, ["quality"]),
        (Answer.ACKNOWLEDGE, date(2026, 11, 9), ["quality"]),
        (Answer.ACKNOWLEDGE, date(2026, 11, 5), ["daily_ops", "quality"]),
    ],
)
def test_an_answer_ends_the_chases_or_moves_them(
    answer: Answer, due: date | None, late: list[str]
) -> None:
    desk = Desk()
    desk.answer(answer, due)
    assert [n.source for n in desk.chase("2026-11-05T21:00").late] == late


def test_whom_nothing_reaches_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(replace(NORTHWIND, people=()))
    with caplog.at_level(logging.WARNING):
        desk.chase("2026-11-04T21:00")
    assert "delivery_chase about northwind/partner reaches nobody" in caplog.text
    assert desk.mails() == []


def test_without_a_due_time_nothing_is_read_or_told() -> None:
    desk = Desk(replace(NORTHWIND, sources=(source(),)))
    assert desk.chase("2026-11-20T09:00") == Chased()
    assert desk.mails() == []


@given(st.sets(st.integers(0, 24 * 20), max_size=12))
def test_however_often_it_is_asked_no_rung_is_told_twice(hours: set[int]) -> None:
    desk = Desk()
    begin = moment("2026-11-02T17:00")
    for hour in sorted(hours):
        desk.chase((begin + timedelta(hours=hour)).isoformat())
    chases = desk.mails().count(TO_ANA)
    reminders = len(desk.mails()) - chases - desk.mails().count(TO_KIM)
    assert reminders == any(24 <= hour < 48 for hour in hours)
    rungs = ((52, 72), (72, 168), (168, 481))
    reached = [any(low <= hour < high for hour in hours) for low, high in rungs]
    assert chases == sum(reached)
    assert desk.mails().count(TO_KIM) == sum(reached[1:])


def test_after_other_words_for_it_what_was_told_stays_told() -> None:
    desk = Desk()
    desk.chase("2026-11-04T21:00")
    desk.agreement = replace(NORTHWIND, name="Northwind")
    desk.chase("2026-11-04T21:15")
    assert desk.mails() == [TO_ANA]
