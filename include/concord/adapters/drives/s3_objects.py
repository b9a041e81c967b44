"""Objects in S3, or in a store that speaks its protocol."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC
from typing import Any, Protocol
from urllib.parse import quote

from fsspec.asyn import sync

from concord.adapters.drives.objects import Page, StorageError, StoredObject, Trouble
from concord.adapters.drives.storage_trouble import storage_error
from concord.domain.finding import Finding, Severity, quoted

_SECONDS = 120
_ASLEEP = frozenset({"GLACIER", "DEEP_ARCHIVE"})
_LABEL = "concord-key"


class S3System(Protocol):
    """What is asked of a file system of `s3fs`."""

    @property
    def loop(self) -> AbstractEventLoop: ...

    def call_s3(self, method: str, **asked: object) -> Mapping[str, Any]: ...


class Body(Protocol):
    """The content of an answer, as it comes in."""

    async def read(self) -> bytes: ...

    def close(self) -> None: ...


class S3Objects:
    """The objects of one bucket, by an `s3fs` file system.

    Its own calls are used, not its file interface: those can be pinned to a version, and take
    keys as they are.
    """

    def __init__(self, system: S3System, bucket: str) -> None:
        self._system = system
        self._bucket = bucket

    def page(self, prefix: str, following: str) -> Page:
        """List up to a thousand objects."""
        asked = {"ContinuationToken": following} if following else {}
        answer = self._call("list_objects_v2", Prefix=prefix, **asked)
        objects = tuple(_stored(each["Key"], each) for each in answer.get("Contents", ()))
        return Page(objects=objects, following=answer.get("NextContinuationToken", ""))

    def part(self, key: str, version: str, start: int, size: int) -> bytes:
        """Return a range of an object, which S3 hands out only while its tag is that one."""
        asked = f"bytes={start}-{start + size - 1}"
        answer = self._call("get_object", Key=key, IfMatch=version, Range=asked)
        with closing(answer["Body"]) as body:
            content = self._read(body)
        if answer.get("ETag", version) != version:
            raise StorageError(Trouble.REPLACED, "it was replaced")
        if len(content) != size:
            raise StorageError(Trouble.PASSING, "the answer was cut off")
        return content

    def create(self, key: str, content: bytes, content_type: str, label: str) -> None:
        """Store an object on the condition that there is none."""
        try:
            self._call(
                "put_object",
                Key=key,
                Body=content,
                ContentType=content_type,
                Metadata={_LABEL: quote(label)},
                IfNoneMatch="*",
            )
        except StorageError as error:
            if error.trouble is Trouble.REPLACED:
                raise StorageError(Trouble.EXISTS, error.reason) from None
            raise

    def stored(self, key: str) -> StoredObject:
        """Return what stands under a key, by its head."""
        head = self._call("head_object", Key=key)
        return _stored(key, {**head, "Size": head["ContentLength"]})

    def _call(self, method: str, **asked: object) -> Mapping[str, Any]:
        try:
            return self._system.call_s3(method, Bucket=self._bucket, **asked)
        except Exception as error:  # noqa: BLE001 - s3fs passes on whatever its libraries raise
            raise storage_error(error) from None

    def _read(self, body: Body) -> bytes:
        try:
            content: bytes = sync(self._system.loop, body.read, timeout=_SECONDS)
        except Exception as error:  # noqa: BLE001 - as above
            raise storage_error(error) from None
        return content


def _stored(key: str, answer: Mapping[str, Any]) -> StoredObject:
    return StoredObject(
        key=key,
        size=answer["Size"],
        modified=answer["LastModified"].astimezone(UTC),
        version=answer["ETag"],
        refusal=_refusal(key) if answer.get("StorageClass") in _ASLEEP else None,
    )


def _refusal(key: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="archived-file",
        where="",
        found=quoted(key, limit=120),
        expected="a file that can be read at once",
        message="The file was put into an archive: put it into the folder again.",
    )
