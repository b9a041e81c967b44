"""Settle what became of mails that nobody can be sure about, as far as that can be told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from concord.domain.outbox import OutboxState
from concord.domain.uncertainty import NextStep, UncertainMail, next_step
from concord.ports import MailTransport, OutboxQueue, SendProgress, SendStep, Witness
from concord.ports.sending import unnoticed

UNWITNESSED_GRACE = timedelta(minutes=10)
"""How long an uncertain mail is left alone where nobody watches what arrives."""

TAKEN_BACK = "The provider has taken it back; it goes out again."
NOT_SEEN = "Nobody has seen it; it goes out again, perhaps as a copy."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NoWitness:
    """Nobody who could tell."""

    grace: timedelta = UNWITNESSED_GRACE

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return nothing."""
        del uncertain
        return None


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Several who may have seen a mail; silence means nothing until all could have."""

    witnesses: tuple[Witness, ...]

    @property
    def grace(self) -> timedelta:
        """The longest of theirs."""
        return max(witness.grace for witness in self.witnesses)

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return what the first of them has seen."""
        proofs = (witness.proof(uncertain) for witness in self.witnesses)
        return next((proof for proof in proofs if proof is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileReport:
    """What became of the uncertain mails: `asked` are those that a person must decide about."""

    proved: int = 0
    repeated: int = 0
    waiting: int = 0
    asked: tuple[UncertainMail, ...] = ()


def reconcile(
    queue: OutboxQueue,
    transport: MailTransport,
    witness: Witness,
    *,
    clock: Callable[[], datetime],
    progress: SendProgress = unnoticed,
) -> ReconcileReport:
    """Move on every uncertain mail about which something can be said; return what is left.

    Each is read anew before it is moved: a dispatcher's late success, another reconciler or a
    person may have been faster.
    """
    proved = repeated = waiting = 0
    asked: list[UncertainMail] = []
    for uncertain in queue.uncertain(clock()):
        step, reason = _step(uncertain, transport, witness, clock())
        progress(SendStep.WITNESSED, uncertain.mail.key)
        _log.info("mail %s, attempt %d: %s", uncertain.mail.key, uncertain.last.number, step)
        if step is NextStep.ASK:
            asked.append(uncertain)
        elif step is NextStep.WAIT:
            waiting += 1
        elif step is NextStep.TAKE_AS_SENT:
            proved += queue.resolve(uncertain, OutboxState.SENT, reason)
        else:
            repeated += queue.resolve(uncertain, OutboxState.PENDING, reason)
        progress(SendStep.RESOLVED, uncertain.mail.key)
    return ReconcileReport(proved=proved, repeated=repeated, waiting=waiting, asked=tuple(asked))


def _step(
    uncertain: UncertainMail, transport: MailTransport, witness: Witness, now: datetime
) -> tuple[NextStep, str]:
    """Return what to do, and why in words; what can be taken back is, on the way."""
    if transport.repeat_is_harmless:
        return NextStep.SEND_AGAIN, "Sent again, it makes no second copy."
    proof = witness.proof(uncertain)
    taken_back: bool | None = None
    step = _next(uncertain, proof, taken_back, witness, now)
    if step is NextStep.TAKE_BACK:
        taken_back = transport.take_back(uncertain.last.batch)
        step = _next(uncertain, proof, taken_back, witness, now)
    return step, proof or (TAKEN_BACK if taken_back else NOT_SEEN)


def _next(
    uncertain: UncertainMail,
    proof: str | None,
    taken_back: bool | None,  # noqa: FBT001 - None: nobody has asked the provider yet
    witness: Witness,
    now: datetime,
) -> NextStep:
    return next_step(uncertain, proof=proof, taken_back=taken_back, grace=witness.grace, now=now)
