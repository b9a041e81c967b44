"""Write letters and reports into the outbox, in the transaction of the facts they tell of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from concord.domain.letter import Letter
from concord.domain.mail_delivery import MailDelivery, redirected
from concord.domain.message import (
    Attachment,
    Message,
    MessageIdentity,
    MessageKind,
    header_text,
    recipients,
)
from concord.domain.people import Person
from concord.domain.shadow import marked
from concord.ports import Body, LetterRenderer, MailWriter, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a mail is about: with its kind and audience, its business identity.

    `revision` tells a restated mail from the first one; an equal one is never sent twice.
    """

    kind: MessageKind
    about: str
    period: str = ""
    revision: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """Everything it takes to put a mail into the outbox.

    `installation` keeps a staging copy from ever using the keys of production, and `delivery`
    may have all its mail go to one address.
    """

    installation: str
    letters: LetterRenderer
    writer: MailWriter
    delivery: MailDelivery = field(default_factory=MailDelivery)

    def send_letter(
        self,
        tx: Transaction,
        subject: Subject,
        letter: Letter,
        people: Iterable[Person],
        at: datetime,
        attachments: tuple[Attachment, ...] = (),
    ) -> bool:
        """Enqueue a letter to `people` as one mail; False when it was there, or nobody is."""
        body = self.letters.letter(letter)
        return self._enqueue(
            tx, subject, letter.title, body, people, at, attachments, letter.language
        )

    def send_mail(
        self,
        tx: Transaction,
        subject: Subject,
        title: str,
        body: Body,
        people: Iterable[Person],
        at: datetime,
        attachments: tuple[Attachment, ...] = (),
    ) -> bool:
        """Enqueue a finished body to `people` as one mail; False as for `send_letter`.

        In shadow it is marked, with who would have got it; so it is where all mail of the
        installation goes to one address.
        """
        return self._enqueue(tx, subject, title, body, people, at, attachments, "en")

    def _enqueue(
        self,
        tx: Transaction,
        subject: Subject,
        title: str,
        body: Body,
        people: Iterable[Person],
        at: datetime,
        attachments: tuple[Attachment, ...],
        language: str,
    ) -> bool:
        readers = tuple(people)
        addresses = recipients(tuple(person.email for person in readers))
        if not addresses:
            return False
        identity = MessageIdentity(
            installation=self.installation,
            kind=subject.kind,
            subject=subject.about,
            period=subject.period,
            revision=subject.revision,
            audience=",".join(sorted(address.casefold() for address in addresses)),
        )
        message = Message(
            identity=identity,
            to=addresses,
            subject=header_text(title),
            text=body.text,
            html=body.html,
            attachments=attachments,
            language=language,
        )
        finished = self._redirected(marked(message, readers), readers)
        return tx.outbox.enqueue(self.writer.write(finished, at))

    def _redirected(self, message: Message, readers: Iterable[Person]) -> Message:
        address = self.delivery.redirects(self.installation)
        if not address:
            return message
        return redirected(message, address, (f"{p.name} <{p.email}>" for p in readers))
