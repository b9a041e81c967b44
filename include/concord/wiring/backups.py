"""Backups of an installation: made, looked through, and put back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from concord.adapters.agreement_files import load_folder
from concord.adapters.backup import (
    BackupSources,
    FinishedBackup,
    Repository,
    RestoreTarget,
    make_backup,
    prune_backups,
    restore_backup,
    verify_backup,
)
from concord.domain.backup import BackupMade, BackupRefusedError
from concord.domain.delivery_hold import DeliveryHold
from concord.domain.people import Person, Side
from concord.services.legal_hold import check_ours
from concord.wiring.listening import Listening


class Backups(Listening):
    """What keeps an installation from being lost."""

    def make_backup(self, folder: Path, now: datetime) -> BackupMade:
        """Make a backup in a folder of backups.  Raises BackupRefusedError."""
        sources = BackupSources(
            store=self.store,
            stored=self.observations.root.parent,
            agreements=self.settings.agreements,
            installation=self.settings.installation,
        )
        return make_backup(sources, Repository(folder), now)

    def prune_backups(self, folder: Path, keep: int) -> tuple[str, ...]:
        """Remove all but the newest backups; return the names of those that went."""
        return prune_backups(Repository(folder), keep)

    def verify_backup(self, folder: Path) -> FinishedBackup:
        """Read all of a backup and return it.  Raises BackupDamagedError."""
        return verify_backup(folder)

    def restore_backup(
        self, backup: FinishedBackup, by: str, now: datetime, *, keep_agreements: bool = False
    ) -> DeliveryHold:
        """Put a backup back; return the hold that delivery is on.

        Raises BackupRefusedError for nobody of our side, and where there is something already.
        """
        agreements = self.settings.agreements if keep_agreements else backup.agreements
        check_ours(by, _ours(agreements), BackupRefusedError)
        target = RestoreTarget(
            store=self.store,
            stored=self.observations.root.parent,
            agreements=self.settings.agreements,
            mark=self.round_mark,
            keep_agreements=keep_agreements,
        )
        hold = restore_backup(backup, target, by, now)
        self.forget_agreements()
        return hold


def _ours(agreements: Path) -> tuple[Person, ...]:
    loaded = load_folder(agreements)
    usable = (one.agreement for one in loaded.agreements if one.agreement is not None)
    agreed = (person for agreement in usable for person in agreement.side(Side.CLIENT))
    return (*loaded.organisation.people, *agreed)
