"""Put a backup back: the files first, the records last and all at once, and delivery on hold.

Until the records are there, the mark of rounds is ahead of any database: whatever is started
on a half-restored installation sends nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from concord.adapters.backup.making import unnoticed
from concord.adapters.backup.stored_files import is_empty
from concord.adapters.backup.verifying import FinishedBackup
from concord.adapters.private_files import DRAFT, copy_as, make_folder, sha256_of, written
from concord.adapters.round_mark import FileRoundMark
from concord.adapters.store import SqlStore
from concord.adapters.store.portable import Filling
from concord.adapters.store.schema import HEAD
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.domain.delivery_hold import DeliveryHold

UNFINISHED = "restoring"
"""The file beside the stores that says which backup is being put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTarget:
    """Where a backup is put: records, the folder of the stores, agreements, and the mark.

    With `keep_agreements` the folder of agreements is left as it is.
    """

    store: SqlStore
    stored: Path
    agreements: Path
    mark: FileRoundMark
    keep_agreements: bool = False


def restore_backup(
    backup: FinishedBackup,
    target: RestoreTarget,
    by: str,
    now: datetime,
    step: Callable[[str], None] = unnoticed,
) -> DeliveryHold:
    """Put a verified backup where nothing is yet; return the hold that delivery is on.

    One that was interrupted goes on where it is begun again with the same backup.  Raises
    BackupRefusedError where there is something already.
    """
    try:
        _check(backup, target)
        target.mark.mark(max(target.mark.number(), backup.manifest.rounds) + 1)
        _begin(backup, target)
        step("begun")
        _restore_files(backup, target, step)
    except OSError as error:
        message = f"The backup could not be put back: {error}."
        raise BackupRefusedError(message) from error
    hold = _hold(backup, by, now)
    target.store.fill(
        Filling(
            revision=backup.manifest.revision,
            lines={name: partial(backup.lines, name) for name in backup.manifest.rows},
            hold=hold,
            rounds=target.mark.number(),
        )
    )
    step("records")
    (target.stored / UNFINISHED).unlink()
    return hold


def _check(backup: FinishedBackup, target: RestoreTarget) -> None:
    if backup.manifest.revision > HEAD:
        message = "The backup is of a newer version of Concord than this one."
        raise BackupRefusedError(message)
    begun = target.stored / UNFINISHED
    is_begun = begun.is_file() and begun.read_text("utf-8") == backup.manifest.sha256
    if not is_begun and not is_empty(target.stored):
        message = f"There are stored files in {target.stored} already."
        raise BackupRefusedError(message)
    if not target.store.is_empty():
        message = "The database has records already."
        raise BackupRefusedError(message)
    _check_agreements(backup, target)


def _check_agreements(backup: FinishedBackup, target: RestoreTarget) -> None:
    if target.keep_agreements:
        return
    wanted = _agreements(backup)
    for path in sorted(target.agreements.rglob("*")):
        place = str(path.relative_to(target.agreements))
        is_meant = path.is_file() and not path.name.startswith(".")
        if is_meant and wanted.get(place) != sha256_of(path):
            message = (
                f"{path} is not as the backup has it: empty the folder of agreements, or keep "
                "it as it is with --keep-agreements."
            )
            raise BackupRefusedError(message)


def _begin(backup: FinishedBackup, target: RestoreTarget) -> None:
    make_folder(target.stored)
    for draft in target.stored.glob(f"*/??/{DRAFT}*"):
        draft.unlink()
    with written(target.stored / UNFINISHED) as file:
        file.write(backup.manifest.sha256.encode())


def _restore_files(
    backup: FinishedBackup, target: RestoreTarget, step: Callable[[str], None]
) -> None:
    for each in backup.stored:
        _copy(backup.stored_root / each.place, target.stored / each.place, each.sha256)
        step("copied")
    if target.keep_agreements:
        return
    for place, sha256 in _agreements(backup).items():
        _copy(backup.agreements / place, target.agreements / place, sha256)
    step("agreements")


def _copy(source: Path, target: Path, sha256: str) -> None:
    if target.is_file() and sha256_of(target) == sha256:
        return
    if not copy_as(source, target, sha256):
        message = f"{source} is not what it was when the backup was made."
        raise BackupDamagedError(message)


def _agreements(backup: FinishedBackup) -> dict[str, str]:
    files = backup.manifest.files.items()
    prefix = "agreements/"
    return {p.removeprefix(prefix): sha for p, sha in files if p.startswith(prefix)}


def _hold(backup: FinishedBackup, by: str, now: datetime) -> DeliveryHold:
    made = backup.manifest.made.astimezone(UTC)
    reason = (
        f"Restored from the backup of {made:%d %b %Y %H:%M} UTC: what was sent after it is not "
        "on record, and mails that wait may have gone out before."
    )
    return DeliveryHold(reason=reason, set_by=by, since=now, older_records=True)
