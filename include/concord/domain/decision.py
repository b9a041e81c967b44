"""Decisions on contractual duties, and which duties they leave open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import assert_never

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import (
    Contract,
    Obligation,
    ObligationKind,
    current_term_end,
    obligations,
    overdue,
)
from concord.domain.errors import ConcordError


class Choice(StrEnum):
    """What can be decided; a review or an agreed obligation is only ever done."""

    RENEW = "renew"
    RENEGOTIATE = "renegotiate"
    TERMINATE = "terminate"
    DONE = "done"


class NotDecidableError(ConcordError, ValueError):
    """A decision was given that the contract does not ask for, or not any more."""

    remedy = "Run `concord plan` to see what is open; the reminder names what can be decided."


def choices(kind: ObligationKind) -> tuple[Choice, ...]:
    """Return what can be decided about a duty of this kind."""
    match kind:
        case ObligationKind.REVIEW | ObligationKind.OBLIGATION:
            return (Choice.DONE,)
        case ObligationKind.NOTICE | ObligationKind.TERM_END:
            return (Choice.RENEW, Choice.RENEGOTIATE, Choice.TERMINATE)
        case _:  # pragma: no cover
            assert_never(kind)


def open_obligations(
    contract: Contract, calendar: BusinessCalendar, today: date, decided: Mapping[str, str]
) -> tuple[Obligation, ...]:
    """Return the duties overdue or ahead on `today` that nobody has decided on yet, by date.

    `decided` holds decisions by the duty's key.  Once a contract was terminated, nothing is
    asked about any time after its end but what was agreed to be done then, once.
    """
    over = _terminated_at(contract, calendar, decided)
    return tuple(
        obligation
        for obligation in (
            *overdue(contract, calendar, today),
            *obligations(contract, calendar, today),
        )
        if obligation.key not in decided and not (over and _is_after(obligation, over))
    )


def _is_after(obligation: Obligation, end: date) -> bool:
    if obligation.agreed is not None and obligation.agreed.every is None:
        return False
    later_term = obligation.kind is ObligationKind.NOTICE and obligation.term_end > end
    return later_term or obligation.latest_date > end


def _terminated_at(
    contract: Contract, calendar: BusinessCalendar, decided: Mapping[str, str]
) -> date | None:
    """Return the end of the term for which notice was decided on, the first if several."""
    prefix = f"{ObligationKind.NOTICE}/{contract.reference}/"
    ends = (
        # The notice date in the key leads back to its term's end.
        current_term_end(contract, calendar, date.fromisoformat(key.removeprefix(prefix)))
        for key, decision in decided.items()
        if key.startswith(prefix) and decision == Choice.TERMINATE
    )
    return min(ends, default=None)
