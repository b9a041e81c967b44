"""Backups: what one was made of, and why one cannot be made or put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from concord.domain.errors import ConcordError


class BackupRefusedError(ConcordError, ValueError):
    """A backup cannot be made there, or cannot be put back here."""

    remedy = "Mend what it names, then give the command again."


class BackupDamagedError(ConcordError):
    """A backup is not what it was when it was made, or was never finished."""

    remedy = "Take another backup; `concord restore FOLDER --check` says whether one is whole."


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A finished backup: its name within its folder, and what it holds.

    `damaged` are stored files whose content is not what their names say; they are left out.
    """

    name: str
    made: datetime
    rows: int
    files: int
    new_files: int
    damaged: tuple[str, ...] = ()
