"""The sending end of the outbox: every step is a short transaction of its own."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, exists, or_, select, update

from concord.adapters.store.engine import Database
from concord.adapters.store.outbox import SqlOutbox, mail_of
from concord.adapters.store.tables import OUTBOX, OUTBOX_ATTEMPT
from concord.domain.message import OnUncertain
from concord.domain.outbox import Claim, OutboxState, SendResult, SendVerdict, state_after

LEASE_RAN_OUT = "The lease ran out before a verdict came."


class SqlOutboxQueue:
    """Claims with a lease, verdicts with a fence; safe with any number of senders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim the oldest message that may go out now; committed before this returns.

        Messages whose lease ran out become uncertain first, never pending.
        """
        with self._database.begin() as connection:
            connection.execute(_expire(now))
            row = connection.execute(_oldest_due(now)).first()
            return None if row is None else _claimed(connection, row, owner, now, lease)

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        """Record the verdict; False when the lease was lost meanwhile (recorded as fenced).

        A fenced sender's success still is proof: a message that waits is not sent again.
        """
        with self._database.begin() as connection:
            won = connection.execute(_settlement(claim, result, not_before)).rowcount == 1
            recorded = connection.execute(_verdict(claim, result, now, fenced=not won)).rowcount
            if recorded and not won and result.verdict is SendVerdict.SENT:
                connection.execute(_seen(claim))
            return won

    def release_uncertain(self, now: datetime, grace: timedelta, *, held: bool = False) -> int:
        """Return to pending the uncertain messages whose policy is to resend, after `grace`.

        With `held` also those that wait for a person: right only where no copy can arise.
        """
        with self._database.begin() as connection:
            return connection.execute(_release(now - grace, held=held)).rowcount


def _expire(now: datetime) -> Update:
    return (
        update(OUTBOX)
        .where(OUTBOX.c.state == OutboxState.SENDING, OUTBOX.c.lease_until <= now)
        .values(
            state=OutboxState.UNCERTAIN,
            lease_owner=None,
            lease_until=None,
            last_error=LEASE_RAN_OUT,
        )
    )


def _oldest_due(now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(OUTBOX)
        .where(
            OUTBOX.c.state == OutboxState.PENDING,
            or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= now),
        )
        .order_by(OUTBOX.c.mail_date, OUTBOX.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _claimed(
    connection: Connection,
    row: Row[*tuple[Any, ...]],
    owner: str,
    now: datetime,
    lease: timedelta,
) -> Claim:
    number, until = row.attempt + 1, now + lease
    failures = sum(a.is_failure for a in SqlOutbox(connection).attempts(row.key))
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.key == row.key)
        .values(state=OutboxState.SENDING, attempt=number, lease_owner=owner, lease_until=until)
    )
    connection.execute(
        OUTBOX_ATTEMPT.insert().values(
            key=row.key,
            number=number,
            owner=owner,
            started=now,
            fenced=False,
            detail="",
            provider_id="",
        )
    )
    return Claim(
        mail=mail_of(row), attempt=number, owner=owner, lease_until=until, failures=failures
    )


def _settlement(claim: Claim, result: SendResult, not_before: datetime | None) -> Update:
    return (
        update(OUTBOX)
        .where(
            OUTBOX.c.key == claim.mail.key,
            OUTBOX.c.state == OutboxState.SENDING,
            OUTBOX.c.lease_owner == claim.owner,
            OUTBOX.c.attempt == claim.attempt,
        )
        .values(
            state=state_after(result.verdict),
            lease_owner=None,
            lease_until=None,
            not_before=not_before,
            last_error="" if result.verdict is SendVerdict.SENT else result.detail,
        )
    )


def _seen(claim: Claim) -> Update:
    return (
        update(OUTBOX)
        .where(
            OUTBOX.c.key == claim.mail.key,
            OUTBOX.c.state.in_([OutboxState.PENDING, OutboxState.UNCERTAIN]),
        )
        .values(state=OutboxState.SENT, not_before=None)
    )


def _verdict(claim: Claim, result: SendResult, now: datetime, *, fenced: bool) -> Update:
    return (
        update(OUTBOX_ATTEMPT)
        .where(
            OUTBOX_ATTEMPT.c.key == claim.mail.key,
            OUTBOX_ATTEMPT.c.number == claim.attempt,
            OUTBOX_ATTEMPT.c.verdict.is_(None),
        )
        .values(
            finished=now,
            verdict=result.verdict,
            fenced=fenced,
            detail=result.detail,
            provider_id=result.provider_id,
        )
    )


def _release(started_before: datetime, *, held: bool) -> Update:
    policies = list(OnUncertain) if held else [OnUncertain.RESEND]
    last_attempt_is_old = exists().where(
        OUTBOX_ATTEMPT.c.key == OUTBOX.c.key,
        OUTBOX_ATTEMPT.c.number == OUTBOX.c.attempt,
        OUTBOX_ATTEMPT.c.started < started_before,
    )
    return (
        update(OUTBOX)
        .where(
            OUTBOX.c.state == OutboxState.UNCERTAIN,
            OUTBOX.c.on_uncertain.in_(policies),
            last_attempt_is_old,
        )
        .values(state=OutboxState.PENDING, not_before=None)
    )
