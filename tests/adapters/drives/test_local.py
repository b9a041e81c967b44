"""A local or mounted drive: what all drives keep, and what only a folder can have."""

import errno
import logging
import os
import stat
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from concord.adapters.drives.local import LocalDrive, SnapshotDrive
from concord.domain.errors import DriveUnavailableError, FileChangingError
from tests.adapters.drives.drive_contract import (
    ConcurrentUploadContract,
    DriveContract,
    RefusalContract,
    RefusingHands,
    UploadContract,
    UploadHands,
    only,
    paths,
    read,
    report,
)


class FolderHands(RefusingHands, UploadHands):
    """People with the folder mounted on their own machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()

    @property
    def drive(self) -> LocalDrive:
        return LocalDrive(self.root)

    @property
    def uploads(self) -> LocalDrive:
        return LocalDrive(self.root)

    def put_file(self, path: str, content: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(content)

    def replace(self, path: str, content: bytes) -> None:
        """Write over the file and give it back the time of its last modification."""
        file = self.root / path
        before = file.stat()
        file.write_bytes(content)
        while file.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of files ticks slowly
            file.chmod(stat.S_IMODE(before.st_mode))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def make_folder(self, path: str) -> None:
        (self.root / path).mkdir(parents=True)

    def put_refused(self, path: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(self.root.parent / "secret.csv")


@pytest.fixture
def hands(tmp_path: Path) -> FolderHands:
    return FolderHands(tmp_path / "drive")


class TestFolder(DriveContract, RefusalContract, UploadContract, ConcurrentUploadContract):
    """A folder keeps what every drive keeps."""


def test_size_and_time_are_those_of_the_file(hands: FolderHands) -> None:
    hands.put_file("Inbound/NW.csv", b"date,offered\n")
    os.utime(hands.root / "Inbound/NW.csv", (1_790_000_000, 1_790_000_000))
    file = only(hands)
    assert (file.size, file.modified.timestamp()) == (13, 1_790_000_000)


def test_links_and_pipes_are_refused_by_name(hands: FolderHands, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("not for partners")
    hands.make_folder("Inbound")
    (hands.root / "Inbound" / "link.csv").symlink_to(tmp_path / "secret.csv")
    (hands.root / "Inbound" / "folder").symlink_to(tmp_path)
    (hands.root / "Inbound" / "lost.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(hands.root / "Inbound" / "pipe.csv")
    refused = {f.name: f.refusal for f in hands.drive.listing("Inbound").files}
    assert {name: finding.rule for name, finding in refused.items() if finding} == dict.fromkeys(
        ("folder", "link.csv", "lost.csv", "pipe.csv"), "not-a-regular-file"
    )
    assert "link" in getattr(refused["link.csv"], "message", "")
    assert "pipe" in getattr(refused["pipe.csv"], "message", "")


def test_a_folder_outside_is_not_reached_by_a_link(hands: FolderHands, tmp_path: Path) -> None:
    hands.make_folder("Inbound")
    (hands.root / "Inbound" / "up").symlink_to(tmp_path)
    with pytest.raises(DriveUnavailableError, match="outside the drive"):
        hands.drive.listing("Inbound/up")


@pytest.mark.parametrize(("made", "asked"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_folder_is_found_however_its_accents_are_spelled(
    hands: FolderHands, made: Literal["NFC", "NFD"], asked: Literal["NFC", "NFD"]
) -> None:
    path = f"{unicodedata.normalize(made, 'Café/Süd')}/NW.csv"
    hands.put_file(path, b"1")
    assert paths(hands, unicodedata.normalize(asked, "Café/Süd")) == [path]


def test_a_file_that_vanishes_while_it_is_listed_is_not_there(
    hands: FolderHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    kept = Path.lstat

    def vanished(path: Path) -> os.stat_result:
        if path.name == "NW.csv":
            raise FileNotFoundError(path)
        return kept(path)

    monkeypatch.setattr(Path, "lstat", vanished)
    assert paths(hands) == []


@pytest.mark.parametrize("folder", [".snapshot", "$RECYCLE.BIN", "@eaDir", ".Trash-1000"])
def test_bins_and_snapshots_are_no_deliveries(hands: FolderHands, folder: str) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    hands.put_file(f"Inbound/{folder}/NW.csv", b"2")
    assert paths(hands) == ["Inbound/NW.csv"]


def test_what_was_left_behind_is_counted(
    hands: FolderHands, caplog: pytest.LogCaptureFixture
) -> None:
    hands.put_file("Inbound/~$NW.xlsx", b"1")
    with caplog.at_level(logging.DEBUG, logger="concord.adapters.drives.local"):
        assert paths(hands) == []
    assert "1 files that programs left behind" in caplog.text


def test_a_name_that_is_no_text_is_shown_escaped_and_read(hands: FolderHands) -> None:
    hands.make_folder("Inbound")
    hands.put_file(r"Inbound/NW_\xff.csv", b"backslash")
    name = os.fsdecode(b"NW_\xff.csv")
    (hands.root / "Inbound" / name).write_bytes(b"no text")
    files = hands.drive.listing("Inbound").files
    assert {file.path.encode() for file in files} == {rb"Inbound/NW_\xff.csv"}
    assert {file.id.encode(): read(hands, file) for file in files} == {
        rb"Inbound/NW_\xff.csv": b"backslash",
        b"/Inbound/NW_%FF.csv": b"no text",
    }


def test_a_folder_nobody_may_list_says_so(
    hands: FolderHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.make_folder("Inbound")

    def refused(_: object) -> None:
        raise PermissionError(13, "Permission denied", str(hands.root))

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(DriveUnavailableError, match="Permission denied"):
        hands.drive.listing("Inbound")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "Permission denied"), (errno.ESTALE, "Stale file handle")],
)
def test_a_file_that_cannot_be_opened_says_so(
    hands: FolderHands, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    file = only(hands)
    allowed = os.open

    def refused(path: str | Path, flags: int, *, dir_fd: int | None = None) -> int:
        if path == "NW.csv":
            raise OSError(number, os.strerror(number), path)
        return allowed(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(DriveUnavailableError, match=rf"NW\.csv.*{said}"):
        read(hands, file)


def test_a_mount_that_goes_away_while_a_file_is_read_says_so(
    hands: FolderHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.put_file("Inbound/NW.csv", b"1" * (hands.chunk + 1))
    chunks = hands.drive.content(only(hands))
    next(chunks)

    def gone(_: int) -> os.stat_result:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as now:  # and no longer: others ask for the state of files, too
        now.setattr(os, "fstat", gone)
        with pytest.raises(DriveUnavailableError, match="Input/output error"):
            list(chunks)


def test_a_file_that_is_being_appended_to_waits(hands: FolderHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1" * (hands.chunk + 1))
    chunks = hands.drive.content(only(hands))
    next(chunks)
    with (hands.root / "Inbound/NW.csv").open("ab") as growing:
        growing.write(b"more")
    with pytest.raises(FileChangingError):
        list(chunks)


def test_a_file_another_was_moved_over_waits(hands: FolderHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1" * (hands.chunk + 1))
    hands.put_file("Inbound/new.csv", b"2" * (hands.chunk + 1))
    file = next(f for f in hands.drive.listing("Inbound").files if f.name == "NW.csv")
    chunks = hands.drive.content(file)
    next(chunks)
    (hands.root / "Inbound/new.csv").replace(hands.root / "Inbound/NW.csv")
    with pytest.raises(FileChangingError):
        list(chunks)


@pytest.mark.parametrize("link", ["Inbound/NW.csv", "Inbound"])
def test_a_link_that_took_the_place_of_a_file_or_folder_is_not_followed(
    hands: FolderHands, tmp_path: Path, link: str
) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    file = only(hands)
    (hands.root / link).rename(tmp_path / "moved")
    (hands.root / link).symlink_to(tmp_path / "moved")
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(hands: FolderHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    file = only(hands)
    hands.remove("Inbound/NW.csv")
    os.mkfifo(hands.root / "Inbound/NW.csv")
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_drive_that_is_not_mounted_says_so(tmp_path: Path) -> None:
    with pytest.raises(DriveUnavailableError, match="may not be mounted"):
        LocalDrive(tmp_path / "elsewhere").listing("")


def test_nothing_is_put_where_no_drive_is_mounted(tmp_path: Path) -> None:
    with pytest.raises(DriveUnavailableError, match="may not be mounted"):
        LocalDrive(tmp_path / "elsewhere").put(report())
    assert not (tmp_path / "elsewhere").exists()


def test_a_snapshot_stands_in_for_every_folder_of_a_drive(hands: FolderHands) -> None:
    hands.put_file("Northwind/NW.csv", b"1")
    (file,) = SnapshotDrive(hands.root).listing("Castellan/Inbound").files
    assert b"".join(SnapshotDrive(hands.root).content(file)) == b"1"
