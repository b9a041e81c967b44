"""A folder of backups: which are finished, and which one is meant."""

from pathlib import Path

import pytest

from concord.adapters.backup.manifest import NAME
from concord.adapters.backup.repository import Repository, found_backup
from concord.domain.backup import BackupDamagedError
from tests.adapters.backup.installations import NOW

OLDER, NEWER = "20261123T090000Z", "20261124T090000Z"


def finished(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / NAME).touch()


def test_a_backup_is_named_by_its_time(tmp_path: Path) -> None:
    assert Repository(tmp_path).folder(NOW) == tmp_path / NEWER


def test_what_has_no_manifest_or_another_name_is_not_finished(tmp_path: Path) -> None:
    finished(tmp_path, NEWER, OLDER, "notes", f"{NEWER}.partial")
    (tmp_path / "20261125T090000Z").mkdir()
    names = [path.name for path in Repository(tmp_path).finished()]
    assert names == [OLDER, NEWER]


def test_the_newest_is_meant_or_the_one_that_is_named(tmp_path: Path) -> None:
    finished(tmp_path, OLDER, NEWER)
    assert found_backup(tmp_path)[1] == tmp_path / NEWER
    repository, folder = found_backup(tmp_path / OLDER)
    assert (repository.root, folder) == (tmp_path, tmp_path / OLDER)


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackupDamagedError, match="no finished backup"):
        found_backup(tmp_path)


def test_what_others_left_that_died_goes_and_nothing_else(tmp_path: Path) -> None:
    finished(tmp_path, OLDER, f"{NEWER}.partial", "mine.partial")
    draft = tmp_path / "store" / "landing" / "aa" / ".concord-draft-x"
    draft.parent.mkdir(parents=True)
    draft.touch()
    with Repository(tmp_path).alone():
        left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".lock", OLDER, "mine.partial", "store"]
    assert not draft.exists()
