"""Versions of agreements: the use-cases that decide which text of an agreement acts."""

from __future__ import annotations

from dataclasses import dataclass

from concord.adapters.agreement_files import agreement_statements
from concord.adapters.agreement_files.difference import changes
from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect
from concord.domain.agreement_version import (
    AgreementVersion,
    VersionEvent,
    VersionRefusedError,
    VersionStanding,
    approval_in_force,
    standings,
    version_named,
)
from concord.domain.errors import AgreementError
from concord.domain.notation import shown
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.services.agreement_effects import (
    effects_on_reported,
    figure_terms,
    reporting_terms,
    telling_terms,
)
from concord.services.approve import (
    Candidate,
    Said,
    acknowledge,
    approve,
    check_person,
    reject,
    release,
)
from concord.wiring.in_force import agreement_of_text, loaded_text
from concord.wiring.standing import Standing

NOT_COMPARABLE = "The approved version cannot be read any more: compare the two yourself."
LONGEST_CHANGE = 400
"""How many characters of one change are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """An approval as it was recorded, and what it changes: in words, and in what was reported."""

    event: VersionEvent
    changes: tuple[str, ...]
    effects: tuple[PeriodEffect, ...]


class Versions(Standing):
    """What an installation keeps of the texts of its agreements."""

    def agreement(self, partner: str) -> Agreement:
        """Return a partner's agreement.  Raises AgreementError when there is no usable one."""
        try:
            return self.agreements[partner]
        except KeyError as error:
            message = f"There is no usable agreement of {partner!r} in {self.settings.agreements}."
            raise AgreementError(message) from error

    def agreement_of(self, partner: str, version: str) -> Agreement | None:
        """Return the agreement of a content hash as it was kept, None without a usable one."""
        with self.store.transaction() as tx:
            kept = tx.agreement_versions.get(partner, version)
        return None if kept is None else self.read_version(kept)

    def read_version(self, version: AgreementVersion) -> Agreement | None:
        """Return the agreement that a kept text states, None for one that has errors by now."""
        return agreement_of_text(version, self.organisation)

    def reporting_agreement(self, partner: str, month: MeasurementPeriod) -> Agreement:
        """Return the agreement by which a month is reported: in terms that may be held."""
        agreement = self.agreement(partner)
        return reporting_terms(agreement, month, store=self.store, read=self.read_version)

    def figure_agreement(self, partner: str, period: MeasurementPeriod) -> Agreement:
        """Return the agreement whose terms a period's figures name, where these were kept."""
        agreement = self.agreement(partner)
        return figure_terms(agreement, period, store=self.store, read=self.read_version)

    def telling_agreement(self, partner: str) -> Agreement:
        """Return the agreement by which issues are raised: it knows what held periods name."""
        agreement = self.agreement(partner)
        return telling_terms(agreement, store=self.store, read=self.read_version)

    def deciding_agreement(self, partner: str) -> Agreement:
        """Return the agreement that says who decides: what acts, or what waits in its place.

        Nothing acts where the approved text cannot be read any more, as after an upgrade.
        """
        waiting = self.in_force.pending.get(partner)
        if waiting is not None and partner in self.in_force.lost:
            return self.standing(waiting)
        return self.agreement(partner)

    def versions(self, partner: str) -> tuple[VersionStanding, ...]:
        """Return how each version of a partner's agreement stands, in the order of sight."""
        self.deciding_agreement(partner)
        with self.store.transaction() as tx:
            records = tx.agreement_versions
            return standings(records.of_partner(partner), records.events(partner))

    def candidate(self, partner: str, prefix: str | None = None) -> Candidate:
        """Return the version in the file, or the one whose hash begins with `prefix`.

        Raises VersionRefusedError where there is none, or none that can be used.
        """
        acting = self.deciding_agreement(partner)
        with self.store.transaction() as tx:
            versions = tx.agreement_versions.of_partner(partner)
        wanted = prefix or self.in_force.pending.get(partner, acting).version
        version = version_named(wanted, versions)
        agreement = self.read_version(version)
        if agreement is None:
            message = f"Version {version.short} of {partner} has errors by now."
            raise VersionRefusedError(message)
        return Candidate(version=version, agreement=self.standing(agreement))

    def version_changes(self, candidate: Candidate) -> tuple[str, ...]:
        """Return in words what a version says differently from the one that acts."""
        partner = candidate.version.partner
        if partner in self.in_force.lost:
            return (NOT_COMPARABLE,)
        acting = self.agreement(partner).version
        with self.store.transaction() as tx:
            kept = tx.agreement_versions.get(partner, acting)
        if kept is None:
            return ()
        old, new = (
            agreement_statements(loaded_text(version, self.organisation))
            for version in (kept, candidate.version)
        )
        return tuple(shown(change.words, LONGEST_CHANGE) for change in changes(old, new))

    def version_effects(self, candidate: Candidate) -> tuple[PeriodEffect, ...]:
        """Return what a version would change in what was reported; nothing is kept."""
        partner = candidate.version.partner
        return effects_on_reported(
            self.deciding_agreement(partner),
            candidate.agreement,
            store=self.store,
            observations=self.observations,
            now=self._clock(),
            read=self.read_version,
        )

    def approve_version(
        self, partner: str, prefix: str | None, said: Said, *, release: bool
    ) -> Approved:
        """Have a version act from now on.  Raises VersionRefusedError."""
        acting = self.deciding_agreement(partner)
        check_person(acting, said, Side.CLIENT)
        candidate = self.candidate(partner, prefix)
        words = self.version_changes(candidate)
        effects = self.version_effects(candidate)
        event = approve(
            acting,
            candidate,
            effects,
            said,
            release=release,
            store=self.store,
            correspondence=self.correspondence,
        )
        self.forget_agreements()
        return Approved(event=event, changes=words, effects=effects)

    def reject_version(self, partner: str, prefix: str, said: Said) -> None:
        """Put on record that a version shall not act.  Raises VersionRefusedError."""
        candidate = self.candidate(partner, prefix)
        reject(self.deciding_agreement(partner), candidate.version, said, store=self.store)

    def release_version(self, partner: str, said: Said) -> None:
        """Let the version in force act on reported periods too.  Raises VersionRefusedError."""
        release(self.deciding_agreement(partner), said, store=self.store)

    def acknowledge_version(
        self, partner: str, prefix: str | None, said: Said
    ) -> AgreementVersion:
        """Record the partner's acknowledgement, by default of the version that acts."""
        acting = self.deciding_agreement(partner)
        with self.store.transaction() as tx:
            versions = tx.agreement_versions.of_partner(partner)
            approval = approval_in_force(tx.agreement_versions.events(partner))
        wanted = prefix or (acting.version if approval is None else approval.version)
        version = version_named(wanted, versions)
        acknowledge(acting, version, said, store=self.store)
        return version
