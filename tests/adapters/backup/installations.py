"""Installations to back up and to restore into, and backups whose maker or restorer dies."""

import hashlib
import os
import signal
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from concord.adapters.backup import (
    BackupSources,
    Repository,
    RestoreTarget,
    make_backup,
    restore_backup,
    verify_backup,
)
from concord.adapters.round_mark import FileRoundMark
from concord.adapters.store import SqlStore
from concord.domain.backup import BackupMade
from concord.domain.delivery_hold import DeliveryHold
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.store.examples import MAIL, SUBMISSION

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DELIVERED = b"date,good,handled\n2026-09-01,985,1000\n"
ROWS = b"PAR1 not really"
AGREEMENT = b"partner: acme\n"


@dataclass(frozen=True, kw_only=True)
class Place:
    """An installation's places below one folder."""

    home: Path

    @property
    def store(self) -> SqlStore:
        return SqlStore(sqlite_url(self.home / "concord.db"))

    @property
    def stored(self) -> Path:
        return self.home / "store"

    @property
    def agreements(self) -> Path:
        return self.home / "agreements"

    @property
    def mark(self) -> FileRoundMark:
        return FileRoundMark(self.stored / "sent-rounds")

    @property
    def sources(self) -> BackupSources:
        return BackupSources(
            store=self.store,
            stored=self.stored,
            agreements=self.agreements,
            installation="production",
        )

    @property
    def target(self) -> RestoreTarget:
        return RestoreTarget(
            store=self.store, stored=self.stored, agreements=self.agreements, mark=self.mark
        )

    def keep(self, content: bytes, kind: str = "landing", ending: str = "") -> Path:
        """Store a file under the hash of its content."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.stored / kind / digest[:2] / f"{digest}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def files(self) -> dict[str, bytes]:
        """Return every file but the database, the mark and locks."""
        found = (path for path in self.home.rglob("*") if path.is_file())
        kept = (p for p in found if p.relative_to(self.home).parts[0] in {"store", "agreements"})
        return {
            str(p.relative_to(self.home)): p.read_bytes()
            for p in kept
            if not p.name.startswith("sent-rounds")
        }


def used(home: Path) -> Place:
    """Return an installation with a record of each kind that matters here."""
    place = Place(home=home)
    migrated(sqlite_url(home / "concord.db"))
    delivered = place.keep(DELIVERED)
    rows = place.keep(ROWS, "observations", ".parquet")
    place.agreements.mkdir(parents=True)
    (place.agreements / "acme.yaml").write_bytes(AGREEMENT)
    (place.agreements / "sub").mkdir()
    (place.agreements / "sub" / "note.md").write_bytes(b"# Acme\n")
    (place.agreements / ".git").mkdir()
    (place.agreements / ".git" / "HEAD").write_bytes(b"ref: main\n")
    submission = replace(SUBMISSION, sha256=delivered.name, observations=rows.stem)
    with place.store.transaction() as tx:
        tx.submissions.add(submission)
        tx.outbox.enqueue(MAIL)
        tx.delivery_holds.count_rounds(5)
    place.mark.mark(5)
    return place


def backed_up(place: Place, folder: Path, now: datetime = NOW) -> BackupMade:
    """Back an installation up."""
    return make_backup(place.sources, Repository(folder), now)


def restored(place: Place, folder: Path) -> DeliveryHold:
    """Put a backup back."""
    later = NOW + timedelta(days=1)
    return restore_backup(verify_backup(folder), place.target, "kim", later)


def dying_at(step: str, which: int) -> "Dying":
    """Return what ends the process when a step is taken for the nth time."""
    return Dying(step, which)


class Dying:
    """Ends the process at a step, as a power cut would."""

    def __init__(self, step: str, which: int) -> None:
        self._step = step
        self._left = which

    def __call__(self, step: str) -> None:
        self._left -= step == self._step
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    what, where, to, step = sys.argv[1:]
    place, folder = Place(home=Path(where)), Path(to)
    if what == "backup":
        make_backup(place.sources, Repository(folder), NOW, dying_at(step, 1))
    else:
        found = verify_backup(folder)
        restore_backup(found, place.target, "kim", NOW, dying_at(step, 1))
