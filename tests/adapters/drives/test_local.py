"""A local or mounted drive: regular files only, and never one that is still changing."""

import os
from pathlib import Path

import pytest

from concord.adapters.drives.local import LocalDrive, SnapshotDrive
from concord.domain.errors import DriveUnavailableError, FileChangingError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    inbound = tmp_path / "drive" / "Northwind" / "Inbound"
    inbound.mkdir(parents=True)
    (inbound / "NW_2026-10.csv").write_bytes(b"date,offered\n")
    return tmp_path / "drive"


def test_files_are_listed_below_the_folder_with_size_and_time(root: Path) -> None:
    path = root / "Northwind" / "Inbound" / "NW_2026-10.csv"
    os.utime(path, (1_790_000_000, 1_790_000_000))
    (file,) = LocalDrive(root).listing("Northwind").files
    assert (file.name, file.path, file.size) == (
        "NW_2026-10.csv",
        "Northwind/Inbound/NW_2026-10.csv",
        13,
    )
    assert file.modified.timestamp() == 1_790_000_000
    assert b"".join(LocalDrive(root).content(file)) == b"date,offered\n"


@pytest.mark.parametrize(
    "name", ["~$NW.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "NW.xlsx.tmp", "NW.part"]
)
def test_what_programs_leave_lying_about_is_no_delivery(root: Path, name: str) -> None:
    (root / "Northwind" / name).write_bytes(b"x")
    assert [file.name for file in LocalDrive(root).listing("Northwind").files] == [
        "NW_2026-10.csv"
    ]


def test_links_and_pipes_are_left_alone(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("not for partners")
    (root / "Northwind" / "link.csv").symlink_to(secret)
    (root / "Northwind" / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(root / "Northwind" / "pipe.csv")
    assert [file.name for file in LocalDrive(root).listing("Northwind").files] == [
        "NW_2026-10.csv"
    ]


def test_a_folder_outside_the_drive_is_refused(root: Path) -> None:
    with pytest.raises(DriveUnavailableError, match="outside the drive"):
        LocalDrive(root).listing("../..")


def test_a_folder_that_is_not_there_says_so(root: Path) -> None:
    with pytest.raises(DriveUnavailableError, match="no folder 'Southwind'"):
        LocalDrive(root).listing("Southwind")


def test_a_folder_nobody_may_list_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise PermissionError(13, "Permission denied", str(root))

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(DriveUnavailableError, match="Permission denied"):
        LocalDrive(root).listing("Northwind")


def test_a_file_replaced_since_it_was_listed_waits(root: Path) -> None:
    drive = LocalDrive(root)
    (file,) = drive.listing("Northwind").files
    (root / file.path).write_bytes(b"date,offered\n2026-10-01,500\n")
    with pytest.raises(FileChangingError):
        list(drive.content(file))


def test_a_file_that_grows_while_it_is_copied_waits(root: Path) -> None:
    drive = LocalDrive(root)
    (file,) = drive.listing("Northwind").files
    chunks = drive.content(file)
    next(chunks)
    with (root / file.path).open("ab") as growing:
        growing.write(b"more")
    with pytest.raises(FileChangingError):
        list(chunks)


def test_a_file_that_vanished_waits(root: Path) -> None:
    drive = LocalDrive(root)
    (file,) = drive.listing("Northwind").files
    (root / file.path).unlink()
    with pytest.raises(FileChangingError):
        list(drive.content(file))


def test_a_file_replaced_by_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    drive = LocalDrive(root)
    (file,) = drive.listing("Northwind").files
    (root / file.path).unlink()
    (root / file.path).symlink_to(tmp_path)
    with pytest.raises(DriveUnavailableError, match="could not be opened"):
        list(drive.content(file))


def test_a_snapshot_stands_in_for_every_folder_of_a_drive(root: Path) -> None:
    (file,) = SnapshotDrive(root).listing("Castellan/Inbound").files
    assert b"".join(SnapshotDrive(root).content(file)) == b"date,offered\n"
