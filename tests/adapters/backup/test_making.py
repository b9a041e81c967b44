"""Making a backup: everything is in it, for our eyes only, and half a one is none."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from concord.adapters.backup import Repository, make_backup, verify_backup
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from tests.adapters.backup.installations import NOW, Place, backed_up, restored, used
from tests.adapters.store.examples import MAIL

STEPS = ["records", "agreements", "copied", "stored", "manifest"]


def test_a_backup_has_records_stored_files_and_agreements(tmp_path: Path) -> None:
    place = used(tmp_path / "home")
    made = backed_up(place, tmp_path / "backups")
    assert (made.name, made.made, made.files, made.new_files) == ("20261124T090000Z", NOW, 2, 2)
    assert made.damaged == ()
    found = verify_backup(tmp_path / "backups")
    assert found.manifest.rounds == 5
    assert found.manifest.installation == "production"
    assert found.manifest.rows["outbox"] == 1
    assert sum(found.manifest.rows.values()) == made.rows
    assert (found.agreements / "acme.yaml").is_file()
    assert (found.agreements / "sub" / "note.md").is_file()
    assert not (found.agreements / ".git").exists()


def test_only_we_can_read_it(tmp_path: Path) -> None:
    backed_up(used(tmp_path / "home"), tmp_path / "new" / "backups")
    paths = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in paths}
    assert modes == {(True, 0o700), (False, 0o600)}


def test_what_an_earlier_backup_has_is_not_copied_again(tmp_path: Path) -> None:
    place, backups = used(tmp_path / "home"), tmp_path / "backups"
    backed_up(place, backups)
    place.keep(b"another delivery")
    made = backed_up(place, backups, NOW + timedelta(days=1))
    assert (made.files, made.new_files) == (3, 1)
    assert [path.name for path in Repository(backups).finished()] == [
        "20261124T090000Z",
        "20261125T090000Z",
    ]
    assert len(verify_backup(backups).stored) == 3
    assert len(verify_backup(backups / "20261124T090000Z").stored) == 2


def test_a_stored_file_that_was_damaged_is_named_and_left_out(tmp_path: Path) -> None:
    place = used(tmp_path / "home")
    damaged = place.keep(b"what was delivered")
    damaged.write_bytes(b"what is left of it")
    made = backed_up(place, tmp_path / "backups")
    assert made.damaged == (str(damaged.relative_to(place.stored)),)
    assert made.files == 2
    verify_backup(tmp_path / "backups")


def test_scratch_of_the_stores_is_not_in_it(tmp_path: Path) -> None:
    place = used(tmp_path / "home")
    (place.stored / "landing" / "landing-x1").write_bytes(b"half")
    (place.stored / "landing" / "zz").mkdir()
    (place.stored / "landing" / "zz" / "name").write_bytes(b"not named by its hash")
    assert backed_up(place, tmp_path / "backups").files == 2


def test_a_file_that_retention_removes_meanwhile_is_missed_by_nobody(tmp_path: Path) -> None:
    place, backups = used(tmp_path / "home"), tmp_path / "backups"
    aging = [place.keep(content) for content in (b"one", b"two")]

    def removed(step: str) -> None:
        if step == "copied":
            for path in aging:
                path.unlink(missing_ok=True)

    made = make_backup(place.sources, Repository(backups), NOW, removed)
    assert made.damaged == ()
    assert made.files < 4
    verify_backup(backups)


def test_two_backups_do_not_mix(tmp_path: Path) -> None:
    place, backups = used(tmp_path / "home"), tmp_path / "backups"
    backed_up(place, backups)
    with pytest.raises(BackupRefusedError, match="of this second already"):
        backed_up(place, backups)
    with (
        Repository(backups).alone(),
        pytest.raises(BackupRefusedError, match="Another backup"),
    ):
        backed_up(place, backups, NOW + timedelta(seconds=1))


@pytest.mark.parametrize("within", ["agreements", "agreements/backups", "store/backups"])
def test_a_backup_of_itself_is_refused(tmp_path: Path, within: str) -> None:
    place = used(tmp_path / "home")
    with pytest.raises(BackupRefusedError, match="name another place"):
        backed_up(place, place.home / within)


def test_names_that_are_no_text_come_back(tmp_path: Path) -> None:
    place = used(tmp_path / "home")
    odd = "acme\udcff\n.md"
    (place.agreements / odd).write_bytes(b"odd")
    backed_up(place, tmp_path / "backups")
    new = Place(home=tmp_path / "new")
    restored(new, tmp_path / "backups")
    assert (new.agreements / odd).read_bytes() == b"odd"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupRefusedError, match="could not be written"):
        backed_up(used(tmp_path / "home"), tmp_path / "file" / "backups")


@pytest.mark.parametrize("step", STEPS)
def test_a_maker_that_dies_leaves_no_backup_and_the_next_one_is_whole(
    tmp_path: Path, step: str
) -> None:
    place, backups = used(tmp_path / "home"), tmp_path / "backups"
    died = _make_dying(place, backups, step)
    assert died == -9
    assert Repository(backups).finished() == ()
    with pytest.raises(BackupDamagedError, match="no finished backup"):
        verify_backup(backups)
    made = backed_up(place, backups)
    assert made.files == 2
    assert verify_backup(backups).manifest.rows["outbox"] == 1
    assert not [path for path in backups.rglob("*") if "draft" in path.name]
    with place.store.transaction() as tx:
        assert [entry.mail for entry in tx.outbox.entries()] == [MAIL]


def _make_dying(place: Place, backups: Path, step: str) -> int:
    command = [sys.executable, "-m", "tests.adapters.backup.installations", "backup"]
    return subprocess.run(
        [*command, str(place.home), str(backups), step], check=False, cwd=_ROOT
    ).returncode


_ROOT = Path(__file__).parents[3]
