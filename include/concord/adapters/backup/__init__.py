"""Backups as folders: one a time of making, with the stored files of all of them shared."""

from concord.adapters.backup.making import BackupSources, make_backup
from concord.adapters.backup.pruning import prune_backups
from concord.adapters.backup.repository import Repository
from concord.adapters.backup.restoring import RestoreTarget, restore_backup
from concord.adapters.backup.verifying import FinishedBackup, verify_backup

__all__ = [
    "BackupSources",
    "FinishedBackup",
    "Repository",
    "RestoreTarget",
    "make_backup",
    "prune_backups",
    "restore_backup",
    "verify_backup",
]
