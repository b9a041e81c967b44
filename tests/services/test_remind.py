"""Reminding: each rung once, to those who answer for the contract, until somebody decides."""

import logging
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    AgreedObligation,
    Contract,
    Notice,
    Reminder,
    Renewal,
    Reviews,
)
from concord.domain.decision import NotDecidableError
from concord.domain.outbox import OutgoingMail
from concord.domain.people import Person, Side
from concord.domain.quantity import parse_span
from concord.ports import Decision
from concord.services.correspondence import Correspondence
from concord.services.remind import decide, remind, reminded
from tests.builders import agreement, moment, period, person
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    owner="kim",
    backup_owner="lee",
    notice=Notice(period=parse_span("90 days")),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
)
NOTICE = "notice/MSA-1/2026-12-31"


def client(id_: str, role: str = "vendor_manager", **changes: object) -> Person:
    return person(id=id_, side=Side.CLIENT, role=role, email=f"{id_}@client.example", **changes)


KIM, LEE, MAX = client("kim"), client("lee"), client("max", "sponsor")
NORTHWIND = agreement(contract=CONTRACT, people=(person(role="sponsor"), KIM, LEE, MAX))


class FakeCalendar:
    """Writes an entry as the words that matter."""

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        return f"{partner} {reminder.obligation.act_by} {at.isoformat()}".encode()


@dataclass
class Diary:
    """An agreement's reminders, and what was mailed of them."""

    agreement: Agreement = NORTHWIND
    store: FakeStore = field(default_factory=FakeStore)
    letters: FakeLetters = field(default_factory=FakeLetters)
    writer: FakeMailWriter = field(default_factory=FakeMailWriter)

    def remind(self, at: str) -> list[str]:
        found = remind(
            self.agreement,
            store=self.store,
            correspondence=Correspondence(
                installation="test", letters=self.letters, writer=self.writer
            ),
            calendar=FakeCalendar(),
            now=moment(at),
        )
        return [f"{reminder.obligation.key}: {reminder.rung}" for reminder in found]

    def mails(self) -> tuple[OutgoingMail, ...]:
        with self.store.transaction() as tx:
            return tuple(entry.mail for entry in tx.outbox.entries())

    def decide(self, decision: str, key: str = NOTICE, at: str = "2026-11-22T09:00") -> Decision:
        return decide(
            self.agreement, key, decision, "kim", "Fine.", store=self.store, now=moment(at)
        )


def test_nothing_is_mailed_before_the_first_rung() -> None:
    diary = Diary()
    assert diary.remind("2026-07-03T12:00") == []
    assert diary.mails() == ()


def test_a_rung_is_mailed_once_and_shown_until_the_next_one() -> None:
    diary = Diary()
    for day in ("2026-11-01", "2026-11-02", "2026-11-30"):
        assert diary.remind(f"{day}T12:00") == [f"{NOTICE}: 60 days"]
    assert len(diary.mails()) == 1
    assert diary.remind("2026-12-01T12:00") == [f"{NOTICE}: 30 days"]
    assert len(diary.mails()) == 2


def test_a_day_begins_with_midnight_where_the_organisation_is() -> None:
    diary = Diary()
    # In London it is summer time: the fourth of July begins an hour before UTC's.
    assert diary.remind("2026-07-03T22:59") == []
    assert diary.remind("2026-07-03T23:00") == [f"{NOTICE}: 180 days"]


def test_a_mail_says_what_is_due_and_brings_the_entry_for_the_calendar() -> None:
    diary = Diary()
    diary.remind("2026-11-22T12:00")
    (message,) = diary.writer.written
    assert "renew or give notice on MSA-1" in message.subject
    assert f"concord decide northwind {NOTICE}" in message.text
    (entry,) = message.attachments
    assert (entry.name, entry.media_type) == ("notice-MSA-1.ics", "text/calendar")
    assert entry.content == b"northwind 2026-12-31 2026-11-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("day", "to"),
    [
        ("2026-12-01", ["kim", "lee"]),
        ("2026-12-17", ["kim", "lee", "max"]),
        ("2026-12-30", ["kim", "lee", "max"]),
    ],
)
def test_the_sponsors_join_when_it_gets_urgent(day: str, to: list[str]) -> None:
    diary = Diary()
    diary.remind(f"{day}T12:00")
    assert diary.mails()[-1].to == tuple(f"{name}@client.example" for name in to)


def former(id_: str, deputy: str | None = None) -> Person:
    return client(id_, until=date(2026, 6, 30), deputy=deputy)


@pytest.mark.parametrize(
    ("people", "to"),
    [
        ((KIM, LEE, MAX), ["kim", "lee"]),
        ((former("kim"), LEE, MAX), ["lee"]),
        ((former("kim", "zoe"), LEE, client("zoe")), ["zoe", "lee"]),
        ((former("kim", "lee"), LEE, MAX), ["lee"]),
        ((former("kim"), former("lee"), MAX), ["max"]),
        ((MAX,), ["max"]),
        ((), []),
    ],
)
def test_who_left_is_stood_in_for(people: tuple[Person, ...], to: list[str]) -> None:
    diary = Diary(replace(NORTHWIND, people=people))
    diary.remind("2026-11-22T12:00")
    assert [person.id for person in _reminded(diary.agreement)] == to
    assert [mail.to for mail in diary.mails()] == (
        [tuple(f"{name}@client.example" for name in to)] if to else []
    )


