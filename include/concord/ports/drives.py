"""Shared drives: where partners drop files, and where reports may be put for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFile:
    """A file as a drive lists it.

    `path` is where people see it, below the drive's root; two files may share it where the
    drive allows equal names.  `id` is what the drive knows it by, and stays when it is
    renamed; `revision` changes whenever its content does.  `size` is None where the drive
    cannot tell before the download.  `refusal` says why a file cannot be handed out at all,
    such as a missing right: its content is then not asked for.
    """

    id: str
    revision: str
    name: str
    path: str
    size: int | None
    modified: datetime
    refusal: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All files below a folder, and a mark by which the drive can say that nothing changed.

    The mark was taken before the files were listed; it is empty where the drive keeps none.
    """

    files: tuple[DriveFile, ...]
    mark: str = ""


class Drive(Protocol):
    """A shared drive, seen from one of its folders."""

    def listing(self, folder: str) -> Listing:
        """List all files below `folder`, whole.  Raises DriveUnavailableError."""
        ...

    def unchanged_since(self, mark: str) -> bool:
        """Say whether surely nothing on the drive changed since a listing with that mark.

        False where the drive cannot tell, or does not know the mark any more.  Raises
        DriveUnavailableError.
        """
        ...

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the bytes of a listed file.

        Raises FileChangingError when it is not any more what was listed, or changes
        meanwhile, FileRefusedError when the drive will not hand it out, and
        DriveUnavailableError when the drive cannot be reached.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to put on a drive, such as a report.

    `key` is its business identity (`harbour/2026-10/report/v1`): the same key is the same
    file, however often it is put.
    """

    key: str
    folder: str
    name: str
    content: bytes
    content_type: str


class UploadDrive(Protocol):
    """A shared drive on which files can be put."""

    def put(self, upload: Upload) -> str:
        """Put a file there once and return its id on the drive; a repeat changes nothing.

        Raises KeyReusedWithOtherContentError when the key stands for another content there,
        and DriveUnavailableError.
        """
        ...
