"""Post to the ledger what credits came to, in the transaction that keeps the figures."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.issue import CONCORD
from concord.domain.ledger import (
    Changes,
    Delta,
    Ledger,
    LedgerEntry,
    LedgerRefusedError,
    cause_of,
    deltas,
    disputes_too_high,
    dues,
    news,
    not_known,
    openings,
    waivers_too_high,
    why_it_waits,
)
from concord.domain.submission import Submission
from concord.ports import Transaction

_log = logging.getLogger(__name__)


def ledger_of(tx: Transaction, partner: str) -> Ledger:
    """Return a partner's ledger; rivals for it wait until the transaction ends."""
    tx.live_partners.get(partner)
    return Ledger(
        partner=partner,
        entries=tx.ledger.of_partner(partner),
        events=tx.ledger.events(partner),
    )


def live_ledger(tx: Transaction, partner: str) -> Ledger:
    """Return the ledger of a partner that is live, for somebody to decide about.

    Raises LedgerRefusedError in shadow: nothing is posted then, and nothing may be locked.
    """
    if tx.live_partners.get(partner) is None:
        message = f"{partner} is in shadow: its ledger begins with `concord go-live`."
        raise LedgerRefusedError(message)
    return ledger_of(tx, partner)


def owed(
    agreement: Agreement, ledger: Ledger, found: Sequence[Assessment], now: datetime
) -> tuple[Delta, ...]:
    """Return what the ledger lacks of the figures of all periods."""
    today = now.astimezone(agreement.organisation.zone).date()
    return deltas(ledger, dues(agreement, found, today), not_known(found))


def post_ledger(
    tx: Transaction,
    agreement: Agreement,
    submissions: Sequence[Submission],
    before: Sequence[Assessment],
    saved: Sequence[Assessment],
    now: datetime,
) -> tuple[LedgerEntry, ...]:
    """Write what the ledger lacks; return it, nothing where it holds all that is due.

    `before` are the assessments as they were, by which causes are told, and `saved` what was
    kept since.  A change that needs somebody's approval is noted as proposed.  Nothing is
    posted for a partner in shadow.
    """
    if tx.live_partners.get(agreement.partner) is None:
        return ()
    ledger = ledger_of(tx, agreement.partner)
    after: Sequence[Assessment] = tuple({a.period: a for a in (*before, *saved)}.values())
    lacking = owed(agreement, ledger, after, now)
    if lacking:
        # A rival may have kept other figures since `before`: those on record decide.
        after = tx.assessments.of_partner(agreement.partner)
        lacking = owed(agreement, ledger, after, now)
    files = {submission.sha256: submission.file for submission in submissions}
    changes = Changes(before=before, after=after, files=files)
    waiting, posted = [], list(openings(agreement, ledger, now))
    for delta in lacking:
        cause, why = cause_of(delta, changes), why_it_waits(delta, agreement, now)
        if why:
            waiting.append((delta, f"{cause}; {why}"))
        else:
            posted.append(delta.entry(agreement.partner, cause, CONCORD, now))
    for event in news(ledger, waiting, now):
        tx.ledger.note(event)
        _log.info("partner %s, %s: a change is %s", ledger.partner, event.period, event.kind)
    return write(tx, ledger, posted, now)


def write(
    tx: Transaction, ledger: Ledger, entries: Iterable[LedgerEntry], at: datetime
) -> tuple[LedgerEntry, ...]:
    """Append entries, and after them what they leave too high of waivers and disputes."""
    written = []
    for entry in entries:
        ledger = _appended(tx, ledger, entry)
        written.append(entry)
    for too_high in (waivers_too_high, disputes_too_high):
        for entry in tuple(too_high(ledger, at)):
            ledger = _appended(tx, ledger, entry)
            written.append(entry)
    return tuple(written)


def _appended(tx: Transaction, ledger: Ledger, entry: LedgerEntry) -> Ledger:
    tx.ledger.add(entry)
    _log.info("partner %s, %s: %s", entry.partner, entry.period, entry.kind)
    return ledger.with_entry(entry)
