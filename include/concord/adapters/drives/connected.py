"""Which drive a connection leads to; each kind is imported only where there is one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from concord.adapters.drives.local import LocalDrive
from concord.adapters.locations import FOLDER_TYPES, folder_of
from concord.domain.errors import ConnectionMalformedError
from concord.domain.finding import quoted
from concord.ports import ConnectionSettings, Drive, UploadDrive

_S3_TYPES = frozenset({"aws", "s3"})
_S3_SCHEMES = frozenset({"s3", "s3a"})
_FOLDER_SCHEMES = frozenset({"file", "local"})
_KINDS = (
    "fs (a folder of this machine), aws or s3 (S3 and what speaks its protocol), "
    "object_storage (other object storage, by its url) and google_cloud_platform (Google Drive)"
)


class ConnectedDrive(Drive, UploadDrive, Protocol):
    """A drive on which files are found, and can be put."""


def drive_for(connection: ConnectionSettings) -> ConnectedDrive:
    """Return the drive of a connection, by its type.  Nothing is asked of the drive yet.

    Raises ConnectionMalformedError for a type that is no drive, or when something is missing.
    """
    kind = connection.type.strip().lower()
    if kind in FOLDER_TYPES:
        return LocalDrive(folder_of(replace(connection, type=kind)))
    if kind in _S3_TYPES:
        return _s3(connection, _bucket_url(connection), {})
    if kind == "object_storage":
        return _object_storage(connection)
    if kind == "google_cloud_platform":
        from concord.adapters.drives.google import google_drive

        return google_drive(connection)
    message = (
        f"The connection {quoted(connection.id)} is of type {quoted(connection.type)}, "
        f"which is no drive; drives are {_KINDS}."
    )
    raise ConnectionMalformedError(message)


def _bucket_url(connection: ConnectionSettings) -> str:
    """Return the extra `url`, or that of the extra `bucket_name`."""
    url = _text(connection, "url")
    if urlsplit(url).scheme in _S3_SCHEMES:
        return url
    bucket = _text(connection, "bucket_name")
    if url or not bucket or "/" in bucket:
        raise _lacks(connection, "its bucket in the extra `url`, such as s3://bucket/folder")
    return f"s3://{bucket}"


def _object_storage(connection: ConnectionSettings) -> ConnectedDrive:
    url = _text(connection, "url")
    scheme = urlsplit(url).scheme
    if not scheme:
        raise _lacks(connection, "its place in the extra `url`, such as gs://bucket/folder")
    if scheme in _FOLDER_SCHEMES:
        as_folder = {"path": urlsplit(url).path}
        return LocalDrive(folder_of(replace(connection, type="fs", extra=as_folder)))
    options = _options(connection)
    if scheme in _S3_SCHEMES:
        return _s3(connection, url, options)
    return _by_fsspec(connection, url, options)


def _s3(connection: ConnectionSettings, url: str, options: Mapping[str, object]) -> ConnectedDrive:
    from concord.adapters.drives.object_storage import ObjectStorageDrive
    from concord.adapters.drives.s3_objects import S3Objects
    from concord.adapters.drives.s3_system import s3_system

    bucket, prefix = _place(url)
    if not bucket:
        raise _lacks(connection, "its bucket in the extra `url`, such as s3://bucket/folder")
    objects = S3Objects(s3_system(connection, options), bucket)
    return ObjectStorageDrive(objects, prefix, name=f"s3://{bucket}")


def _by_fsspec(
    connection: ConnectionSettings, url: str, options: Mapping[str, object]
) -> ConnectedDrive:
    from fsspec.core import url_to_fs

    from concord.adapters.drives.fsspec_objects import FsspecObjects
    from concord.adapters.drives.object_storage import ObjectStorageDrive

    try:
        system, path = url_to_fs(url, **{"use_listings_cache": False, **options})
    except ImportError as error:
        message = f"The connection {quoted(connection.id)} needs a package: {error}."
        raise ConnectionMalformedError(message) from None
    except Exception as error:  # noqa: BLE001 - each file system refuses options in its own way
        # What it says may quote the options, and those hold secrets.
        kind = type(error).__name__
        message = f"The url or storage_options of {quoted(connection.id)} do not work: {kind}."
        raise ConnectionMalformedError(message) from None
    bucket, _ = _place(url)
    name = f"{urlsplit(url).scheme}://{bucket}"
    return ObjectStorageDrive(FsspecObjects(system, path), "", name=name)


def _place(url: str) -> tuple[str, str]:
    """Return bucket and path of an url: `#` and `?` are letters of names as others are."""
    bucket, _, path = url.partition("://")[2].partition("/")
    return bucket.rpartition("@")[2], path


def _text(connection: ConnectionSettings, name: str) -> str:
    return str(connection.extra.get(name) or "").strip()


def _options(connection: ConnectionSettings) -> Mapping[str, object]:
    raw = connection.extra.get("storage_options") or {}
    try:
        options = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        options = None
    if not isinstance(options, Mapping):
        raise _lacks(connection, "an object of options in the extra `storage_options`") from None
    return options


def _lacks(connection: ConnectionSettings, what: str) -> ConnectionMalformedError:
    return ConnectionMalformedError(f"The connection {quoted(connection.id)} needs {what}.")
