"""Which partners are live, and who is away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from concord.domain.people import Absence
from concord.domain.shadow import LivePartner


class LivePartnerRecords(Protocol):
    """The partners that went live; all others are in shadow."""

    def all(self) -> Mapping[str, LivePartner]:
        """Return every live partner by its id."""
        ...

    def get(self, partner: str) -> LivePartner | None:
        """Return a live partner; None while it is in shadow.

        Who asks holds the partner's records until the transaction ends.
        """
        ...

    def add(self, live: LivePartner) -> bool:
        """Record that a partner is live; False when it was before, which stands."""
        ...


class AbsenceRecords(Protocol):
    """The days on which people are away."""

    def all(self) -> tuple[Absence, ...]:
        """Return every absence that was not cancelled, by person and first day."""
        ...

    def add(self, absence: Absence) -> bool:
        """Record an absence; False when one of that person with the same days stands."""
        ...

    def cancel(self, person: str, today: date, at: datetime) -> int:
        """Cancel a person's absences that end on `today` or later; return how many."""
        ...
