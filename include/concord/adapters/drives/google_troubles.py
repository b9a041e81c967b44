"""What it means when Google's Drive says no, or nothing: worth another try, or whose business."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from concord.domain.finding import visible

_REQUEST_TIMEOUT, _TOO_MANY, _SERVER_ERROR = 408, 429, 500
_LONGEST_REASON = 60


class Trouble(StrEnum):
    """What is the matter: only `PASSING` trouble is worth another try."""

    GONE = "gone"
    EXISTS = "exists"
    SIGNED_OUT = "signed out"
    TOKEN_UNKNOWN = "token unknown"  # noqa: S105 - the name of a trouble, no secret
    OUT_OF_RANGE = "out of range"
    NOT_DOWNLOADABLE = "not downloadable"
    FLAGGED = "flagged"
    TOO_LARGE_TO_EXPORT = "too large to export"
    PASSING = "passing"
    LASTING = "lasting"


class GoogleError(Exception):
    """Google did not do as asked; `reason` says why, in words that hold no secret.

    `wait` is how many seconds Google wants to be left in peace; 0 where it does not say.
    """

    def __init__(self, trouble: Trouble, reason: str, *, wait: int = 0) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason
        self.wait = wait


_BUSY = "it was asked too much at once, and goes on when the task is repeated later"
_SCOPE = (
    "the connection's scope does not allow it; reading needs drive.readonly, "
    "and uploads need drive or drive.file"
)
_ROLE = (
    "the service account's role on the shared drive does not allow it; "
    "reading needs Viewer, and uploads need Content manager"
)
_FULL = (
    "there is no room; the shared drive has reached its limit of files or storage, "
    "or drive_id is not that of a shared drive"
)
_DISABLED = "the Google Drive API is not enabled in the service account's Google Cloud project"
_BY_REASON: Mapping[str, tuple[Trouble, str]] = {
    "rateLimitExceeded": (Trouble.PASSING, _BUSY),
    "userRateLimitExceeded": (Trouble.PASSING, _BUSY),
    "backendError": (Trouble.PASSING, "it had a failure of its own"),
    "dailyLimitExceeded": (
        Trouble.LASTING,
        "the Google Cloud project used up its requests of today; raise its quota or wait a day",
    ),
    "downloadQuotaExceeded": (
        Trouble.LASTING,
        "the file was downloaded too often today; wait a day, or make a copy of it on the drive",
    ),
    "storageQuotaExceeded": (Trouble.LASTING, _FULL),
    "teamDriveFileLimitExceeded": (Trouble.LASTING, _FULL),
    "numChildrenInNonRootLimitExceeded": (Trouble.LASTING, _FULL),
    "accessNotConfigured": (Trouble.LASTING, _DISABLED),
    "SERVICE_DISABLED": (Trouble.LASTING, _DISABLED),
    "insufficientPermissions": (Trouble.LASTING, _SCOPE),
    "insufficientScopes": (Trouble.LASTING, _SCOPE),
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": (Trouble.LASTING, _SCOPE),
    "appNotAuthorizedToFile": (Trouble.LASTING, _SCOPE),
    "insufficientFilePermissions": (Trouble.LASTING, _ROLE),
    "insufficientParentPermissions": (Trouble.LASTING, _ROLE),
    "teamDriveMembershipRequired": (Trouble.LASTING, _ROLE),
    "domainPolicy": (
        Trouble.LASTING,
        "an administrator of the Google Workspace does not let programs use Drive",
    ),
    "cannotDownloadFile": (Trouble.NOT_DOWNLOADABLE, "the file may not be downloaded"),
    "fileNotDownloadable": (Trouble.NOT_DOWNLOADABLE, "the file is none to be downloaded"),
    "fileNotExportable": (Trouble.NOT_DOWNLOADABLE, "the file may not be exported"),
    "cannotDownloadAbusiveFile": (Trouble.FLAGGED, "the file was found to be harmful"),
    "exportSizeLimitExceeded": (Trouble.TOO_LARGE_TO_EXPORT, "the file is too large to export"),
}
_BY_STATUS: Mapping[int, tuple[Trouble, str]] = {
    400: (Trouble.TOKEN_UNKNOWN, "the request was not understood"),
    401: (
        Trouble.SIGNED_OUT,
        "the service account is not let in; its key or this machine's clock may be wrong",
    ),
    404: (
        Trouble.GONE,
        "it is not there, or the service account is no member of the shared drive",
    ),
    409: (Trouble.EXISTS, "it exists already"),
    410: (Trouble.TOKEN_UNKNOWN, "it is not known any more"),
    416: (Trouble.OUT_OF_RANGE, "the file is shorter than it was"),
}


def _is_passing(status: int) -> bool:
    """Say whether a status by itself says to try again."""
    return status in {_REQUEST_TIMEOUT, _TOO_MANY} or status >= _SERVER_ERROR


def trouble_of(status: int, headers: Mapping[str, str], content: bytes) -> GoogleError:
    """Return what an answer other than success means."""
    reason = _reason(content)
    trouble, words = _BY_REASON.get(reason) or _by_status(status)
    said = f"{status} {visible(reason, limit=_LONGEST_REASON)}".strip()
    after = headers.get("retry-after", "")
    wait = int(after) if after.isdecimal() else 0
    return GoogleError(trouble, f"{words} ({said})", wait=wait)


def _by_status(status: int) -> tuple[Trouble, str]:
    if _is_passing(status):
        return (Trouble.PASSING, _BUSY if status == _TOO_MANY else "it had a failure of its own")
    return _BY_STATUS.get(status, (Trouble.LASTING, "the request was refused"))


def _reason(content: bytes) -> str:
    """Return Google's word for what is wrong: of the first error, or of its details."""
    try:
        error = json.loads(content)["error"]
        named = [each["reason"] for each in error.get("errors", ()) if "reason" in each]
        named += [each["reason"] for each in error.get("details", ()) if "reason" in each]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    known = [reason for reason in named if reason in _BY_REASON]
    return str((known or named or [""])[0])
