"""Why a file on a Google drive is not handed out, and what the partner can do about it."""

from __future__ import annotations

from concord.domain.finding import Finding, Severity, quoted

_SHOWN = 120


def no_right(path: str) -> Finding:
    """Return the finding of a file that its owner lets nobody download."""
    message = "The drive does not let us download this file: allow viewers to download it."
    return _refusal("no-download-right", path, "a file that may be downloaded", message)


def elsewhere(path: str) -> Finding:
    """Return the finding of a shortcut that leads nowhere, too far, or off the drive."""
    message = (
        "This is a shortcut that leads to no file on this drive: "
        "put the file itself into the folder."
    )
    return _refusal("shortcut-elsewhere", path, "a file", message)


def flagged(path: str) -> Finding:
    """Return the finding of a file that Google holds to be harmful."""
    message = (
        "Google found this file to be harmful and withholds it: send it anew, without macros."
    )
    return _refusal("flagged-by-drive", path, "a harmless file", message)


def too_large_to_export(path: str) -> Finding:
    """Return the finding of a Google Sheet beyond what Google exports."""
    message = (
        "This Google Sheet is too large to export; provide .xlsx: "
        "download it as a Microsoft Excel workbook and put that into the folder."
    )
    return _refusal("too-large-to-export", path, "a workbook (.xlsx)", message)


def _refusal(rule: str, path: str, expected: str, message: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule=rule,
        where="",
        found=quoted(path, limit=_SHOWN),
        expected=expected,
        message=message,
    )
