"""What stands on a made-up Google shared drive, and all that changed there."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Any

DRIVE, OTHER_DRIVE = "0AMadeUpSharedDrivePVA", "0AnotherMadeUpDrivePVA"
GOOGLE = "application/vnd.google-apps."
FOLDER, SHEET, SHORTCUT = f"{GOOGLE}folder", f"{GOOGLE}spreadsheet", f"{GOOGLE}shortcut"
BLOB = "application/octet-stream"
_BEGIN = datetime(2026, 10, 1, 8, tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """Return a moment as Google writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment:%f}"[:3] + "Z"


@dataclass
class Item:
    """A file, folder, shortcut or Google document; `maker` is the scope it was made with."""

    id: str
    name: str
    kind: str
    parents: list[str]
    created: datetime
    modified: datetime
    content: bytes | None = None
    drive: str = DRIVE
    head: int = 1
    version: int = 1
    trashed: bool = False
    is_trashed: bool = False
    downloadable: bool = True
    harmful: bool = False
    target: str = ""
    maker: str = ""
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def has_bytes(self) -> bool:
        return not self.kind.startswith(GOOGLE)

    @property
    def resource(self) -> dict[str, Any]:
        """The item as the API gives it."""
        return {
            "kind": "drive#file",
            "id": self.id,
            "name": self.name,
            "mimeType": self.kind,
            "parents": self.parents,
            "driveId": self.drive,
            "trashed": self.is_trashed,
            "createdTime": stamp(self.created),
            "modifiedTime": stamp(self.modified),
            "version": str(self.version),
            "capabilities": {"canDownload": self.downloadable},
            **self._bytes,
            **({"shortcutDetails": {"targetId": self.target}} if self.target else {}),
            **({"appProperties": self.properties} if self.properties else {}),
        }

    @property
    def _bytes(self) -> dict[str, Any]:
        if self.content is None:
            return {}
        size = {"size": str(len(self.content))}
        if not self.has_bytes:
            return size
        md5 = hashlib.md5(self.content, usedforsecurity=False).hexdigest()
        return {**size, "md5Checksum": md5, "headRevisionId": f"0Rev{self.head}{self.id}"}


class Contents:
    """A shared drive.  Every method may be called from any thread."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.items: dict[str, Item] = {}
        self.changes: list[str] = []
        self.forgotten = 0
        self.generated: set[str] = set()
        self._ids = itertools.count(1)
        self._ticks = itertools.count(1)

    def new_id(self) -> str:
        """Return an id that nothing has yet."""
        with self.lock:
            identity = f"1MadeUp{next(self._ids):024}"
            self.generated.add(identity)
            return identity

    def add(self, name: str, parent: str, kind: str = BLOB, **given: Any) -> Item:  # noqa: ANN401 - as the item's fields
        """Put something there."""
        with self.lock:
            now = _BEGIN + timedelta(milliseconds=next(self._ticks))
            identity = given.pop("id", "") or self.new_id()
            item = Item(identity, name, kind, [parent], now, now, **given)
            self.items[identity] = item
            self._changed(item)
            return item

    def replace(self, item: Item, content: bytes) -> None:
        """Give a file other content; the time of its modification stays what it was."""
        with self.lock:
            item.content = content
            item.head += 1
            self._changed(item)

    def trash(self, item: Item, *, trashed: bool = True) -> None:
        """Put something into the bin, with all that is inside, or take it out."""
        with self.lock:
            item.trashed = trashed
            for each in self._all_inside(item):
                each.is_trashed = trashed or each.trashed
                self._changed(each)

    def remove(self, item: Item) -> None:
        """Delete something for good."""
        with self.lock:
            del self.items[item.id]
            self._changed(item)

    def move(self, item: Item, parent: str, name: str) -> None:
        """Give something another place."""
        with self.lock:
            item.parents, item.name = [parent], name
            self._changed(item)

    def touch(self, item: Item) -> None:
        """Change something about an item that is not its content."""
        with self.lock:
            self._changed(item)

    def folder(self, path: str) -> str:
        """Return the id of a folder, made where it is missing."""
        at = DRIVE
        for name in filter(None, path.split("/")):
            found = self.inside(at, name)
            at = found.id if found else self.add(name, at, FOLDER).id
        return at

    def inside(self, parent: str, name: str) -> Item | None:
        """Return the first thing of a name in a folder, if any."""
        with self.lock:
            return next(
                (i for i in self.items.values() if i.parents == [parent] and i.name == name), None
            )

    def at(self, path: str) -> Item:
        """Return what stands at a path."""
        folder, _, name = path.rpartition("/")
        found = self.inside(self.folder(folder), name)
        assert found, path
        return found

    def _all_inside(self, item: Item) -> Iterator[Item]:
        yield item
        for each in list(self.items.values()):
            if item.id in each.parents:
                yield from self._all_inside(each)

    def _changed(self, item: Item) -> None:
        item.version += 1
        self.changes.append(item.id)
