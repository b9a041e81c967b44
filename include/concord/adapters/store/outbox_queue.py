"""The sending end of the outbox: every step is a short transaction of its own."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Update, select, update

from concord.adapters.store.delivery_events import SqlDeliveryEvents
from concord.adapters.store.engine import Database
from concord.adapters.store.outbox import SqlOutbox, mail_of
from concord.adapters.store.outbox_statements import (
    EXPIRE,
    OLDEST_DUE,
    RECORD_VERDICT,
    SETTLE,
    TAKE,
    is_of,
)
from concord.adapters.store.outbox_tables import OUTBOX, OUTBOX_ATTEMPT, OUTBOX_DECISION
from concord.domain.delivery_event import refusal
from concord.domain.outbox import Claim, OutboxState, SendResult, SendVerdict, state_after
from concord.domain.uncertainty import DecidedMail, UncertainMail
from concord.ports.sending import SendProgress, SendStep, unnoticed


class SqlOutboxQueue:
    """Claims with a lease, verdicts with a fence; safe with any number of senders.

    `installation` is whose mails are claimed: its own, and those that name none.
    """

    def __init__(
        self, database: Database, installation: str = "", progress: SendProgress = unnoticed
    ) -> None:
        self._database = database
        self._installation = installation
        self._progress = progress

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim the oldest message that may go out now; committed before this returns.

        Messages whose lease ran out become uncertain first, never pending.  Nothing of another
        installation is claimed, and while delivery is held only what a person released.
        """
        with self._database.begin() as connection:
            return self._claim(connection, owner, now, lease)

    def note_batch(self, claim: Claim, provider: str, batch: str) -> None:
        """Record by whom an attempt goes out, and by which token it can be taken back."""
        with self._database.begin() as connection:
            connection.execute(
                update(OUTBOX_ATTEMPT)
                .where(*_is_attempt(claim.mail.key, claim.attempt))
                .values(provider=provider, batch=batch)
            )

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        """Record the verdict; False when the lease was lost meanwhile (recorded as fenced).

        A fenced sender's success still is proof: a message that waits is not sent again.
        """
        with self._database.begin() as connection:
            return self._settle(connection, claim, result, now, not_before)

    def settle_and_claim(
        self,
        claim: Claim,
        result: SendResult,
        now: datetime,
        not_before: datetime | None,
        lease: timedelta,
    ) -> tuple[bool, Claim | None]:
        """Record the verdict, and claim the next message, in one transaction."""
        with self._database.begin() as connection:
            won = self._settle(connection, claim, result, now, not_before)
            return won, self._claim(connection, claim.owner, now, lease)

    def _claim(
        self, connection: Connection, owner: str, now: datetime, lease: timedelta
    ) -> Claim | None:
        connection.execute(EXPIRE, {"by": now})
        due = {"by": now, "sender": self._installation}
        row = connection.execute(OLDEST_DUE, due).first()
        if row is None:
            return None
        claim = _claimed(connection, row, owner, now, lease)
        self._progress(SendStep.CLAIMING, claim.mail.key)
        return claim

    def _settle(
        self,
        connection: Connection,
        claim: Claim,
        result: SendResult,
        now: datetime,
        not_before: datetime | None,
    ) -> bool:
        settlement = _settlement(claim, result, not_before)
        won = connection.execute(SETTLE, settlement).rowcount == 1
        verdict = _verdict(claim, result, now, fenced=not won)
        recorded = connection.execute(RECORD_VERDICT, verdict).rowcount
        if recorded and not won and result.verdict is SendVerdict.SENT:
            connection.execute(_seen(claim, result))
        for refused in result.refused:
            SqlDeliveryEvents(connection).add(refusal(claim, result, refused, now))
        self._progress(SendStep.SETTLING, claim.mail.key)
        return won

    def uncertain(self, now: datetime) -> tuple[UncertainMail, ...]:
        """Return the uncertain messages, those whose lease ran out by `now` among them."""
        with self._database.begin() as connection:
            connection.execute(EXPIRE, {"by": now})
            attempts = SqlOutbox(connection).attempts
            return tuple(
                UncertainMail(mail=mail_of(row), attempts=attempts(row.key))
                for row in connection.execute(_uncertain(self._installation))
            )

    def resolve(self, uncertain: UncertainMail, state: OutboxState, reason: str) -> bool:
        """Move a message on from its uncertain attempt; False when it has moved already."""
        key, number = uncertain.mail.key, uncertain.last.number
        with self._database.begin() as connection:
            moved = connection.execute(_moved(key, number, state, reason)).rowcount == 1
            self._progress(SendStep.RESOLVING, key)
            return moved

    def decide(self, decided: DecidedMail, state: OutboxState) -> bool:
        """Record a person's decision and move the message; False when it has moved already."""
        reason = f"{decided.decision}, by {decided.by}."
        with self._database.begin() as connection:
            moved = _moved(decided.key, decided.attempt, state, reason)
            if connection.execute(moved).rowcount != 1:
                return False
            connection.execute(OUTBOX_DECISION.insert().values(**_decision(decided)))
            return True


