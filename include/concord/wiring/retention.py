"""Retention: what goes of the delivered files, and what is held."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from concord.adapters.sweeping import FolderLeftovers
from concord.domain.issue import CONCORD
from concord.domain.people import Person, Side
from concord.domain.retention import LegalHold, RemovedFile
from concord.services.legal_hold import check_ours, lift_hold, set_hold
from concord.services.retention import (
    RetentionPlan,
    RetentionPorts,
    apply_retention,
    plan_retention,
)
from concord.wiring.file_decisions import FileDecisions


class Retention(FileDecisions):
    """How long the delivered files of an installation are kept."""

    def plan_retention(self, now: datetime) -> RetentionPlan:
        """Return what would become of every delivered file; nothing is changed."""
        return plan_retention(self.agreements, self._retention, now)

    def apply_retention(self, now: datetime, by: str = CONCORD) -> RetentionPlan:
        """Remove what may go; return what that was.

        `by` is one of our people, by default the rules that they agreed on.  Raises
        RetentionRefusedError.
        """
        if by != CONCORD:
            check_ours(by, self._ours())
        return apply_retention(self.agreements, self._retention, by, now)

    def legal_holds(self) -> tuple[LegalHold, ...]:
        """Return the holds in force, in the order of their ids."""
        with self.store.transaction() as tx:
            return tuple(hold for hold in tx.legal_holds.all() if hold.is_in_force)

    def set_hold(self, hold: LegalHold) -> LegalHold:
        """Record a hold; return it with its id.  Raises RetentionRefusedError."""
        return set_hold(hold, self.agreements, self._ours(), store=self.store)

    def lift_hold(self, hold: int, by: str, now: datetime) -> None:
        """Lift a hold.  Raises RetentionRefusedError where none of that id is in force."""
        lift_hold(hold, by, self._ours(), store=self.store, now=now)

    def removed_file(self, sha256: str) -> RemovedFile | None:
        """Return when and why the copy of a delivered file was removed; None if it was not."""
        with self.store.transaction() as tx:
            return tx.removed_files.get(sha256)

    @property
    def _retention(self) -> RetentionPorts:
        root = self.observations.root
        leftovers = FolderLeftovers(root.with_name("landing"), root)
        return RetentionPorts(store=self.store, landing=self.landing, leftovers=leftovers)

    def _ours(self) -> tuple[Person, ...]:
        agreed = chain.from_iterable(a.side(Side.CLIENT) for a in self.agreements.values())
        return (*self.organisation.people, *agreed)
