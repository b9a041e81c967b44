"""Send what waits in the outbox, and record what became of each attempt."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from concord.domain.outbox import Claim, SendResult, SendVerdict
from concord.ports import MailTransport, OutboxQueue, SendProgress, SendStep
from concord.ports.sending import unnoticed
from concord.services.reconcile import NoWitness, reconcile

LEASE = timedelta(seconds=120)
LIMIT = 1000
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_WISH = timedelta(days=1)
"""How long a provider may ask us to wait; beyond it we take its wish for a mistake."""

FAILURES_IN_A_ROW = 3
"""After as many retries one after the other the channel is taken to be down for this run."""

TOO_LATE = SendResult(
    verdict=SendVerdict.TOO_LATE, detail="Too much of the lease had passed before the first byte."
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchReport:
    """How many attempts of one run came to what.

    `held` counts the mails that stay pending because the channel refused us, `fenced` the
    verdicts that came after the lease was lost, `refused` the recipients who were left out
    of mails that were sent; `refusal` is what the channel said.  `stopped` says why mails
    wait although the channel is open.
    """

    sent: int = 0
    retried: int = 0
    dead: int = 0
    uncertain: int = 0
    held: int = 0
    fenced: int = 0
    refused: int = 0
    refusal: str = ""
    stopped: tuple[str, ...] = ()


def dispatch(
    queue: OutboxQueue,
    transport: MailTransport,
    *,
    owner: str,
    clock: Callable[[], datetime],
    lease: timedelta = LEASE,
    limit: int = LIMIT,
    progress: SendProgress = unnoticed,
) -> DispatchReport:
    """Send up to `limit` mails, oldest first, as `owner`, and say what came of it.

    Ends early once the channel refuses us, or looks as if it were down.
    """
    round_ = _Round(queue, transport, owner, clock, lease, limit, progress)
    try:
        round_.drain()
        if transport.repeat_is_harmless and not round_.is_over:
            # Only now: claiming is what finds the mails of a dispatcher that died.
            reconcile(queue, transport, NoWitness(), clock=clock)
            round_.drain()
    finally:
        transport.close()
    return _report(round_.results, round_.fenced)


@dataclass(slots=True)
class _Round:
    """What one dispatcher does, until nothing waits or it is over."""

    queue: OutboxQueue
    transport: MailTransport
    owner: str
    clock: Callable[[], datetime]
    lease: timedelta
    limit: int
    progress: SendProgress
    results: list[SendResult] = field(default_factory=list)
    fenced: int = 0

    @property
    def is_over(self) -> bool:
        """Say whether no other mail is to be sent in this round."""
        return len(self.results) >= self.limit or _is_channel_down(self.results)

    def drain(self) -> None:
        """Send what waits, one after the other; each is claimed as the last one is settled."""
        claim = self.queue.claim(self.owner, self.clock(), self.lease)
        while claim is not None:
            self.progress(SendStep.CLAIMED, claim.mail.key)
            result = self._attempt(claim)
            self.results.append(result)
            _log.info("mail %s, attempt %d: %s", claim.mail.key, claim.attempt, result.verdict)
            following = self._settled(claim, result)
            self.progress(SendStep.SETTLED, claim.mail.key)
            claim = following

    def _settled(self, claim: Claim, result: SendResult) -> Claim | None:
        """Record the verdict; return the next mail, unless the round is over."""
        now = self.clock()
        wait = _not_before(claim, result, now)
        if self.is_over:
            won, following = self.queue.settle(claim, result, now, wait), None
        else:
            won, following = self.queue.settle_and_claim(claim, result, now, wait, self.lease)
        self.fenced += not won
        return following

    def _attempt(self, claim: Claim) -> SendResult:
        """Send, unless so much of the lease has passed that somebody else may do so meanwhile."""
        batch = self.transport.batch(claim.mail)
        if batch:
            self.queue.note_batch(claim, self.transport.provider, batch)
        if self.clock() >= claim.lease_until - self.lease / 2:
            return TOO_LATE
        self.progress(SendStep.PREPARED, claim.mail.key)
        result = self.transport.send(claim.mail, batch, claim.attempt)
        self.progress(SendStep.ANSWERED, claim.mail.key)
        return replace(result, provider=self.transport.provider)


def _not_before(claim: Claim, result: SendResult, now: datetime) -> datetime | None:
    """Return when to try again: twice as long after each failure, and not before asked to."""
    if result.verdict is not SendVerdict.RETRY:
        return None
    # The exponent is bounded too: a mail may fail for months.
    doublings = min(claim.failures, 10)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    wish = min(timedelta(seconds=min(result.retry_after, 10**6)), LONGEST_WISH)
    return now + max(wait, wish)


def _is_channel_down(results: Sequence[SendResult]) -> bool:
    if results and results[-1].verdict is SendVerdict.REFUSED_CHANNEL:
        return True
    last = [result.verdict for result in results[-FAILURES_IN_A_ROW:]]
    return last == [SendVerdict.RETRY] * FAILURES_IN_A_ROW


def _report(results: Sequence[SendResult], fenced: int) -> DispatchReport:
    tally = Counter(result.verdict for result in results)
    refusals = [r.detail for r in results if r.verdict is SendVerdict.REFUSED_CHANNEL]
    return DispatchReport(
        sent=tally[SendVerdict.SENT],
        retried=tally[SendVerdict.RETRY] + tally[SendVerdict.TOO_LATE],
        dead=tally[SendVerdict.DEAD],
        uncertain=tally[SendVerdict.UNCERTAIN],
        held=tally[SendVerdict.REFUSED_CHANNEL],
        fenced=fenced,
        refused=sum(len(result.refused) for result in results),
        refusal="".join(refusals),
    )