def _reminded(about: Agreement) -> tuple[Person, ...]:
    diary = Diary(about)
    (reminder,) = remind(
        about,
        store=diary.store,
        correspondence=Correspondence(
            installation="test", letters=diary.letters, writer=diary.writer
        ),
        calendar=FakeCalendar(),
        now=moment("2026-11-22T12:00"),
    )
    return reminded(about, reminder, moment("2026-11-22T12:00"))


def test_a_reminder_that_reaches_nobody_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    Diary(replace(NORTHWIND, people=())).remind("2026-11-22T12:00")
    assert "60 days of northwind/notice/MSA-1/2026-12-31 reaches nobody" in caplog.text


def test_words_that_changed_since_do_not_make_a_second_mail_of_a_rung() -> None:
    diary = Diary()
    diary.remind("2026-11-22T12:00")
    notice = Notice(period=parse_span("90 days"), form="registered post")
    diary.agreement = replace(NORTHWIND, contract=replace(CONTRACT, notice=notice))
    assert diary.remind("2026-11-23T12:00") == [f"{NOTICE}: 60 days"]
    assert len(diary.mails()) == 1


def test_each_duty_has_its_own_mail() -> None:
    reviews = Reviews(every=parse_span("6 months"), lead=parse_span("30 days"))
    diary = Diary(replace(NORTHWIND, contract=replace(CONTRACT, reviews=reviews)))
    found = diary.remind("2026-09-10T12:00")
    assert found == ["review/MSA-1/2026-10-01: 30 days", f"{NOTICE}: 120 days"]
    assert len(diary.mails()) == 2


OWED = AgreedObligation(id="insurance", what="Certificate", due=date(2026, 11, 20), owner="ana")
OWING = replace(NORTHWIND, contract=replace(CONTRACT, notice=None, obligations=(OWED,)))
INSURANCE = "obligation/insurance/2026-11-20"


def test_an_obligation_is_chased_past_its_day_until_somebody_records_it_as_done() -> None:
    diary = Diary(OWING)
    assert diary.remind("2026-11-19T12:00") == [f"{INSURANCE}: 1 day"]
    assert diary.remind("2026-11-20T12:00") == [f"{INSURANCE}: 1 day"]
    assert diary.remind("2026-11-22T12:00") == [f"{INSURANCE}: 1 day overdue"]
    assert len(diary.mails()) == 2
    decide(OWING, INSURANCE, "done", "kim", "", store=diary.store, now=moment("2026-11-23T12:00"))
    assert diary.remind("2026-11-27T12:00") == []


def test_what_was_owed_before_the_agreement_has_effects_is_history() -> None:
    diary = Diary(replace(OWING, effects_from=period("2026-12")))
    assert diary.remind("2026-12-22T12:00") == []


@pytest.mark.parametrize("about", [agreement(), replace(NORTHWIND, contract=None)])
def test_without_a_contract_there_is_nothing_to_remind_of(about: Agreement) -> None:
    assert Diary(about).remind("2026-11-22T12:00") == []


@pytest.mark.parametrize(("effects_from", "mails"), [("2026-11", 1), ("2026-12", 0)])
def test_before_the_agreement_has_effects_nothing_is_mailed(effects_from: str, mails: int) -> None:
    diary = Diary(replace(NORTHWIND, effects_from=period(effects_from)))
    assert diary.remind("2026-11-22T12:00") == [f"{NOTICE}: 60 days"]
    assert len(diary.mails()) == mails


@pytest.mark.parametrize("decision", ["renew", "renegotiate", "terminate"])
def test_a_decision_ends_the_reminders(decision: str) -> None:
    diary = Diary()
    diary.remind("2026-11-22T12:00")
    given = diary.decide(decision)
    assert (given.decision, given.by, given.note) == (decision, "kim", "Fine.")
    assert given.at == moment("2026-11-22T09:00")
    assert diary.remind("2026-12-30T12:00") == []
    assert len(diary.mails()) == 1


def test_the_first_decision_stands() -> None:
    diary = Diary()
    first = diary.decide("renew")
    assert diary.decide("renew", at="2026-11-23T09:00") == first
    # Even once the date has passed.
    assert diary.decide("renew", at="2027-01-23T09:00") == first
    with pytest.raises(NotDecidableError, match="kim decided on 2026-11-22 already: renew"):
        diary.decide("terminate")


@pytest.mark.parametrize(
    ("key", "decision", "why"),
    [
        (NOTICE, "perhaps", "not one of renew, renegotiate, terminate"),
        (NOTICE, "done", "not one of renew, renegotiate, terminate"),
        ("notice/MSA-1/2026-12-30", "renew", "no duty"),
        ("", "renew", "no duty '' ahead; those ahead: notice/MSA-1/2026-12-31"),
    ],
)
def test_what_was_not_asked_cannot_be_decided(key: str, decision: str, why: str) -> None:
    diary = Diary()
    with pytest.raises(NotDecidableError, match=why):
        diary.decide(decision, key)
    with diary.store.transaction() as tx:
        assert tx.decisions.of_partner("northwind") == ()


def test_only_somebody_of_the_agreement_decides() -> None:
    diary = Diary()
    with pytest.raises(NotDecidableError, match=r"'zoe' is nobody's id.* are .*kim, lee, max"):
        decide(
            NORTHWIND,
            NOTICE,
            "renew",
            "zoe",
            "",
            store=diary.store,
            now=moment("2026-11-22T09:00"),
        )
    with diary.store.transaction() as tx:
        assert tx.decisions.of_partner("northwind") == ()


def test_a_partner_without_a_contract_has_nothing_to_decide() -> None:
    with pytest.raises(NotDecidableError, match="no duty"):
        Diary(agreement()).decide("renew")
