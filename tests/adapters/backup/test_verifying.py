"""Verifying: one changed bit anywhere, and a backup is not trusted."""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from concord.adapters.backup import verify_backup
from concord.adapters.backup.making import STORED
from concord.adapters.backup.manifest import NAME, Manifest, manifest_text, read_manifest
from concord.domain.backup import BackupDamagedError
from tests.adapters.backup.installations import backed_up, used


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Return a folder with one backup."""
    backed_up(used(tmp_path / "home"), tmp_path / "backups")
    return tmp_path / "backups"


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def rewritten(backups: Path, change: Callable[[Manifest], Manifest]) -> None:
    """Change the manifest, and make it right with itself."""
    folder = verify_backup(backups).folder
    (folder / NAME).write_text(manifest_text(change(read_manifest(folder))))


def test_one_that_nobody_touched_is_whole(backups: Path) -> None:
    found = verify_backup(backups)
    lines = list(found.lines("outbox"))
    assert len(lines) == 2
    assert json.loads(lines[0])["table"] == "outbox"


def test_a_changed_bit_in_any_file_is_noticed(backups: Path) -> None:
    files = [path for path in backups.rglob("*") if path.is_file() and path.name != ".lock"]
    assert len(files) > 10
    for file in files:
        before = file.read_bytes()
        flipped(file)
        with pytest.raises(BackupDamagedError):
            verify_backup(backups)
        file.write_bytes(before)
    verify_backup(backups)


def test_a_file_that_is_gone_is_noticed(backups: Path) -> None:
    for file in [path for path in backups.rglob("*") if path.is_file() and path.name != ".lock"]:
        before = file.read_bytes()
        file.unlink()
        with pytest.raises(BackupDamagedError):
            verify_backup(backups)
        file.write_bytes(before)


@pytest.mark.parametrize("place", ["/etc/passwd", "../../outside", "tables/../../x"])
def test_a_manifest_names_nothing_outside(backups: Path, place: str) -> None:
    rewritten(backups, lambda m: replace(m, files={**m.files, place: "0" * 64}))
    with pytest.raises(BackupDamagedError, match="outside of the backup"):
        verify_backup(backups)


def test_a_table_that_is_not_there_is_noticed(backups: Path) -> None:
    rewritten(backups, lambda m: replace(m, rows={**m.rows, "another": 1}))
    with pytest.raises(BackupDamagedError, match="lacks another"):
        verify_backup(backups)


def test_without_the_list_of_stored_files_it_is_not_whole(backups: Path) -> None:
    rewritten(
        backups,
        lambda m: replace(m, files={p: s for p, s in m.files.items() if p != STORED}),
    )
    with pytest.raises(BackupDamagedError, match="lacks stored"):
        verify_backup(backups)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(b'["../../etc/passwd", 1]\n'), "no place of a stored file"),
        (b"no gzip", "cannot be read"),
        (gzip.compress(b"\xff\n"), "cannot be read"),
    ],
    ids=["a place outside", "not packed", "no text"],
)
def test_a_list_of_stored_files_that_is_none_is_noticed(
    backups: Path, content: bytes, reason: str
) -> None:
    folder = verify_backup(backups).folder
    (folder / STORED).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    manifest = read_manifest(folder)
    changed = replace(manifest, files={**manifest.files, STORED: digest})
    (folder / NAME).write_text(manifest_text(changed))
    with pytest.raises(BackupDamagedError, match=reason):
        verify_backup(backups)
