"""Live partners and absences in memory."""

from datetime import date, datetime
from operator import attrgetter

from concord.domain.people import Absence
from concord.domain.shadow import LivePartner


class FakeLivePartners:
    """Live partners in memory."""

    def __init__(self, live: dict[str, LivePartner]) -> None:
        self._live = live

    def all(self) -> dict[str, LivePartner]:
        return dict(sorted(self._live.items()))

    def get(self, partner: str) -> LivePartner | None:
        return self._live.get(partner)

    def add(self, live: LivePartner) -> bool:
        return self._live.setdefault(live.partner, live) is live


class FakeAbsences:
    """Absences in memory, the cancelled ones with the moment of it."""

    def __init__(self, absences: list[Absence]) -> None:
        self._absences = absences

    def all(self) -> tuple[Absence, ...]:
        return tuple(sorted(self._absences, key=attrgetter("person", "first")))

    def add(self, absence: Absence) -> bool:
        days = (absence.person, absence.first, absence.last)
        if any((each.person, each.first, each.last) == days for each in self._absences):
            return False
        self._absences.append(absence)
        return True

    def cancel(self, person: str, today: date, at: datetime) -> int:  # noqa: ARG002 -- the port's
        ended = [a for a in self._absences if a.person == person and a.last >= today]
        for absence in ended:
            self._absences.remove(absence)
        return len(ended)
