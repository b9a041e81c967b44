"""Files put into a folder appear whole, once, and over nothing."""

import errno
import os
from pathlib import Path

import pytest

from concord.adapters.drives.local_upload import put_once
from concord.domain.errors import DriveUnavailableError, KeyReusedWithOtherContentError
from tests.adapters.drives.drive_contract import report


@pytest.fixture(params=["hard links", "no hard links"])
def folder(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Path:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if request.param == "no hard links":
        monkeypatch.setattr(os, "link", refused)
    return tmp_path / "Reports"


def test_nothing_but_the_file_is_left_there(folder: Path) -> None:
    put = put_once(folder, report())
    assert put_once(folder, report()) == put
    assert list(folder.iterdir()) == [put]
    assert put.read_bytes() == report().content


def test_people_can_read_what_they_can_read_of_others(folder: Path) -> None:
    folder.mkdir()
    (folder / "other.pdf").touch()
    put = put_once(folder, report())
    assert put.stat().st_mode == (folder / "other.pdf").stat().st_mode


def test_a_file_of_somebody_else_stays_as_it_is(folder: Path) -> None:
    folder.mkdir()
    (folder / report().name).write_bytes(b"by hand")
    with pytest.raises(KeyReusedWithOtherContentError, match="a different file"):
        put_once(folder, report())
    assert [file.read_bytes() for file in folder.iterdir()] == [b"by hand"]


def test_a_file_that_came_first_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / report().name).write_bytes(b"by hand")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    with pytest.raises(KeyReusedWithOtherContentError):
        put_once(folder, report())


def test_a_link_there_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "elsewhere").write_bytes(report().content)
    (folder / report().name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyReusedWithOtherContentError):
        put_once(folder, report())


def test_a_disk_that_is_full_is_told_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DriveUnavailableError, match="No space left"):
        put_once(folder, report())
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_linked_in_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", broken)
    with pytest.raises(DriveUnavailableError, match="Input/output error"):
        put_once(tmp_path, report())
