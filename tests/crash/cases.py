"""Where a sender may die, freeze or be failed, and how many copies of its mail then arrive."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from concord.ports import SendStep
from tests.crash.mailer import Deciding, Moment
from tests.crash.sinks import Fault

KILL, STOP = signal.SIGKILL, signal.SIGSTOP
PROVIDERS = ("file", "smtp", "sendgrid")


@dataclass(frozen=True, kw_only=True)
class Copies:
    """How many copies arrive in the end, without and with somebody who sees what arrives."""

    unseen: int
    seen: int


ONE = Copies(unseen=1, seen=1)
UNLESS_SEEN = Copies(unseen=2, seen=1)
TWO = Copies(unseen=2, seen=2)

_IN_THE_WINDOW = (SendStep.WRITTEN, SendStep.ANSWERED, SendStep.SETTLING)
_OF_A_DOUBT = (SendStep.WITNESSED, SendStep.RESOLVING, SendStep.RESOLVED)
_AFTER_THE_LAST_LOOK = (SendStep.PREPARED, SendStep.CONNECTED)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A blow that falls at a moment, or a service that fails, and what must come of it."""

    provider: str
    copies: Copies
    moment: Moment | None = None
    blow: signal.Signals = KILL
    fault: Fault = Fault.NONE

    def __str__(self) -> str:
        what = self.fault.value if self.moment is None else f"{self.blow.name} {self.moment}"
        return f"{self.provider}: {what}"


def _copies_after(moment: Moment, blow: signal.Signals, provider: str) -> Copies:
    is_frozen_on_the_database = blow is STOP and moment is SendStep.SETTLING
    if provider == "file" or is_frozen_on_the_database:
        return ONE
    if moment in _OF_A_DOUBT:
        # Its first copy went out and nobody heard so: that is what the doubt is about.
        return UNLESS_SEEN
    if blow is STOP and moment in _AFTER_THE_LAST_LOOK:
        return TWO
    return UNLESS_SEEN if moment in _IN_THE_WINDOW else ONE


def _falls(moment: Moment, provider: str) -> bool:
    """Say whether a sender comes by: a mail that becomes a file is never in doubt."""
    return provider != "file" or moment not in _OF_A_DOUBT


BLOWS = tuple(
    Case(
        provider=provider,
        moment=moment,
        blow=blow,
        fault=Fault.CUT if moment in _OF_A_DOUBT else Fault.NONE,
        copies=_copies_after(moment, blow, provider),
    )
    for blow in (KILL, STOP)
    for moment in (*Deciding, *SendStep)
    for provider in PROVIDERS
    if _falls(moment, provider)
)

_FAILURES = {
    "smtp": {
        Fault.BUSY: ONE,
        Fault.REFUSED: ONE,
        Fault.HANGS: UNLESS_SEEN,
        Fault.CUT: UNLESS_SEEN,
        Fault.TRUNCATED: UNLESS_SEEN,
    },
    "sendgrid": {
        Fault.BUSY: ONE,
        Fault.REFUSED: ONE,
        Fault.FAILED: UNLESS_SEEN,
        Fault.HANGS: UNLESS_SEEN,
        Fault.CUT: UNLESS_SEEN,
        Fault.TRUNCATED: UNLESS_SEEN,
        Fault.REDIRECT: ONE,
    },
}

FAILURES = tuple(
    Case(provider=provider, fault=fault, copies=copies)
    for provider, faults in _FAILURES.items()
    for fault, copies in faults.items()
)
