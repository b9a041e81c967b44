"""Restoring: into what is empty, from what is whole, and always with delivery on hold."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from concord.adapters.backup import restore_backup, verify_backup
from concord.adapters.backup.restoring import UNFINISHED
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.services.count_round import count_round
from tests.adapters.backup.installations import NOW, Place, backed_up, restored, used
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.store.examples import MAIL

STEPS = ["begun", "copied", "agreements"]
LEASE = timedelta(minutes=2)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Return a folder with one backup."""
    backed_up(used(tmp_path / "home"), tmp_path / "backups")
    return tmp_path / "backups"


@pytest.fixture
def new(tmp_path: Path) -> Place:
    """Return an installation of which nothing is there yet."""
    return Place(home=tmp_path / "new")


def test_everything_comes_back_and_delivery_is_on_hold(
    tmp_path: Path, backups: Path, new: Place
) -> None:
    hold = restored(new, backups)
    assert hold.reason == (
        "Restored from the backup of 24 Nov 2026 09:00 UTC: what was sent after it is not on "
        "record, and mails that wait may have gone out before."
    )
    assert (hold.set_by, hold.older_records) == ("kim", True)
    old = Place(home=tmp_path / "home").files()
    assert new.files() == {place: content for place, content in old.items() if ".git" not in place}
    with new.store.transaction() as tx:
        assert [entry.mail for entry in tx.outbox.entries()] == [MAIL]
        assert [replace(each, id=0) for each in tx.delivery_holds.all()] == [hold]
    assert new.store.queue().claim("one", NOW, LEASE) is None


def test_only_we_can_read_what_comes_back(backups: Path, new: Place) -> None:
    restored(new, backups)
    paths = [new.home, *new.home.rglob("*")]
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in paths}
    assert modes == {(True, 0o700), (False, 0o600)}


def test_the_next_round_is_counted_on_without_another_hold(backups: Path, new: Place) -> None:
    restored(new, backups)
    assert count_round(new.store, new.mark, NOW)
    with new.store.transaction() as tx:
        assert len(tx.delivery_holds.all()) == 1


def test_an_upgraded_database_without_records_will_do(backups: Path, new: Place) -> None:
    new.home.mkdir()
    migrated(sqlite_url(new.home / "concord.db"))
    restored(new, backups)
    assert not new.store.is_empty()


def test_what_has_something_already_is_refused(tmp_path: Path, backups: Path, new: Place) -> None:
    with pytest.raises(BackupRefusedError, match="stored files in"):
        restored(Place(home=tmp_path / "home"), backups)
    new.home.mkdir()
    migrated(sqlite_url(new.home / "concord.db"))
    with new.store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    with pytest.raises(BackupRefusedError, match="database has records already"):
        restored(new, backups)
    assert new.files() == {}


def test_other_agreements_than_those_of_the_backup_are_not_overwritten(
    backups: Path, new: Place
) -> None:
    new.agreements.mkdir(parents=True)
    mine = new.agreements / "acme.yaml"
    mine.write_bytes(b"partner: other\n")
    with pytest.raises(BackupRefusedError, match="not as the backup has it"):
        restored(new, backups)
    keeping = replace(new.target, keep_agreements=True)
    restore_backup(verify_backup(backups), keeping, "kim", NOW)
    assert mine.read_bytes() == b"partner: other\n"
    assert sorted(path.name for path in new.agreements.iterdir()) == ["acme.yaml"]


def test_agreements_that_are_the_same_may_be_there(
    tmp_path: Path, backups: Path, new: Place
) -> None:
    new.agreements.mkdir(parents=True)
    same = tmp_path / "home" / "agreements" / "acme.yaml"
    (new.agreements / "acme.yaml").write_bytes(same.read_bytes())
    restored(new, backups)
    assert (new.agreements / "sub" / "note.md").is_file()


def test_a_backup_of_a_newer_version_is_refused(backups: Path, new: Place) -> None:
    backup = verify_backup(backups)
    newer = replace(backup, manifest=replace(backup.manifest, revision="9999"))
    with pytest.raises(BackupRefusedError, match="newer version"):
        restore_backup(newer, new.target, "kim", NOW)
    assert not new.home.exists()


def test_a_file_that_changes_after_it_was_verified_is_not_taken(backups: Path, new: Place) -> None:
    backup = verify_backup(backups)
    (backup.stored_root / backup.stored[0].place).write_bytes(b"something else")
    with pytest.raises(BackupDamagedError, match="not what it was"):
        restore_backup(backup, new.target, "kim", NOW)
    assert new.store.is_empty()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, backups: Path) -> None:
    (tmp_path / "file").touch()
    backup = verify_backup(backups)
    target = replace(Place(home=tmp_path / "new").target, stored=tmp_path / "file" / "store")
    with pytest.raises(BackupRefusedError, match="could not be put back"):
        restore_backup(backup, target, "kim", NOW)


@pytest.mark.parametrize("step", STEPS)
def test_a_restorer_that_dies_leaves_no_records_and_can_go_on(
    backups: Path, new: Place, step: str
) -> None:
    assert _restore_dying(new, backups, step) == -9
    assert new.store.is_empty()
    assert (new.stored / UNFINISHED).is_file()
    restored(new, backups)
    assert not (new.stored / UNFINISHED).exists()
    assert not [path for path in new.home.rglob("*") if "draft" in path.name]
    with new.store.transaction() as tx:
        assert [entry.mail for entry in tx.outbox.entries()] == [MAIL]


def test_what_is_started_on_half_a_restore_sends_nothing(backups: Path, new: Place) -> None:
    assert _restore_dying(new, backups, "copied") == -9
    migrated(sqlite_url(new.home / "concord.db"))
    with new.store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    assert not count_round(new.store, new.mark, NOW)
    assert new.store.queue().claim("one", NOW, LEASE) is None


def test_half_a_restore_goes_on_with_the_same_backup_alone(
    tmp_path: Path, backups: Path, new: Place
) -> None:
    assert _restore_dying(new, backups, "copied") == -9
    other = used(tmp_path / "other")
    other.keep(b"of another one")
    backed_up(other, tmp_path / "others")
    with pytest.raises(BackupRefusedError, match="stored files in"):
        restored(new, tmp_path / "others")


def test_who_dies_once_the_records_are_there_leaves_a_whole_installation(
    backups: Path, new: Place
) -> None:
    assert _restore_dying(new, backups, "records") == -9
    with new.store.transaction() as tx:
        assert [hold.is_in_force for hold in tx.delivery_holds.all()] == [True]
        assert [entry.mail for entry in tx.outbox.entries()] == [MAIL]


def _restore_dying(place: Place, backups: Path, step: str) -> int:
    command = [sys.executable, "-m", "tests.adapters.backup.installations", "restore"]
    return subprocess.run(
        [*command, str(place.home), str(backups), step], check=False, cwd=_ROOT
    ).returncode


_ROOT = Path(__file__).parents[3]
