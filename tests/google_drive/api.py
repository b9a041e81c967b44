"""The methods of the Drive API that Concord calls, over made-up contents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.google_drive.account import AUTH
from tests.google_drive.contents import DRIVE, FOLDER, Contents, Item
from tests.google_drive.queries import QueryError, parsed

Json = dict[str, Any]
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")
_MANAGE, _READ, _OWN = f"{AUTH}drive", f"{AUTH}drive.readonly", f"{AUTH}drive.file"


class RefusedError(Exception):
    """A request that is answered with a status and Google's word for the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


@dataclass
class Media:
    """An answer that is bytes."""

    content: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    """Answers calls by their arguments, for an account with some scopes.

    `page` is the most items that are listed at once; `incomplete` the number of searches that
    look at a part of the drive only.  While it is `lagging`, nothing is found by its properties.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.page = 7
        self.incomplete = 0
        self.export_limit = 10 << 20
        self.may_write = True
        self.lagging = False
        self._pages: dict[str, list[Item]] = {}
        self._numbers = count(1)

    def answer(
        self, method: str, given: Mapping[str, str], body: Json, scopes: frozenset[str], span: str
    ) -> Json | Media:
        """Answer a call.  Raises RefusedError."""
        with self.contents.lock:
            match method:
                case "files.list":
                    return self._list(given, scopes)
                case "files.get":
                    return self._get(self._item(given, scopes), given, span)
                case "files.export":
                    return self._export(self._item({**given, **_ALL}, scopes))
                case "files.generateIds":
                    self._require(scopes)
                    return {"ids": [self.contents.new_id() for _ in range(int(given["count"]))]}
                case "files.create":
                    return self.create(body, scopes, None)
                case "files.update":
                    return self._update(self._item(given, scopes), body, scopes)
                case "changes.getStartPageToken":
                    self._on_the_drive(given)
                    return {"startPageToken": self._token(len(self.contents.changes))}
                case "changes.list":
                    return self._changes(given)
                case _:
                    raise RefusedError(501, "notImplemented")

    def forget_pages(self) -> None:
        """Lose the place of all listings under way."""
        self._pages.clear()

    def forget_changes(self) -> None:
        """Let all tokens of changes be too old."""
        self.contents.forgotten = len(self.contents.changes)
        self.contents.changes.append("")

    def _list(self, given: Mapping[str, str], scopes: frozenset[str]) -> Json:
        if not {_MANAGE, _READ, _OWN} & scopes:
            raise RefusedError(403, "insufficientPermissions")
        if {**given, **_EVERYWHERE} != dict(given) or "driveId" not in given:
            return {"files": [], "incompleteSearch": False}  # the account's own, empty drive
        if given["driveId"] != DRIVE:
            raise RefusedError(404, "notFound")
        found = self._found(given, scopes)
        most = min(int(given.get("pageSize", "100")), self.page)
        answer: Json = {"kind": "drive#fileList", "incompleteSearch": self.incomplete > 0}
        self.incomplete = max(self.incomplete - 1, 0)
        if found[most:]:
            answer["nextPageToken"] = f"page-{next(self._numbers)}"
            self._pages[answer["nextPageToken"]] = found[most:]
        return {**answer, "files": [item.resource for item in found[:most]]}

    def _found(self, given: Mapping[str, str], scopes: frozenset[str]) -> list[Item]:
        if "pageToken" in given:
            if given["pageToken"] not in self._pages:
                raise RefusedError(400, "invalid")
            return self._pages.pop(given["pageToken"])
        try:
            holds = parsed(given.get("q", "trashed = false"))
        except QueryError:
            raise RefusedError(400, "invalid") from None
        if self.lagging and "appProperties" in given.get("q", ""):
            return []
        items = reversed(self.contents.items.values())
        return [
            item for item in items if item.drive == DRIVE and holds(item) and _seen(item, scopes)
        ]

    def _item(self, given: Mapping[str, str], scopes: frozenset[str]) -> Item:
        item = self.contents.items.get(given["fileId"])
        if item is None or given.get("supportsAllDrives") != "true" or not _seen(item, scopes):
            raise RefusedError(404, "notFound")
        return item

    def _get(self, item: Item, given: Mapping[str, str], span: str) -> Json | Media:
        if given.get("alt") != "media":
            return item.resource
        if not item.has_bytes:
            raise RefusedError(403, "fileNotDownloadable")
        if not item.downloadable:
            raise RefusedError(403, "cannotDownloadFile")
        if item.harmful and given.get("acknowledgeAbuse") != "true":
            raise RefusedError(403, "cannotDownloadAbusiveFile")
        return _ranged(item.content or b"", span)

    def _export(self, item: Item) -> Media:
        if item.has_bytes or item.content is None:
            raise RefusedError(403, "fileNotExportable")
        if len(item.content) > self.export_limit:
            raise RefusedError(403, "exportSizeLimitExceeded")
        return Media(item.content)

    def create(self, body: Json, scopes: frozenset[str], content: bytes | None) -> Json:
        """Create a file or folder."""
        with self.contents.lock:
            self.require_creatable(body, scopes)
            kind, properties = body["mimeType"], body.get("appProperties", {})
            item = self.contents.add(
                body["name"],
                body["parents"][0],
                kind,
                id=body["id"],
                content=content,
                properties=properties,
                maker=_OWN,
            )
            return item.resource

    def require_creatable(self, body: Json, scopes: frozenset[str]) -> None:
        """Refuse what cannot be created: with an id that is taken, or in no folder."""
        with self.contents.lock:
            self._require(scopes)
            (parent,) = body["parents"]
            folder = self.contents.items.get(parent)
            if parent != DRIVE and (folder is None or folder.kind != FOLDER):
                raise RefusedError(404, "notFound")
            if body["id"] in self.contents.items:
                raise RefusedError(409, "fileIdInUse")
            if body["id"] not in self.contents.generated:
                raise RefusedError(400, "invalid")

    def _update(self, item: Item, body: Json, scopes: frozenset[str]) -> Json:
        self._require(scopes)
        if set(body) != {"trashed"}:
            raise RefusedError(501, "notImplemented")
        self.contents.trash(item, trashed=body["trashed"])
        return item.resource

    def _require(self, scopes: frozenset[str]) -> None:
        if not {_MANAGE, _OWN} & scopes:
            raise RefusedError(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        if not self.may_write:
            raise RefusedError(403, "insufficientFilePermissions")

    def _changes(self, given: Mapping[str, str]) -> Json:
        self._on_the_drive(given)
        found = re.fullmatch(r"change-(\d+)", given["pageToken"])
        if not found or int(found[1]) < self.contents.forgotten:
            raise RefusedError(400, "invalid")
        at = int(found[1])
        changed = self.contents.changes[at : at + min(int(given["pageSize"]), self.page)]
        ahead = at + len(changed)
        following = "nextPageToken" if ahead < len(self.contents.changes) else "newStartPageToken"
        if given.get("includeItemsFromAllDrives") != "true":
            changed = []
        listed = [{"kind": "drive#change", "fileId": identity} for identity in changed]
        return {"changes": listed, following: self._token(ahead)}

    def _on_the_drive(self, given: Mapping[str, str]) -> None:
        if given.get("supportsAllDrives") != "true" or given.get("driveId") != DRIVE:
            raise RefusedError(404, "notFound")

    def _token(self, at: int) -> str:
        return f"change-{at}"


_ALL = {"supportsAllDrives": "true"}
_EVERYWHERE = {**_ALL, "includeItemsFromAllDrives": "true", "corpora": "drive"}


def _seen(item: Item, scopes: frozenset[str]) -> bool:
    return bool({_MANAGE, _READ} & scopes) or item.maker in scopes


def _ranged(content: bytes, span: str) -> Media:
    found = _RANGE.fullmatch(span)
    if not found:
        return Media(content)
    start, end = int(found[1]), min(int(found[2]) + 1, len(content))
    if start >= len(content):
        raise RefusedError(416, "requestedRangeNotSatisfiable")
    where = {"Content-Range": f"bytes {start}-{end - 1}/{len(content)}"}
    return Media(content[start:end], 206, where)
