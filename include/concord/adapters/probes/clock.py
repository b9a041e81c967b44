"""Whether this machine's clock agrees with others: the database's, or a web server's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from concord.adapters.probes.http import asked
from concord.domain.errors import ConcordError
from concord.domain.examination import Examined, ok, warning

TOLERANCE = timedelta(seconds=5)
_SET = "Set this machine's clock by NTP (`timedatectl set-ntp true`), and the other one's too."

Clock = Callable[[], datetime | None]


def http_time(url: str, timeout: float) -> datetime | None:
    """Return the clock of a web server, which has whole seconds; None when it tells none."""
    try:
        told = parsedate_to_datetime(asked(url, timeout).headers["Date"])
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def examine_clock(
    item: str, clocks: Iterable[tuple[str, Clock]], now: Callable[[], datetime]
) -> tuple[Examined, ...]:
    """Compare with the first of the named clocks that can be read."""
    for name, clock in clocks:
        before = now()
        there: datetime | None = None
        with suppress(ConcordError):  # the check of that very thing says so
            there = clock()
        if there is not None:
            return (off_by(item, name, there, before, now()),)
    remedy = "Make sure that NTP sets it (`timedatectl`): there is no other clock to compare with."
    return (warning(item, "nothing to compare this machine's clock with", remedy),)


def off_by(item: str, name: str, there: datetime, before: datetime, after: datetime) -> Examined:
    """Return how far a clock is from ours, which was read before and after it."""
    off = max(before - there, there - after, timedelta())
    found = f"within {TOLERANCE.seconds} s of {name}"
    if off <= TOLERANCE:
        return ok(item, found)
    return warning(item, f"{off.total_seconds():.0f} s off from {name}", _SET)
