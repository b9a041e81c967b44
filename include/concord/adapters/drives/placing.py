"""What all drives ask of a file that is put on them."""

from __future__ import annotations

from concord.adapters.drives.left_behind import is_left_behind
from concord.domain.errors import DriveUnavailableError, KeyReusedWithOtherContentError
from concord.domain.finding import quoted
from concord.ports import Upload

_SHOWN = 120


def require_plain_name(upload: Upload) -> str:
    """Return the name of a file to put, which must be no path and must be seen in listings.

    Raises DriveUnavailableError.
    """
    name = upload.name
    if not name or "/" in name or "\0" in name or is_left_behind(name):
        message = f"{quoted(name, limit=_SHOWN)} is no name for a file on a drive."
        raise DriveUnavailableError(message)
    return name


def taken(upload: Upload) -> KeyReusedWithOtherContentError:
    """Return the error of a file whose place another content has."""
    name, folder = quoted(upload.name, limit=_SHOWN), quoted(upload.folder, limit=_SHOWN)
    return KeyReusedWithOtherContentError(
        f"Another content stands for {quoted(upload.key, limit=_SHOWN)}: "
        f"there is a different file {name} in the folder {folder}."
    )
