"""Send what waits in the outbox, and record what became of each attempt."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

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
    results: list[SendResult] = []
    fenced = 0
    for claim in islice(_claims(queue, transport, owner, clock, lease), limit):
        progress(SendStep.CLAIMED, claim.mail.key)
        result = _attempt(queue, transport, claim, clock, lease, progress)
        now = clock()
        fenced += not queue.settle(claim, result, now, _not_before(claim, result, now))
        progress(SendStep.SETTLED, claim.mail.key)
        results.append(result)
        _log.info("mail %s, attempt %d: %s", claim.mail.key, claim.attempt, result.verdict)
        if _is_channel_down(results):
            break
    return _report(results, fenced)


def _claims(
    queue: OutboxQueue,
    transport: MailTransport,
    owner: str,
    clock: Callable[[], datetime],
    lease: timedelta,
) -> Iterator[Claim]:
    """Yield what waits, then, where that makes no copy, what a dispatcher left that died."""
    while claim := queue.claim(owner, clock(), lease):
        yield claim
    if not transport.repeat_is_harmless:
        return
    # Only now: claiming is what finds the mails of a dispatcher that died.
    reconcile(queue, transport, NoWitness(), clock=clock)
    while claim := queue.claim(owner, clock(), lease):
        yield claim


def _attempt(
    queue: OutboxQueue,
    transport: MailTransport,
    claim: Claim,
    clock: Callable[[], datetime],
    lease: timedelta,
    progress: SendProgress,
) -> SendResult:
    """Send, unless so much of the lease has passed that somebody else may do so meanwhile."""
    batch = transport.batch(claim.mail)
    if batch:
        queue.note_batch(claim, transport.provider, batch)
    if clock() >= claim.lease_until - lease / 2:
        return TOO_LATE
    progress(SendStep.PREPARED, claim.mail.key)
    result = transport.send(claim.mail, batch)
    progress(SendStep.ANSWERED, claim.mail.key)
    return replace(result, provider=transport.provider)


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
    if results[-1].verdict is SendVerdict.REFUSED_CHANNEL:
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
