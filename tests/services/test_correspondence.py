"""Correspondence: one mail for one audience about one thing, in the fact's transaction."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.letter import Letter, Tone
from concord.domain.mail_delivery import MailDelivery
from concord.domain.message import Attachment, MessageKind
from concord.domain.people import Person
from concord.ports import Body
from concord.services.correspondence import Correspondence, Subject
from tests.builders import moment, person
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

NOON = moment("2026-11-22T12:00")
ANA = person()
KIM = person(id="kim", email="kim@client.example")
LETTER = Letter(title="Two cells are wrong", tone=Tone.BAD, paragraphs=("See below.",))
SUBJECT = Subject(kind=MessageKind.SUBMISSION_VERDICT, about="northwind/file", period="2026-10")


@dataclass
class Desk:
    """Somebody who writes letters, and what is in the outbox."""

    store: FakeStore = field(default_factory=FakeStore)
    writer: FakeMailWriter = field(default_factory=FakeMailWriter)
    installation: str = "production"
    delivery: MailDelivery = field(default_factory=MailDelivery)

    def send(self, *people: Person, letter: Letter = LETTER, subject: Subject = SUBJECT) -> bool:
        ways = Correspondence(
            installation=self.installation,
            letters=FakeLetters(),
            writer=self.writer,
            delivery=self.delivery,
        )
        with self.store.transaction() as tx:
            return ways.send_letter(tx, subject, letter, people, NOON)

    def outbox(self) -> list[Any]:
        with self.store.transaction() as tx:
            return [entry.mail for entry in tx.outbox.entries()]


def test_a_letter_becomes_one_mail_to_all_of_its_audience() -> None:
    desk = Desk()
    assert desk.send(ANA, KIM)
    (mail,) = desk.outbox()
    assert mail.to == (ANA.email, KIM.email)
    assert (mail.subject, mail.kind) == (LETTER.title, MessageKind.SUBMISSION_VERDICT)
    assert mail.mail_date == NOON
    assert desk.writer.written[0].text.startswith("Two cells are wrong\nSee below.")


def test_neither_order_nor_case_of_addresses_makes_another_mail() -> None:
    desk = Desk()
    desk.send(ANA, KIM)
    with pytest.raises(KeyReusedWithOtherContentError):
        # The fake's content says the addresses as they stand, so the key is what is the same.
        desk.send(person(id="kim", email="KIM@client.example"), ANA)


def test_a_letter_sent_twice_is_enqueued_once() -> None:
    desk = Desk()
    assert [desk.send(ANA), desk.send(ANA), desk.send(ANA, ANA)] == [True, False, False]
    assert len(desk.outbox()) == 1


@pytest.mark.parametrize(
    "other",
    [
        Subject(kind=MessageKind.ESCALATION, about="northwind/file", period="2026-10"),
        Subject(kind=MessageKind.SUBMISSION_VERDICT, about="contoso/file", period="2026-10"),
        Subject(kind=MessageKind.SUBMISSION_VERDICT, about="northwind/file", period="2026-11"),
        Subject(
            kind=MessageKind.SUBMISSION_VERDICT,
            about="northwind/file",
            period="2026-10",
            revision="2",
        ),
    ],
)
def test_another_subject_is_another_mail(other: Subject) -> None:
    desk = Desk()
    assert [desk.send(ANA), desk.send(ANA, subject=other)] == [True, True]


def test_another_installation_or_audience_is_another_mail() -> None:
    desk = Desk()
    desk.send(ANA)
    desk.send(KIM)
    desk.installation = "staging"
    desk.send(ANA)
    assert len(desk.outbox()) == 3


def test_nobody_gets_no_mail() -> None:
    desk = Desk()
    assert not desk.send()
    assert desk.outbox() == []


def test_a_changed_letter_needs_a_new_revision() -> None:
    desk = Desk()
    desk.send(ANA)
    changed = Letter(title="Three cells are wrong", tone=Tone.BAD, paragraphs=())
    with pytest.raises(KeyReusedWithOtherContentError):
        desk.send(ANA, letter=changed)


def test_a_subject_is_fit_for_a_header() -> None:
    desk = Desk()
    desk.send(ANA, letter=Letter(title="a\r\nBcc: x@y", tone=Tone.BAD, paragraphs=()))
    assert desk.outbox()[0].subject == "a Bcc: x@y"


def test_a_finished_body_goes_with_its_attachments() -> None:
    desk = Desk()
    ways = Correspondence(installation="p", letters=FakeLetters(), writer=desk.writer)
    table = Attachment(name="report.xlsx", media_type="application/x-sheet", content=b"x")
    with desk.store.transaction() as tx:
        body = Body(text="Hello", html="<p>Hello</p>")
        assert ways.send_mail(tx, SUBJECT, "Report", body, [ANA], NOON, (table,))
    assert desk.outbox()[0].attachments == ("report.xlsx",)
    assert desk.writer.written[0].html == "<p>Hello</p>"


def test_a_mail_goes_only_with_the_fact_it_tells_of() -> None:
    desk = Desk()
    ways = Correspondence(installation="p", letters=FakeLetters(), writer=desk.writer)

    def send_and_fail() -> None:
        with desk.store.transaction() as tx:
            assert ways.send_letter(tx, SUBJECT, LETTER, [ANA], NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        send_and_fail()
    assert desk.outbox() == []


def test_mail_to_the_shadowed_is_marked_whatever_it_is() -> None:
    desk = Desk()
    shadow = replace(ANA, email=KIM.email, shadowed_by="Kim")
    assert desk.send(shadow, replace(KIM, shadowed_by="Kim"))
    (mail,) = desk.outbox()
    assert (mail.to, mail.subject) == ((KIM.email,), f"[shadow] {LETTER.title}")
    assert "Ana Reyes (partner)" in desk.writer.written[0].text


def test_a_mail_of_the_shadow_time_never_stands_in_for_the_live_one() -> None:
    desk = Desk()
    assert desk.send(replace(KIM, shadowed_by="Kim"))
    assert desk.send(KIM)
    assert [mail.subject for mail in desk.outbox()].count(LETTER.title) == 1


def test_of_another_installation_all_mail_goes_to_one_address() -> None:
    rule = MailDelivery(installation="production", redirect_to="staging@client.example")
    production, staging = Desk(delivery=rule), Desk(installation="staging", delivery=rule)
    assert [production.send(ANA, KIM), staging.send(ANA, KIM)] == [True, True]
    (direct,), (redirected,) = production.outbox(), staging.outbox()
    assert direct.to == (ANA.email, KIM.email)
    assert redirected.to == ("staging@client.example",)
    assert redirected.subject == f"[staging] {direct.subject}"
    assert redirected.key != direct.key
    (message,) = staging.writer.written
    assert message.text.startswith("Redirected: only you get this. In production it goes to Ana ")
    assert f"<{KIM.email}>" in message.text


def test_what_waited_for_people_is_not_taken_for_what_is_redirected() -> None:
    desk = Desk(installation="staging", delivery=MailDelivery(installation="production"))
    assert desk.send(ANA)
    desk.delivery = MailDelivery(installation="production", redirect_to="s@client.example")
    assert desk.send(ANA)
    assert {mail.to for mail in desk.outbox()} == {(ANA.email,), ("s@client.example",)}


def test_a_mail_is_in_the_language_of_its_letter() -> None:
    desk = Desk()
    desk.send(ANA, letter=replace(LETTER, language="de"))
    desk.send(KIM)
    assert [message.language for message in desk.writer.written] == ["de", "en"]
