"""Pruning: the newest backups stay whole, and of the others nothing stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from concord.adapters.backup import Repository, verify_backup
from concord.adapters.backup.making import STORED
from concord.adapters.backup.pruning import prune_backups
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from tests.adapters.backup.installations import NOW, backed_up, used


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Return three backups; the first has a delivery that retention removed since."""
    place = used(tmp_path / "home")
    aged = place.keep(b"aged out")
    backed_up(place, tmp_path / "backups")
    aged.unlink()
    for day in (1, 2):
        backed_up(place, tmp_path / "backups", NOW + timedelta(days=day))
    return tmp_path / "backups"


def stored(backups: Path) -> int:
    return len(list(backups.glob("store/*/*/*")))


@pytest.mark.parametrize(("keep", "gone", "files"), [(3, 0, 3), (5, 0, 3), (2, 1, 2), (1, 2, 2)])
def test_the_newest_stay_whole_with_what_they_need(
    backups: Path, keep: int, gone: int, files: int
) -> None:
    names = [path.name for path in Repository(backups).finished()]
    assert list(prune_backups(Repository(backups), keep)) == names[:gone]
    left = Repository(backups).finished()
    assert [path.name for path in left] == names[gone:]
    for folder in left:
        verify_backup(folder)
    assert stored(backups) == files


def test_at_least_one_stays(backups: Path) -> None:
    with pytest.raises(BackupRefusedError, match="At least one"):
        prune_backups(Repository(backups), 0)


def test_nothing_goes_while_one_that_stays_cannot_be_read(backups: Path) -> None:
    newest = Repository(backups).finished()[-1]
    (newest / STORED).write_bytes(b"damaged")
    with pytest.raises(BackupDamagedError):
        prune_backups(Repository(backups), 1)
    assert len(Repository(backups).finished()) == 3
    assert stored(backups) == 3


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupRefusedError, match="could not be removed"):
        prune_backups(Repository(tmp_path / "file" / "backups"), 1)