def _decision(decided: DecidedMail) -> dict[str, object]:
    return {
        "key": decided.key,
        "attempt": decided.attempt,
        "decision": decided.decision,
        "by": decided.by,
        "at": decided.at,
        "origin": decided.origin,
        "note": decided.note,
    }


def _is_attempt(key: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return OUTBOX_ATTEMPT.c.key == key, OUTBOX_ATTEMPT.c.number == number


def _uncertain(installation: str) -> Select[*tuple[Any, ...]]:
    return (
        select(OUTBOX)
        .where(OUTBOX.c.state == OutboxState.UNCERTAIN, is_of(installation))
        .order_by(OUTBOX.c.mail_date, OUTBOX.c.key)
    )


def _moved(key: str, number: int, state: OutboxState, reason: str) -> Update:
    return (
        update(OUTBOX)
        .where(
            OUTBOX.c.key == key,
            OUTBOX.c.attempt == number,
            OUTBOX.c.state == OutboxState.UNCERTAIN,
        )
        .values(state=state, not_before=None, last_error=reason)
    )


def _claimed(
    connection: Connection,
    row: Row[*tuple[Any, ...]],
    owner: str,
    now: datetime,
    lease: timedelta,
) -> Claim:
    number, until = row.attempt + 1, now + lease
    earlier = SqlOutbox(connection).attempts(row.key) if row.attempt else ()
    taken = {"state": OutboxState.SENDING, "attempt": number}
    connection.execute(TAKE, {"of": row.key, **taken, "lease_owner": owner, "lease_until": until})
    connection.execute(OUTBOX_ATTEMPT.insert(), _begun(row.key, number, owner, now))
    failures = sum(attempt.is_failure for attempt in earlier)
    return Claim(
        mail=mail_of(row), attempt=number, owner=owner, lease_until=until, failures=failures
    )


def _begun(key: str, number: int, owner: str, now: datetime) -> dict[str, object]:
    unknown = dict.fromkeys(("detail", "provider_id", "provider", "batch"), "")
    started = {"key": key, "number": number, "owner": owner, "started": now}
    return {**started, **unknown, "fenced": False}


def _settlement(
    claim: Claim, result: SendResult, not_before: datetime | None
) -> dict[str, object]:
    return {
        "of": claim.mail.key,
        "held_by": claim.owner,
        "in_attempt": claim.attempt,
        "state": state_after(result.verdict),
        "not_before": not_before,
        "lease_owner": None,
        "lease_until": None,
        "provider": result.provider,
        "provider_id": result.provider_id,
        "last_error": "" if result.verdict is SendVerdict.SENT else result.detail,
    }


def _seen(claim: Claim, result: SendResult) -> Update:
    return (
        update(OUTBOX)
        .where(
            OUTBOX.c.key == claim.mail.key,
            OUTBOX.c.state.in_([OutboxState.PENDING, OutboxState.UNCERTAIN]),
        )
        .values(
            state=OutboxState.SENT,
            not_before=None,
            provider=result.provider,
            provider_id=result.provider_id,
        )
    )


def _verdict(
    claim: Claim, result: SendResult, now: datetime, *, fenced: bool
) -> dict[str, object]:
    return {
        "of": claim.mail.key,
        "numbered": claim.attempt,
        "finished": now,
        "verdict": result.verdict,
        "fenced": fenced,
        "detail": result.detail,
        "provider": result.provider,
        "provider_id": result.provider_id,
    }
