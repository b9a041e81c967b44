"""Choice: which line, dispute or proposal of a ledger somebody means."""

from __future__ import annotations

from collections.abc import Iterable

from concord.domain.ledger.consent import LedgerRefusedError
from concord.domain.ledger.dispute import Dispute, disputes
from concord.domain.ledger.entry import LedgerLine
from concord.domain.ledger.ledger import Ledger
from concord.domain.ledger.proposal import Proposal, proposals
from concord.domain.notation import period_name
from concord.domain.period import MeasurementPeriod


def line_named(
    ledger: Ledger, period: MeasurementPeriod, service: str | None, regime: str | None
) -> LedgerLine:
    """Return the one line that a month's credits stand on, of a service or regime if named.

    Raises LedgerRefusedError where there is none, or several.
    """
    found = {
        entry.line
        for entry in ledger.entries
        if entry.period == period
        and entry.line.regime
        and service in {None, entry.line.service}
        and regime in {None, entry.line.regime}
    }
    if len(found) == 1:
        return next(iter(found))
    if not found:
        message = f"The ledger holds no such credit of {period_name(period)}."
        raise LedgerRefusedError(message)
    names = "; ".join(f"{line.service}, {line.regime}" for line in sorted(found))
    message = f"Several credits of {period_name(period)} may be meant (service, regime): {names}."
    raise LedgerRefusedError(message)


def dispute_numbered(ledger: Ledger, number: int) -> Dispute:
    """Return an open dispute.  Raises LedgerRefusedError."""
    known = disputes(ledger)
    found = next((each for each in known if each.number == number), None)
    if found is None:
        message = f"There is no dispute {number}; open are {_numbers(known)}."
        raise LedgerRefusedError(message)
    if found.is_resolved:
        message = f"Dispute {number} was resolved by {found.stages[-1].by}."
        raise LedgerRefusedError(message)
    if not found.is_open:
        message = f"Dispute {number} has lapsed: what it was about is no longer owed."
        raise LedgerRefusedError(message)
    return found


def proposal_numbered(ledger: Ledger, number: int) -> Proposal:
    """Return a change that waits.  Raises LedgerRefusedError."""
    known = proposals(ledger)
    found = next((each for each in known if each.number == number), None)
    if found is not None:
        return found
    names = ", ".join(str(each.number) for each in known) or "none"
    message = f"No change {number} waits; those that do: {names}."
    raise LedgerRefusedError(message)


def _numbers(known: Iterable[Dispute]) -> str:
    return ", ".join(str(each.number) for each in known if each.is_open) or "none"
