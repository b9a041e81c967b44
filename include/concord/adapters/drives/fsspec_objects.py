"""Objects in whatever `fsspec` has a file system for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from concord.adapters.drives.objects import Page, StorageError, StoredObject, Trouble
from concord.adapters.drives.storage_trouble import storage_error

_VERSIONS = ("generation", "ETag", "etag", "eTag", "md5Hash", "version_id")
_TIMES = ("LastModified", "last_modified", "updated", "mtime", "modified", "created")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
T = TypeVar("T")


class FileSystem(Protocol):
    """What is asked of a file system of `fsspec`."""

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, Any]]: ...

    def info(self, path: str) -> Mapping[str, Any]: ...

    def cat_file(self, path: str, *, start: int, end: int) -> bytes: ...

    def makedirs(self, path: str, *, exist_ok: bool) -> None: ...

    def pipe_file(self, path: str, value: bytes, *, mode: str) -> object: ...

    def invalidate_cache(self) -> None: ...


class FsspecObjects:
    """The objects below a path of a file system, which must keep no listings.

    Such a system reads no version by name: each part is followed by a look at what stands there.
    """

    def __init__(self, system: FileSystem, path: str) -> None:
        self._system = system
        self._path = path.rstrip("/")

    def page(self, prefix: str, following: str) -> Page:  # noqa: ARG002 - there is but one page
        """List everything below a prefix."""
        folder = self._place(prefix.rstrip("/")).rstrip("/")
        return Page(objects=self._do(lambda: tuple(self._below(folder, prefix))))

    def _below(self, folder: str, prefix: str) -> Iterator[StoredObject]:
        for path, info in self._system.find(folder, detail=True).items():
            if path.startswith(f"{folder}/"):
                yield _stored(f"{prefix}{path.removeprefix(f'{folder}/')}", info)

    def part(self, key: str, version: str, start: int, size: int) -> bytes:
        """Return a range of an object, unless it is of another version by then."""
        place = self._place(key)
        end = start + size
        content = self._do(lambda: self._system.cat_file(place, start=start, end=end))
        if self.stored(key).version != version:
            raise StorageError(Trouble.REPLACED, "it was replaced")
        if len(content) != size:
            raise StorageError(Trouble.PASSING, "the answer was cut off")
        return content

    def create(self, key: str, content: bytes, content_type: str, label: str) -> None:  # noqa: ARG002 - a file system has no place for types and labels
        """Store an object, as exclusively as the system can."""
        place = self._place(key)

        def store() -> None:
            self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(place, content, mode="create")

        self._do(store)

    def stored(self, key: str) -> StoredObject:
        """Return what stands under a key."""
        return self._do(lambda: _stored(key, self._system.info(self._place(key))))

    def _place(self, key: str) -> str:
        return f"{self._path}/{key}"

    def _do(self, ask: Callable[[], T]) -> T:
        self._system.invalidate_cache()
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - each system raises what its library does
            raise storage_error(error) from None


def _stored(key: str, info: Mapping[str, Any]) -> StoredObject:
    size = int(info["size"])
    tags = [str(info[name]) for name in _VERSIONS if info.get(name)]
    times = [_moment(info[name]) for name in _TIMES if info.get(name)]
    return StoredObject(
        key=key,
        size=size,
        modified=times[0] if times else _LONG_AGO,
        version="|".join((*tags, *map(str, times), str(size))),
    )


def _moment(told: object) -> datetime:
    """Return a time as systems tell them, some as seconds, in UTC where they name no zone."""
    if isinstance(told, (int, float)):
        return datetime.fromtimestamp(told, UTC)
    moment = told if isinstance(told, datetime) else datetime.fromisoformat(str(told))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
