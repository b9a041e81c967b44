"""`concord backup` and `concord restore`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from rich.markup import escape

from concord.adapters.backup import FinishedBackup
from concord.cli.output import complain, console, progress
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.domain.notation import counted, shown
from concord.wiring import deployment

DONE, DAMAGED, REFUSED = 0, 1, 2
_APART = (
    "Not in it, keep them apart: the secret of pseudonyms (concord_people, or person.key), the "
    "connections with their passwords, and mails written as files."
)


def run_backup(folder: Path, now: datetime, keep: int | None) -> int:
    """Make a backup and remove old ones; 1 when something was damaged, 2 when none was made."""
    installation = deployment()
    try:
        with progress("Backing up ..."):
            made = installation.make_backup(folder, now)
            gone = () if keep is None else installation.prune_backups(folder, keep)
    except BackupDamagedError as error:
        complain(str(error))
        return DAMAGED
    except BackupRefusedError as error:
        complain(str(error))
        return REFUSED
    files = f"{counted(made.files, 'stored file')}, {made.new_files:,} of them new"
    console().print(
        escape(f"Backup {made.name} in {folder}: {counted(made.rows, 'record')}, {files}.")
    )
    if gone:
        console().print(f"{counted(len(gone), 'older backup')} removed.")
    console().print(_APART)
    for place in made.damaged:
        complain(f"{place} is damaged here, and not in the backup.")
    return DAMAGED if made.damaged else DONE


def check_backup(folder: Path) -> int:
    """Read a backup and say whether it is whole; 1 when it is not."""
    try:
        with progress("Reading the backup ..."):
            found = deployment().verify_backup(folder)
    except BackupDamagedError as error:
        complain(str(error))
        return DAMAGED
    console().print(escape(f"{_named(found)} is whole."))
    return DONE


def run_restore(folder: Path, by: str, now: datetime, *, keep_agreements: bool) -> int:
    """Put a backup back; 1 when it is damaged, 2 when it cannot be put here."""
    installation = deployment()
    try:
        with progress("Restoring ..."):
            found = installation.verify_backup(folder)
            installation.restore_backup(found, by, now, keep_agreements=keep_agreements)
    except BackupDamagedError as error:
        complain(str(error))
        return DAMAGED
    except BackupRefusedError as error:
        complain(str(error))
        return REFUSED
    out = console()
    out.print(escape(f"{_named(found)} is restored."))
    theirs, ours = found.manifest.installation, installation.settings.installation
    if theirs != ours:
        out.print(
            escape(f"It is of {shown(theirs)}, and this is {ours}: its mails never leave here.")
        )
    out.print("Delivery is on hold: see `concord delivery` for what waits, and release it there.")
    if keep_agreements:
        out.print("The agreements are as they were here; see `concord versions`.")
    return DONE


def _named(found: FinishedBackup) -> str:
    manifest = found.manifest
    rows = counted(sum(manifest.rows.values()), "record")
    of = f" of {shown(manifest.installation)}" if manifest.installation else ""
    files = counted(len(found.stored), "stored file")
    return f"Backup {found.folder.name}{of} ({rows}, {files})"
