"""The outbox in the database: messages, in the transaction of the facts they tell of."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, exists, func, select

from concord.adapters.store.codec import json_text, words_of
from concord.adapters.store.outbox_tables import OUTBOX, OUTBOX_ATTEMPT, OUTBOX_DECISION
from concord.adapters.store.statements import insert_once
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.message import MessageKind, OnUncertain
from concord.domain.outbox import (
    Attempt,
    OutboxEntry,
    OutboxLine,
    OutboxState,
    OutgoingMail,
    SendVerdict,
)
from concord.domain.uncertainty import DecidedMail
from concord.domain.watch_figures import OFTEN, MailFigures


class SqlOutbox:
    """Messages within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enqueue(self, mail: OutgoingMail) -> bool:
        """Keep a message to be sent; False when its key was there with the same content.

        Raises KeyReusedWithOtherContentError when the content differs.
        """
        if insert_once(self._connection, OUTBOX, _values(mail)) is not None:
            return True
        query = select(OUTBOX.c.content_sha256).where(OUTBOX.c.key == mail.key)
        if self._connection.scalar(query) != mail.content_sha256:
            message = f"Message {mail.key} is there with another content."
            raise KeyReusedWithOtherContentError(message)
        return False

    def entries(self) -> tuple[OutboxEntry, ...]:
        """Return every message with its state, by mail date and key."""
        query = select(OUTBOX).order_by(OUTBOX.c.mail_date, OUTBOX.c.key)
        return tuple(_entry(row) for row in self._connection.execute(query))

    def entry(self, key: str) -> OutboxEntry | None:
        """Return one message with its state, or None."""
        row = self._connection.execute(select(OUTBOX).where(OUTBOX.c.key == key)).first()
        return None if row is None else _entry(row)

    def lines(
        self, states: Collection[OutboxState] = (), *, limit: int = 100, offset: int = 0
    ) -> tuple[OutboxLine, ...]:
        """Return messages without their bytes, the newest first; of some states, else of all."""
        columns = [column for column in OUTBOX.columns if column is not OUTBOX.c.payload]
        query = select(*columns).order_by(OUTBOX.c.mail_date.desc(), OUTBOX.c.key)
        if states:
            query = query.where(OUTBOX.c.state.in_(list(states)))
        rows = self._connection.execute(query.limit(limit).offset(offset))
        return tuple(_line(row) for row in rows)

    def counts(self) -> Mapping[OutboxState, int]:
        """Return how many messages there are of each state that has any."""
        query = select(OUTBOX.c.state, func.count()).group_by(OUTBOX.c.state)
        found = {OutboxState(state): number for state, number in self._connection.execute(query)}
        return {state: found[state] for state in OutboxState if state in found}

    def figures(self, installation: str, since: datetime) -> MailFigures:
        """Return how the mails of an installation stand, in numbers.

        `since` is from when on mails that were refused for good count.
        """
        own = OUTBOX.c.installation.in_(["", installation])
        pending = own & (OUTBOX.c.state == OutboxState.PENDING)
        refused = exists().where(_tried(SendVerdict.DEAD) & (OUTBOX_ATTEMPT.c.finished >= since))
        slow = select(func.count()).where(_tried(SendVerdict.TOO_LATE)).scalar_subquery()
        return MailFigures(
            oldest_pending=self._connection.scalar(
                select(func.min(OUTBOX.c.mail_date)).where(pending)
            ),
            uncertain=self._number(own & (OUTBOX.c.state == OutboxState.UNCERTAIN)),
            dead=self._number(own & (OUTBOX.c.state == OutboxState.DEAD) & refused),
            too_late=self._number(pending & (slow >= OFTEN)),
        )

    def _number(self, meant: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(OUTBOX).where(meant)
        return cast("int", self._connection.scalar(query))

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return the keys that begin with `prefix`, in order; at most two."""
        begins = OUTBOX.c.key.startswith(prefix, autoescape=True)
        query = select(OUTBOX.c.key).where(begins).order_by(OUTBOX.c.key).limit(2)
        return tuple(self._connection.scalars(query))

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        """Return every attempt to send a message, in order."""
        query = (
            select(OUTBOX_ATTEMPT)
            .where(OUTBOX_ATTEMPT.c.key == key)
            .order_by(OUTBOX_ATTEMPT.c.number)
        )
        return tuple(_attempt(row) for row in self._connection.execute(query))

    def decisions(self, key: str) -> tuple[DecidedMail, ...]:
        """Return what people decided about a message, in order."""
        query = select(OUTBOX_DECISION).where(OUTBOX_DECISION.c.key == key)
        rows = self._connection.execute(query.order_by(OUTBOX_DECISION.c.id))
        return tuple(_decided(row) for row in rows)


def _tried(verdict: SendVerdict) -> ColumnElement[bool]:
    """Return whether an attempt is one at a row of the outbox, and came to this."""
    return (OUTBOX_ATTEMPT.c.key == OUTBOX.c.key) & (OUTBOX_ATTEMPT.c.verdict == verdict)


def _values(mail: OutgoingMail) -> dict[str, object]:
    return {
        "key": mail.key,
        "kind": mail.kind,
        "recipients": json_text(mail.to),
        "subject": mail.subject,
        "payload": mail.payload,
        "content_sha256": mail.content_sha256,
        "message_id": mail.message_id,
        "mail_date": mail.mail_date,
        "on_uncertain": mail.on_uncertain,
        "attachments": json_text(mail.attachments),
        "state": OutboxState.PENDING,
        "attempt": 0,
        "last_error": "",
        "installation": mail.installation,
        "provider": "",
        "provider_id": "",
        "created_by": mail.created_by,
        "about": mail.about,
        "released_by": "",
    }


def mail_of(row: Row[*tuple[Any, ...]]) -> OutgoingMail:
    """Return the message of a row of the outbox."""
    return OutgoingMail(
        key=row.key,
        kind=MessageKind(row.kind),
        to=words_of(row.recipients),
        subject=row.subject,
        payload=row.payload,
        content_sha256=row.content_sha256,
        message_id=row.message_id,
        mail_date=row.mail_date,
        on_uncertain=OnUncertain(row.on_uncertain),
        attachments=words_of(row.attachments),
        installation=row.installation,
        created_by=row.created_by,
        about=row.about,
    )


def _entry(row: Row[*tuple[Any, ...]]) -> OutboxEntry:
    return OutboxEntry(
        mail=mail_of(row),
        state=OutboxState(row.state),
        attempts=row.attempt,
        last_error=row.last_error,
        provider=row.provider,
        provider_id=row.provider_id,
        not_before=row.not_before,
        released_by=row.released_by,
    )


def _line(row: Row[*tuple[Any, ...]]) -> OutboxLine:
    return OutboxLine(
        key=row.key,
        kind=MessageKind(row.kind),
        to=words_of(row.recipients),
        subject=row.subject,
        message_id=row.message_id,
        mail_date=row.mail_date,
        state=OutboxState(row.state),
        attempts=row.attempt,
        last_error=row.last_error,
        provider=row.provider,
        provider_id=row.provider_id,
        not_before=row.not_before,
        installation=row.installation,
        released_by=row.released_by,
    )


def _attempt(row: Row[*tuple[Any, ...]]) -> Attempt:
    return Attempt(
        key=row.key,
        number=row.number,
        owner=row.owner,
        started=row.started,
        finished=row.finished,
        verdict=None if row.verdict is None else SendVerdict(row.verdict),
        fenced=row.fenced,
        detail=row.detail,
        provider_id=row.provider_id,
        provider=row.provider,
        batch=row.batch,
    )


def _decided(row: Row[*tuple[Any, ...]]) -> DecidedMail:
    return DecidedMail(
        key=row.key,
        attempt=row.attempt,
        decision=row.decision,
        by=row.by,
        at=row.at,
        origin=row.origin,
        note=row.note,
    )
