"""Versions that wait: what is asked about each, and what an answer does."""

from __future__ import annotations

from typing import assert_never

from concord.domain.agreement_version import AgreementVersion, VersionChoice, VersionRefusedError
from concord.services.approve import Said, decided
from concord.services.ask_approval import ApprovalRequest, approval_request, person_of_login
from concord.wiring.versions import Versions

NOT_IN_FILE = "The agreement's file does not say this version any more."


class Approvals(Versions):
    """The questions about versions of agreements, and their answers."""

    def pending_versions(self) -> tuple[AgreementVersion, ...]:
        """Return the texts in live partners' files that nobody has decided about yet."""
        pending = self.in_force.pending
        waiting: list[AgreementVersion] = []
        with self.store.transaction() as tx:
            for partner, agreement in pending.items():
                version = tx.agreement_versions.get(partner, agreement.version)
                events = tx.agreement_versions.events(partner)
                if version is not None and not decided(agreement, version, events):
                    waiting.append(version)
        return tuple(waiting)

    def settled_approval(self, partner: str, version: str) -> str | None:
        """Return why a version needs no decision any more, or None while it waits for one."""
        try:
            candidate = self.candidate(partner, version)
        except VersionRefusedError as error:
            return str(error)
        with self.store.transaction() as tx:
            events = tx.agreement_versions.events(partner)
        words = decided(self.deciding_agreement(partner), candidate.version, events)
        waiting = self.in_force.pending.get(partner)
        is_written = waiting is not None and waiting.version == version
        return words or (None if is_written else NOT_IN_FILE)

    def approval_request(self, partner: str, version: str) -> ApprovalRequest:
        """Return the question about a version."""
        candidate = self.candidate(partner, version)
        changes = self.version_changes(candidate)
        effects = self.version_effects(candidate)
        return approval_request(self.deciding_agreement(partner), candidate, changes, effects)

    def approver(self, partner: str, *names: str) -> str:
        """Return the id of the person whom Airflow knows by one of these names."""
        return person_of_login(self.deciding_agreement(partner), *names)

    def answer_approval(
        self, partner: str, version: str, choice: VersionChoice, said: Said
    ) -> str:
        """Record an answer of somebody; return what was decided by whom.

        Raises VersionRefusedError, with the reason, when it does not count.
        """
        match choice:
            case VersionChoice.APPROVE:
                self.approve_version(partner, version, said, release=False)
            case VersionChoice.APPROVE_AND_RELEASE:
                self.approve_version(partner, version, said, release=True)
            case VersionChoice.REJECT:
                self.reject_version(partner, version, said)
            case _:
                assert_never(choice)
        return f"{choice} by {said.by}."
