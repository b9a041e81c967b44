"""Putting files on a Google drive, each once, however often and from wherever it is tried.

What stands for a key is found by a hash of the key that is kept with the file.  Google lets
nobody claim a key, so two who put the same at the same time may both find nothing, and both
create.  Everybody therefore looks again after having created: of several files of one key the
oldest stands, and the younger ones go to the bin.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

from googleapiclient.http import HttpRequest, MediaIoBaseUpload

from concord.adapters.drives.google_items import CONTENT, FOLDER, KEY, GoogleItem
from concord.adapters.drives.google_queries import GoogleQueries, literal, oldest_first, path_of
from concord.adapters.drives.google_requests import GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from concord.adapters.drives.placing import require_plain_name, taken
from concord.ports import Upload

_SESSION_LOST = frozenset({Trouble.GONE, Trouble.TOKEN_UNKNOWN})


class GoogleUpload:
    """Puts files on a drive, in parts of `chunk` bytes: for Google a multiple of 256 KiB."""

    def __init__(self, requests: GoogleRequests, queries: GoogleQueries, chunk: int) -> None:
        self._requests = requests
        self._queries = queries
        self._chunk = chunk

    def put(self, upload: Upload) -> str:
        """Put a file there once and return its id; see `UploadDrive.put`.

        Raises GoogleError besides.
        """
        name = require_plain_name(upload)
        path = path_of(upload.folder)
        key, content = _hash(upload.key.encode()), _hash(upload.content)
        standing = self._with_key(key) or self._created(upload, name, path, key, content)
        first, *younger = oldest_first(standing)
        for item in younger:
            self._bin(item.id)
        if first.content != content:
            raise taken(upload)
        return first.id

    def _with_key(self, key: str) -> list[GoogleItem]:
        has = f"{{ key={literal(KEY)} and value={literal(key)} }}"
        return self._queries.found(f"appProperties has {has} and trashed = false")

    def _created(
        self, upload: Upload, name: str, path: list[str], key: str, content: str
    ) -> list[GoogleItem]:
        """Create a file where there is none, and return all that then stand for its key."""
        folder = self._folder(path)
        standing = self._inside(folder, key)
        if standing:
            return standing
        body = {
            "name": name,
            "parents": [folder],
            "mimeType": upload.content_type,
            "appProperties": {KEY: key, CONTENT: content},
        }
        own = self._create(body, upload.content)
        found = {item.id: item for item in (*self._with_key(key), *self._inside(folder, key))}
        return list({own.id: own, **found}.values())

    def _inside(self, folder: str, key: str) -> list[GoogleItem]:
        """Return what stands for a key in a folder: searches for keys may lag behind."""
        return [item for item in self._queries.inside([folder]) if item.key == key]

    def _folder(self, path: list[str]) -> str:
        """Return the id of a folder, and make it where it is missing."""
        folder = self._queries.drive
        for name in path:
            found = self._queries.named([folder], name)
            folder = found[0].id if found else self._made(folder, name)
        return folder

    def _made(self, parent: str, name: str) -> str:
        """Make a folder; if another was there before it, take that and give up our own."""
        own = self._create({"name": name, "parents": [parent], "mimeType": FOLDER}, None)
        found = {item.id: item for item in self._queries.named([parent], name)}
        first = oldest_first({own.id: own, **found}.values())[0]
        if first.id != own.id:
            self._bin(own.id)
        return first.id

    def _create(self, body: dict[str, Any], content: bytes | None) -> GoogleItem:
        """Create a file or folder under an id of its own, so that a repeat makes no twin."""
        files = self._requests.files
        made = self._requests.ask(
            lambda: files.generateIds(count=1, space="drive", type="files", fields="ids")
        )
        identity = str(made["ids"][0])
        known = {**body, "id": identity}
        try:
            if content is None:
                self._requests.ask(lambda: self._request(known, None))
            else:
                self._send_in_parts(known, content)
        except GoogleError as error:
            if error.trouble is not Trouble.EXISTS:
                raise
        item = self._queries.item(identity)
        if content is not None and item.md5 not in {"", _md5(content)}:
            self._bin(identity)
            raise GoogleError(Trouble.LASTING, "what arrived there is not what was sent")
        return item

    def _request(self, body: dict[str, Any], media: MediaIoBaseUpload | None) -> HttpRequest:
        return self._requests.files.create(
            body=body, media_body=media, supportsAllDrives=True, fields="id"
        )

    def _send_in_parts(self, body: dict[str, Any], content: bytes) -> None:
        """Send a file part by part; after trouble Google is asked what it has got.

        Even a small one: at once it would go between marks of text, which may eat its last byte.
        """
        media = MediaIoBaseUpload(
            io.BytesIO(content), body["mimeType"], chunksize=self._chunk, resumable=True
        )
        self._requests.persistently(lambda: self._send(self._request(body, media)))

    def _send(self, request: HttpRequest) -> None:
        step: Callable[[], tuple[object, object]] = request.next_chunk
        answer: object = None
        try:
            while answer is None:
                _, answer = self._requests.persistently(lambda: self._requests.once(step))
        except GoogleError as error:
            if request.resumable_uri and error.trouble in _SESSION_LOST:
                raise GoogleError(Trouble.PASSING, "it forgot the upload") from error
            raise

    def _bin(self, identity: str) -> None:
        files = self._requests.files
        try:
            self._requests.ask(
                lambda: files.update(
                    fileId=identity,
                    body={"trashed": True},
                    supportsAllDrives=True,
                    fields="id",
                )
            )
        except GoogleError as error:
            if error.trouble is not Trouble.GONE:
                raise


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
