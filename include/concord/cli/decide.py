"""`concord decide`: what a person decided about a dated obligation."""

from __future__ import annotations

from datetime import datetime

from concord.cli.output import complain, console
from concord.services.remind import decide
from concord.wiring import deployment

RECORDED, NOT_RECORDED = 0, 2


def record_decision(
    partner: str, obligation: str, decision: str, by: str, note: str, now: datetime
) -> int:
    """Record the decision; 2 when there is no such obligation or decision."""
    installation = deployment()
    agreement = installation.agreement(partner)
    if agreement.person(by) is None:
        known = ", ".join(person.id for person in agreement.people)
        complain(f"There is nobody with the id {by!r}; known are {known}.")
        return NOT_RECORDED
    try:
        decide(
            agreement,
            obligation,
            decision,
            by,
            note,
            store=installation.store,
            now=now,
        )
    except ValueError as error:
        complain(str(error))
        return NOT_RECORDED
    console().print(f"Recorded: {obligation} of {partner}: {decision}, by {by}.")
    return RECORDED
