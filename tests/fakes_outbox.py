"""Both ends of the outbox in memory."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Protocol

from concord.domain.delivery_event import DeliveryEvent, refusal
from concord.domain.delivery_hold import DeliveryHold
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.outbox import (
    Attempt,
    Claim,
    OutboxEntry,
    OutboxLine,
    OutboxState,
    OutgoingMail,
    SendResult,
    SendVerdict,
    state_after,
)
from concord.domain.uncertainty import DecidedMail, UncertainMail
from concord.domain.watch_figures import OFTEN, MailFigures
from concord.ports import SendProgress, SendStep
from concord.ports.sending import unnoticed


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A message with its state and lease."""

    mail: OutgoingMail
    state: OutboxState = OutboxState.PENDING
    attempt: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    not_before: datetime | None = None
    last_error: str = ""
    provider: str = ""
    provider_id: str = ""
    released_by: str = ""


@dataclass
class FakeOutbox:
    """Messages in memory."""

    rows: dict[str, Waiting]
    tried: dict[tuple[str, int], Attempt]
    decided: dict[tuple[str, int], DecidedMail]
    holds: dict[int, DeliveryHold]
    events: list[DeliveryEvent]

    def enqueue(self, mail: OutgoingMail) -> bool:
        known = self.rows.get(mail.key)
        if known is None:
            self.rows[mail.key] = Waiting(mail=mail)
            return True
        if known.mail.content_sha256 != mail.content_sha256:
            message = f"Message {mail.key} is there with another content."
            raise KeyReusedWithOtherContentError(message)
        return False

    def entries(self) -> tuple[OutboxEntry, ...]:
        return tuple(
            OutboxEntry(
                mail=row.mail,
                state=row.state,
                attempts=row.attempt,
                last_error=row.last_error,
                provider=row.provider,
                provider_id=row.provider_id,
                not_before=row.not_before,
                released_by=row.released_by,
            )
            for row in in_order(self.rows)
        )

    def entry(self, key: str) -> OutboxEntry | None:
        return next((each for each in self.entries() if each.mail.key == key), None)

    def lines(
        self, states: Collection[OutboxState] = (), *, limit: int = 100, offset: int = 0
    ) -> tuple[OutboxLine, ...]:
        found = [row for row in self.rows.values() if not states or row.state in states]
        found.sort(key=lambda row: row.mail.key)
        found.sort(key=lambda row: row.mail.mail_date, reverse=True)
        return tuple(_line(row) for row in found[offset : offset + limit])

    def counts(self) -> Mapping[OutboxState, int]:
        found = Counter(row.state for row in self.rows.values())
        return {state: found[state] for state in OutboxState if state in found}

    def figures(self, installation: str, since: datetime) -> MailFigures:
        own = [row for row in self.rows.values() if row.mail.installation in {"", installation}]
        pending = [row for row in own if row.state is OutboxState.PENDING]
        dead = [row for row in own if row.state is OutboxState.DEAD]
        return MailFigures(
            oldest_pending=min((row.mail.mail_date for row in pending), default=None),
            uncertain=sum(row.state is OutboxState.UNCERTAIN for row in own),
            dead=sum(
                any(
                    tried.verdict is SendVerdict.DEAD
                    and tried.finished
                    and tried.finished >= since
                    for tried in self.attempts(row.mail.key)
                )
                for row in dead
            ),
            too_late=sum(
                sum(a.verdict is SendVerdict.TOO_LATE for a in self.attempts(row.mail.key))
                >= OFTEN
                for row in pending
            ),
        )

    def keys(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.rows if key.startswith(prefix)))[:2]

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        found = (attempt for (k, _), attempt in self.tried.items() if k == key)
        return tuple(sorted(found, key=attrgetter("number")))

    def decisions(self, key: str) -> tuple[DecidedMail, ...]:
        return tuple(each for (k, _), each in sorted(self.decided.items()) if k == key)


def _line(row: Waiting) -> OutboxLine:
    mail = row.mail
    return OutboxLine(
        key=mail.key,
        kind=mail.kind,
        to=mail.to,
        subject=mail.subject,
        message_id=mail.message_id,
        mail_date=mail.mail_date,
        state=row.state,
        attempts=row.attempt,
        last_error=row.last_error,
        provider=row.provider,
        provider_id=row.provider_id,
        not_before=row.not_before,
        installation=mail.installation,
        released_by=row.released_by,
    )


def in_order(rows: dict[str, Waiting]) -> Iterator[Waiting]:
    """Yield the rows by mail date and key."""
    yield from sorted(rows.values(), key=lambda row: (row.mail.mail_date, row.mail.key))


class HasOutbox(Protocol):
    """A transaction with the outbox in it."""

    @property
    def outbox(self) -> FakeOutbox: ...


class OutboxStore(Protocol):
    """Where the queue's messages are."""

    def transaction(self) -> AbstractContextManager[HasOutbox]: ...


