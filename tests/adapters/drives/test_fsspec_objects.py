"""Whatever has a file system in `fsspec` keeps what a drive keeps, however it tells versions."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest

from concord.adapters.drives.fsspec_objects import FileSystem, FsspecObjects
from concord.adapters.drives.object_storage import ObjectStorageDrive
from concord.adapters.drives.objects import StorageError, StoredObject, Trouble
from tests.adapters.drives.drive_contract import (
    DriveContract,
    UploadContract,
    UploadHands,
)

CHUNK = 1 << 16


class FileSystemHands(UploadHands):
    """People who reach a place by its address."""

    chunk = CHUNK

    def __init__(self, url: str) -> None:
        self.system, self.path = fsspec.url_to_fs(url)

    @cached_property
    def drive(self) -> ObjectStorageDrive:
        objects = FsspecObjects(self.system, self.path)
        return ObjectStorageDrive(objects, "", name="memory", chunk=CHUNK, pause=lambda _: None)

    @property
    def uploads(self) -> ObjectStorageDrive:
        return self.drive

    def put_file(self, path: str, content: bytes) -> None:
        place = f"{self.path}/{path}"
        self.system.makedirs(place.rpartition("/")[0], exist_ok=True)
        self.system.pipe_file(place, content)

    def replace(self, path: str, content: bytes) -> None:
        self.put_file(path, content)

    def remove(self, path: str) -> None:
        self.system.rm_file(f"{self.path}/{path}")

    def make_folder(self, path: str) -> None:
        self.put_file(f"{path}/.keep", b"")


class TestMemory(DriveContract, UploadContract):
    """Objects in memory keep what a drive keeps."""

    @pytest.fixture
    def hands(self) -> FileSystemHands:
        return FileSystemHands(f"memory://drops-{uuid4()}")


class TestFiles(DriveContract):
    """Files by their address keep what a drive keeps."""

    @pytest.fixture
    def hands(self, tmp_path: Path) -> FileSystemHands:
        return FileSystemHands(f"file://{tmp_path}/drive")


class OneObject:
    """A file system that holds one object and says of it what it is told to say."""

    def __init__(self, **info: object) -> None:
        self.told: Mapping[str, Any] = {"size": 4, **info}
        self.fails: Exception | None = None

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, Any]]:
        assert detail
        return {f"{path}/NW.csv": self.info(path), "elsewhere/x.csv": self.info(path)}

    def info(self, path: str) -> Mapping[str, Any]:
        assert path
        if self.fails:
            raise self.fails
        return self.told

    def cat_file(self, path: str, *, start: int, end: int) -> bytes:
        assert path
        return b"abc"[start:end]

    def makedirs(self, path: str, *, exist_ok: bool) -> None:
        assert path
        assert exist_ok

    def pipe_file(self, path: str, value: bytes, *, mode: str) -> object:
        raise FileExistsError(path, value, mode)

    def invalidate_cache(self) -> None:
        """There is none."""


def the_object(**info: object) -> StoredObject:
    """Return how an object is listed of which a system tells this."""
    system: FileSystem = OneObject(**info)
    (found,) = FsspecObjects(system, "bucket").page("in/", "").objects
    return found


TOLD = datetime(2026, 11, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        {"LastModified": TOLD},
        {"last_modified": TOLD.astimezone(timezone(timedelta(hours=8)))},
        {"updated": "2026-11-03T08:00:00.000Z"},
        {"modified": datetime(2026, 11, 3, 8)},  # noqa: DTZ001 - as some systems tell it
        {"mtime": TOLD.timestamp()},
    ],
)
def test_times_are_understood_as_systems_tell_them(told: Mapping[str, object]) -> None:
    assert the_object(**told).modified == TOLD


def test_an_object_without_a_time_keeps_still_for_long() -> None:
    assert the_object().modified.year == 1970


@pytest.mark.parametrize("name", ["generation", "etag", "ETag", "md5Hash"])
def test_the_tag_of_an_object_tells_its_versions(name: str) -> None:
    first, second = (the_object(mtime=1.0, **{name: tag}).version for tag in "ab")
    assert first != second


def test_only_what_lies_below_is_listed() -> None:
    assert the_object().key == "in/NW.csv"


def test_an_answer_that_is_too_short_is_asked_for_again() -> None:
    objects = FsspecObjects(OneObject(etag="a"), "bucket")
    version = objects.stored("NW.csv").version
    with pytest.raises(StorageError) as raised:
        objects.part("NW.csv", version, 0, 4)
    assert raised.value.trouble is Trouble.PASSING


def test_what_is_there_is_not_stored_over() -> None:
    with pytest.raises(StorageError) as raised:
        FsspecObjects(OneObject(), "bucket").create("in/NW.csv", b"1", "text/csv", "key")
    assert raised.value.trouble is Trouble.EXISTS


@pytest.mark.parametrize(
    "error", [RuntimeError("secret"), KeyError("secret"), OSError("secret"), TimeoutError()]
)
def test_whatever_a_system_raises_is_trouble_without_its_words(error: Exception) -> None:
    system = OneObject()
    system.fails = error
    with pytest.raises(StorageError) as raised:
        FsspecObjects(system, "bucket").page("in/", "")
    assert "secret" not in str(raised.value)


def test_what_a_system_tells_in_no_known_way_is_trouble() -> None:
    with pytest.raises(StorageError, match="ValueError"):
        the_object(updated="yesterday")
