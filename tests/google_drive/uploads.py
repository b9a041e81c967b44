"""Uploads in parts, as Google takes them."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.google_drive.api import Api, RefusedError
from tests.google_drive.discovery import Call

_QUARTER_MEGABYTE = 1 << 18
_SPAN = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)")


@dataclass
class Session:
    """An upload under way; `created` is the file once all its bytes are there."""

    call: Call
    body: dict[str, Any]
    scopes: frozenset[str]
    total: int
    content: bytes = b""
    created: dict[str, Any] | None = None

    @property
    def size(self) -> int:
        return len(self.content)


class Uploads:
    """The uploads of a drive."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._sessions: dict[str, Session] = {}
        self._numbers = itertools.count(1)

    def begin(
        self,
        call: Call,
        body: dict[str, Any],
        scopes: frozenset[str],
        headers: Mapping[str, str],
    ) -> str:
        """Begin an upload and return the query by which it is gone on with."""
        if call.arguments.get("uploadType") != "resumable":
            raise RefusedError(501, "notImplemented")
        self._api.require_creatable(body, scopes)
        total = int(headers["x-upload-content-length"])
        identity = f"upload-{next(self._numbers)}"
        self._sessions[identity] = Session(call, body, scopes, total)
        return f"uploadType=resumable&upload_id={identity}"

    def part(self, identity: str, headers: Mapping[str, str], content: bytes) -> Session:
        """Take a part, or none, and return the upload as it then stands."""
        with self._api.contents.lock:
            if identity not in self._sessions:
                raise RefusedError(404, "notFound")
            session = self._sessions[identity]
            if session.created is None:
                self._take(session, headers.get("content-range", ""), content)
            return session

    def forget(self) -> None:
        """Lose all uploads under way."""
        self._sessions.clear()

    def _take(self, session: Session, span: str, content: bytes) -> None:
        found = _SPAN.fullmatch(span)
        if span and not found:
            raise RefusedError(400, "badContent")
        if found and found[1]:
            start, end = int(found[1]), int(found[2]) + 1
            whole = end == session.total or len(content) % _QUARTER_MEGABYTE == 0
            if start != session.size or end - start != len(content) or not whole:
                raise RefusedError(400, "badContent")
            session.content += content
        asks = found is not None and not found[1]
        if session.size == session.total and not (asks and session.total == 0):
            session.created = self._api.create(session.body, session.scopes, session.content)