class FakeOutboxQueue:
    """The sending end in memory."""

    def __init__(
        self, store: OutboxStore, installation: str = "", progress: SendProgress = unnoticed
    ) -> None:
        self._store = store
        self._installation = installation
        self._progress = progress

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        with self._store.transaction() as tx:
            _expire(tx.outbox, now)
            held = any(hold.is_in_force for hold in tx.outbox.holds.values())
            due = (r for r in in_order(tx.outbox.rows) if _is_due(r, now) and self._is_ours(r))
            row = next((r for r in due if r.released_by or not held), None)
            if row is None:
                return None
            self._progress(SendStep.CLAIMING, row.mail.key)
            return _claimed(tx.outbox, row, owner, now, lease)

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        with self._store.transaction() as tx:
            key = claim.mail.key
            row = tx.outbox.rows[key]
            won = (row.state, row.owner, row.attempt) == (
                OutboxState.SENDING,
                claim.owner,
                claim.attempt,
            )
            recorded = _fill(tx.outbox, claim, result, now, fenced=not won)
            if won:
                tx.outbox.rows[key] = _settled(row, result, not_before)
            elif recorded and result.verdict is SendVerdict.SENT and row.state in _UNDECIDED:
                tx.outbox.rows[key] = replace(
                    row,
                    state=OutboxState.SENT,
                    not_before=None,
                    provider=result.provider,
                    provider_id=result.provider_id,
                )
            tx.outbox.events.extend(
                refusal(claim, result, refused, now) for refused in result.refused
            )
            self._progress(SendStep.SETTLING, key)
            return won

    def settle_and_claim(
        self,
        claim: Claim,
        result: SendResult,
        now: datetime,
        not_before: datetime | None,
        lease: timedelta,
    ) -> tuple[bool, Claim | None]:
        with self._store.transaction():
            won = self.settle(claim, result, now, not_before)
            return won, self.claim(claim.owner, now, lease)

    def note_batch(self, claim: Claim, provider: str, batch: str) -> None:
        with self._store.transaction() as tx:
            place = (claim.mail.key, claim.attempt)
            noted = replace(tx.outbox.tried[place], provider=provider, batch=batch)
            tx.outbox.tried[place] = noted

    def uncertain(self, now: datetime) -> tuple[UncertainMail, ...]:
        with self._store.transaction() as tx:
            _expire(tx.outbox, now)
            return tuple(
                UncertainMail(mail=row.mail, attempts=tx.outbox.attempts(row.mail.key))
                for row in in_order(tx.outbox.rows)
                if row.state is OutboxState.UNCERTAIN and self._is_ours(row)
            )

    def resolve(self, uncertain: UncertainMail, state: OutboxState, reason: str) -> bool:
        with self._store.transaction() as tx:
            key, number = uncertain.mail.key, uncertain.last.number
            moved = _moved(tx.outbox, key, number, state, reason)
            self._progress(SendStep.RESOLVING, key)
            return moved

    def decide(self, decided: DecidedMail, state: OutboxState) -> bool:
        reason = f"{decided.decision}, by {decided.by}."
        with self._store.transaction() as tx:
            moved = _moved(tx.outbox, decided.key, decided.attempt, state, reason)
            if moved:
                tx.outbox.decided[decided.key, decided.attempt] = decided
            return moved

    def _is_ours(self, row: Waiting) -> bool:
        return row.mail.installation in {"", self._installation}


_UNDECIDED = {OutboxState.PENDING, OutboxState.UNCERTAIN}


def _expire(outbox: FakeOutbox, now: datetime) -> None:
    for key, row in outbox.rows.items():
        if row.state is OutboxState.SENDING and row.lease_until and row.lease_until <= now:
            outbox.rows[key] = replace(
                row,
                state=OutboxState.UNCERTAIN,
                owner=None,
                lease_until=None,
                last_error="The lease ran out before a verdict came.",
            )


def _is_due(row: Waiting, now: datetime) -> bool:
    return row.state is OutboxState.PENDING and (row.not_before is None or row.not_before <= now)


def _moved(outbox: FakeOutbox, key: str, number: int, state: OutboxState, reason: str) -> bool:
    row = outbox.rows.get(key)
    if row is None or (row.state, row.attempt) != (OutboxState.UNCERTAIN, number):
        return False
    outbox.rows[key] = replace(row, state=state, not_before=None, last_error=reason)
    return True


def _claimed(
    outbox: FakeOutbox, row: Waiting, owner: str, now: datetime, lease: timedelta
) -> Claim:
    key, number = row.mail.key, row.attempt + 1
    failures = sum(attempt.is_failure for attempt in outbox.attempts(key))
    outbox.rows[key] = replace(
        row, state=OutboxState.SENDING, attempt=number, owner=owner, lease_until=now + lease
    )
    outbox.tried[key, number] = Attempt(key=key, number=number, owner=owner, started=now)
    return Claim(
        mail=row.mail, attempt=number, owner=owner, lease_until=now + lease, failures=failures
    )


def _settled(row: Waiting, result: SendResult, not_before: datetime | None) -> Waiting:
    return replace(
        row,
        state=state_after(result.verdict),
        owner=None,
        lease_until=None,
        not_before=not_before,
        last_error="" if result.verdict is SendVerdict.SENT else result.detail,
        provider=result.provider,
        provider_id=result.provider_id,
    )


def _fill(
    outbox: FakeOutbox, claim: Claim, result: SendResult, now: datetime, *, fenced: bool
) -> bool:
    place = (claim.mail.key, claim.attempt)
    attempt = outbox.tried[place]
    if attempt.verdict is not None:
        return False
    outbox.tried[place] = replace(
        attempt,
        finished=now,
        verdict=result.verdict,
        fenced=fenced,
        detail=result.detail,
        provider=result.provider,
        provider_id=result.provider_id,
    )
    return True
