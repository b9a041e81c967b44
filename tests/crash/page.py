"""Writes the page of the reference that tells what becomes of mails when something dies."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.crash.cases import BLOWS, FAILURES, KILL, PROVIDERS, STOP, Case, Copies
from tests.crash.mailer import Moment
from tests.crash.sinks import Fault

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "crashes.md"
INTRODUCTION = """\
# What becomes of a mail when something dies

A sender is killed (`SIGKILL`), or frozen (`SIGSTOP`) until others have done its work, at every
step between the fact that a mail tells of and the verdict about it. Each case is run on SQLite and
on PostgreSQL, against a real SMTP server, the API of SendGrid and files; the next runs follow.

In every case there is exactly one fact, the mail ends as *sent*, and all its copies are the same:
one `Message-ID`, one date, the same bytes. The tables say how many copies arrive in the end:
without anybody who could tell whether the first one did, and with somebody who can, as the events
of a mail service do. Each copy too many is on record as an attempt without a certain verdict. A
policy that asks a person before it repeats, as mails about money have it, waits where these
repeat.

This page is made from the cases that are run: `make docs` writes it.
"""
CHAOS = """\
## Many at once

Four senders share sixty mails; each is killed with a probability of six percent at every step,
and another one takes its place. It is run on both databases, on a quiet machine and with every
core kept busy, with dice that fall anew each time. Nothing is lost; with a witness no copy is too
many; without one each is on record.
"""
_NAMES = {"file": "file", "smtp": "SMTP", "sendgrid": "SendGrid"}
_STEPS = {
    "fact kept": "the fact is kept, its mail not yet written",
    "enqueued": "both are, and nothing is committed",
    "committed": "both are committed",
    "claiming": "the mail is claimed, and that is not committed",
    "claimed": "the claim is committed",
    "prepared": "the lease was looked at for the last time",
    "connected": "the mail service is connected",
    "written": "the mail is written, no answer was read",
    "answered": "the answer was read",
    "settling": "the verdict is written, and not committed",
    "settled": "the verdict is committed",
    "witnessed": "an uncertain mail was looked for at the mail service",
    "resolving": "what was found is written, and not committed",
    "resolved": "what was found is committed",
}


def page_text() -> str:
    """Return the page."""
    return "\n".join([INTRODUCTION, *_blows(), *_failures(), CHAOS.rstrip()]) + "\n"


def _blows() -> Iterator[str]:
    for title, blow in (("Killed", KILL), ("Frozen, and let go after all the rest", STOP)):
        yield f"## {title}\n"
        yield from _head("When")
        for moment in dict.fromkeys(case.moment for case in BLOWS):
            found = [case for case in BLOWS if case.moment == moment and case.blow is blow]
            yield _line(_words(moment), found)
        yield ""


def _failures() -> Iterator[str]:
    yield "## The mail service fails at the first attempt\n"
    yield from _head("What it does")
    for fault in Fault:
        found = [case for case in FAILURES if case.fault is fault]
        if found:
            yield _line(fault.value, found)
    yield ""


def _head(first: str) -> tuple[str, str]:
    names = " | ".join(_NAMES[provider] for provider in PROVIDERS)
    return f"| {first} | {names} |", "|---" * (1 + len(PROVIDERS)) + "|"


def _words(moment: Moment | None) -> str:
    assert moment is not None
    return _STEPS[moment.value]


def _line(what: str, cases: Sequence[Case]) -> str:
    by_provider = {case.provider: case.copies for case in cases}
    cells = " | ".join(_cell(by_provider.get(provider)) for provider in PROVIDERS)
    return f"| {what} | {cells} |"


def _cell(copies: Copies | None) -> str:
    if copies is None:
        return "–"
    if copies.unseen == copies.seen:
        return str(copies.seen)
    return f"{copies.unseen}, seen {copies.seen}"


if __name__ == "__main__":
    sys.stdout.write(page_text())
