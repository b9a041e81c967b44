"""Legal holds: keep files whatever was agreed, until somebody of our side lifts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.people import Person, Side
from concord.domain.retention import LegalHold, RetentionRefusedError
from concord.ports import Store, Transaction


def check_ours(
    by: str, people: Iterable[Person], refused: type[ConcordError] = RetentionRefusedError
) -> None:
    """Raise `refused` unless `by` is the id of somebody of the client's side."""
    ours = {person.id for person in people if person.side is Side.CLIENT}
    if by not in ours:
        message = f"{by!r} is nobody of our side; known are {', '.join(sorted(ours)) or 'none'}."
        raise refused(message)


def set_hold(
    hold: LegalHold, agreements: Mapping[str, Agreement], people: Iterable[Person], *, store: Store
) -> LegalHold:
    """Record a hold and return it with its id.

    Raises RetentionRefusedError for nobody of our side, no reason, and for a partner or a
    source that nobody knows, which would keep nothing.
    """
    check_ours(hold.set_by, people)
    if not hold.reason.strip():
        message = "A hold needs its reason."
        raise RetentionRefusedError(message)
    with store.transaction() as tx:
        _check_place(hold, agreements, tx)
        return tx.legal_holds.add(hold)


def lift_hold(
    hold: int, by: str, people: Iterable[Person], *, store: Store, now: datetime
) -> None:
    """Record that a hold was lifted.  Raises RetentionRefusedError where none is in force."""
    check_ours(by, people)
    with store.transaction() as tx:
        if not tx.legal_holds.lift(hold, by, now):
            message = f"No hold with the id {hold} is in force."
            raise RetentionRefusedError(message)


def _check_place(hold: LegalHold, agreements: Mapping[str, Agreement], tx: Transaction) -> None:
    agreement = agreements.get(hold.partner)
    delivered = {each.source for each in tx.submissions.of_partner(hold.partner)}
    if agreement is None and not delivered:
        message = f"There is no partner {hold.partner!r}, and none of that name delivered."
        raise RetentionRefusedError(message)
    agreed = set() if agreement is None else {source.id for source in agreement.sources}
    known = agreed | delivered
    if hold.source is not None and hold.source not in known:
        names = ", ".join(sorted(known))
        message = f"{hold.partner} has no source {hold.source!r}; known are {names}."
        raise RetentionRefusedError(message)
