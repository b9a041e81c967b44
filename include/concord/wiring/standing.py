"""Who is live and who is away: the use-cases that change how agreements act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.finding import Severity
from concord.domain.one_to_one import OneToOneSheet
from concord.domain.people import Absence
from concord.domain.period import MeasurementPeriod
from concord.domain.portfolio import Portfolio
from concord.services.away import cancel_away, named, set_away
from concord.services.compare_partners import compare_partners
from concord.services.go_live import GoLiveRefusedError, WentLive, go_live
from concord.services.hand_over import HandedOver, hand_over
from concord.services.partner_status import PartnerStatus, partner_status
from concord.services.prepare_one_to_ones import prepare_one_to_ones
from concord.wiring.parts import Parts


class Standing(Parts):
    """What an installation keeps of its partners and people beside their agreements."""

    def go_live(
        self,
        partner: str,
        by: str,
        now: datetime,
        *,
        effects_from: MeasurementPeriod | None = None,
        note: str = "",
    ) -> WentLive:
        """End a partner's shadow time.  Raises GoLiveRefusedError, with every reason."""
        agreement = self._sound(partner)
        result = go_live(
            agreement,
            by,
            effects_from,
            note,
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )
        self.forget_agreements()
        # What acts from now on is on record before anybody edits the file.
        self.agreements  # noqa: B018 -- asking for it keeps it
        return result

    def _sound(self, partner: str) -> Agreement:
        """Return a partner's agreement as it is written, which has no errors."""
        for loaded in self.folder.agreements:
            if loaded.partner == partner and loaded.agreement is not None:
                return loaded.agreement
            if loaded.partner == partner:
                errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
                places = "; ".join(f"line {f.line}: {f.rule} at {f.path}" for f in errors)
                message = f"The agreement {loaded.path.name} has errors: {places}."
                raise GoLiveRefusedError(message)
        message = f"There is no agreement of {partner!r} in {self.settings.agreements}."
        raise GoLiveRefusedError(message)

    def person_named(self, name: str) -> str:
        """Return the full name of who `name` stands for.  Raises AbsenceRefusedError."""
        return named(name, tuple(self.written.values()))

    def away(self) -> tuple[Absence, ...]:
        """Return every absence that was not cancelled."""
        with self.store.transaction() as tx:
            return tx.absences.all()

    def set_away(self, absence: Absence, today: date, *, without_deputy: bool = False) -> bool:
        """Record an absence; False when it stood already.  Raises AbsenceRefusedError."""
        agreements = tuple(self.written.values())
        is_new = set_away(
            absence, agreements, store=self.store, today=today, without_deputy=without_deputy
        )
        self.forget_agreements()
        return is_new

    def cancel_away(self, person: str, today: date, now: datetime) -> int:
        """Cancel a person's absences that are not over; return how many."""
        cancelled = cancel_away(person, store=self.store, today=today, now=now)
        self.forget_agreements()
        return cancelled

    def hand_over(self, now: datetime) -> tuple[HandedOver, ...]:
        """Hand what waits for people who are away to those who stand in."""
        return hand_over(
            self.agreements.values(),
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    def one_to_ones(
        self, partner: str, person: str | None, period: MeasurementPeriod
    ) -> tuple[OneToOneSheet, ...]:
        """Return the sheets of a partner's people.  Raises OneToOneRefusedError."""
        return prepare_one_to_ones(
            self.agreements[partner], person, period, store=self.store, people=self.people
        )

    def portfolio(self, months: Sequence[MeasurementPeriod]) -> Portfolio:
        """Return all partners side by side over some months."""
        return compare_partners(tuple(self.agreements.values()), months, store=self.store)

    def status(self, partners: Iterable[str], now: datetime) -> tuple[PartnerStatus, ...]:
        """Return how partners stand."""
        return tuple(
            partner_status(self.agreements[p], store=self.store, now=now) for p in partners
        )
