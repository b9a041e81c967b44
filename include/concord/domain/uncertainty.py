"""What becomes of a message of which nobody can tell whether it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from concord.domain.message import OnUncertain
from concord.domain.outbox import Attempt, OutboxState, OutgoingMail


class NextStep(StrEnum):
    """What to do about an uncertain message now."""

    TAKE_AS_SENT = "take as sent"
    WAIT = "wait"
    TAKE_BACK = "take back"
    SEND_AGAIN = "send again"
    ASK = "ask a person"


class MailDecision(StrEnum):
    """What a person may decide about an uncertain message; the words stand on the buttons."""

    ARRIVED = "It arrived"
    SEND_AGAIN = "Send it again"
    GIVE_UP = "Give it up"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAttempt:
    """One attempt to send one message: what a person is asked about."""

    key: str
    attempt: int

    @property
    def run_id(self) -> str:
        """The id of the run in which it is asked about: each doubt has a run of its own."""
        return f"mail~{self.key[:16]}~{self.attempt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainMail:
    """An uncertain message with all attempts to send it, in order; the last one is in doubt."""

    mail: OutgoingMail
    attempts: tuple[Attempt, ...]

    @property
    def last(self) -> Attempt:
        """The attempt that left it uncertain."""
        return self.attempts[-1]

    @property
    def wanted(self) -> MailAttempt:
        """What a person would be asked about."""
        return MailAttempt(key=self.mail.key, attempt=self.last.number)

    @property
    def doubtful(self) -> tuple[Attempt, ...]:
        """The attempts by which a copy may have gone out."""
        return tuple(attempt for attempt in self.attempts if attempt.may_have_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMail:
    """What a person decided about a message, and about which attempt to send it."""

    key: str
    attempt: int
    decision: str
    by: str
    at: datetime
    origin: str
    note: str = ""


def next_step(
    uncertain: UncertainMail,
    *,
    proof: str | None,
    taken_back: bool | None,
    grace: timedelta,
    now: datetime,
) -> NextStep:
    """Say what to do, by the message's policy.

    `proof` is what a witness saw of it.  `taken_back` says whether the provider has taken the
    last attempt back; None when it was not asked yet.  That nothing was seen proves nothing
    before `grace` has passed since the attempt began.
    """
    if proof is not None:
        return NextStep.TAKE_AS_SENT
    over = now - uncertain.last.started > grace
    match uncertain.mail.on_uncertain:
        case OnUncertain.HOLD:
            return NextStep.ASK
        case OnUncertain.RECONCILE:
            return NextStep.ASK if over else NextStep.WAIT
        case OnUncertain.RESEND:
            return NextStep.SEND_AGAIN if over else NextStep.WAIT
        case OnUncertain.RETRACT:
            return _retracted(uncertain.last, taken_back, over=over)
        case _:
            assert_never(uncertain.mail.on_uncertain)


def _retracted(last: Attempt, taken_back: bool | None, *, over: bool) -> NextStep:  # noqa: FBT001 - its three values are the question
    if taken_back:
        return NextStep.SEND_AGAIN
    if last.batch and taken_back is None:
        return NextStep.TAKE_BACK
    return NextStep.ASK if over else NextStep.WAIT


def state_decided(decision: MailDecision) -> OutboxState:
    """Return where a person's decision leaves the message."""
    match decision:
        case MailDecision.ARRIVED:
            return OutboxState.SENT
        case MailDecision.SEND_AGAIN:
            return OutboxState.PENDING
        case MailDecision.GIVE_UP:
            return OutboxState.DEAD
        case _:
            assert_never(decision)
