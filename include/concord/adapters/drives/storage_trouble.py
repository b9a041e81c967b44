"""What the errors of storage libraries mean, and what of them may be said.

Their messages quote requests, addresses and settings, and those can hold secrets: only codes,
numbers and the kind of an error are repeated.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from concord.adapters.drives.objects import StorageError, Trouble

_GONE = frozenset({"404", "NoSuchKey", "NoSuchBucket", "NoSuchVersion"})
_REPLACED = frozenset({"412", "PreconditionFailed", "416", "InvalidRange"})
_PASSING = frozenset(
    {"ConditionalRequestConflict", "InternalError", "OperationAborted", "RequestTimeout"}
    | {"ServiceUnavailable", "SlowDown", "Throttling", "ThrottlingException"}
)
_PASSING_KINDS = frozenset(
    {"HTTPClientError", "ConnectionError", "ClientConnectionError", "ClientPayloadError"}
    | {"IncompleteRead", "IncompleteReadError", "ServiceRequestError", "ServiceResponseError"}
)
_TOO_LATE, _TOO_MUCH, _SERVER_ERROR, _NOT_KNOWN = 408, 429, 500, 501


def storage_error(error: Exception) -> StorageError:
    """Return what an error of a storage library means."""
    code, status = _answer(error)
    return StorageError(_trouble(error, code, status), _reason(error, code, status))


def _answer(error: BaseException) -> tuple[str, int]:
    """Return the code and the HTTP status that a server answered, so far as they are known."""
    for each in (error, error.__cause__):
        response = getattr(each, "response", None)
        if isinstance(response, Mapping):
            code = str(response.get("Error", {}).get("Code", ""))
            return code, int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        for name in ("status_code", "status", "code"):
            status = getattr(each, name, None)
            if isinstance(status, int):
                return "", status
    return "", 0


def _trouble(error: Exception, code: str, status: int) -> Trouble:
    answered = {code, str(status)}
    if isinstance(error, FileNotFoundError) or answered & _GONE:
        return Trouble.GONE
    if isinstance(error, FileExistsError):
        return Trouble.EXISTS
    if answered & _REPLACED:
        return Trouble.REPLACED
    if status == _NOT_KNOWN:
        return Trouble.LASTING
    if code in _PASSING or status in {_TOO_LATE, _TOO_MUCH} or status >= _SERVER_ERROR:
        return Trouble.PASSING
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, TimeoutError) or kinds & _PASSING_KINDS:
        return Trouble.PASSING
    return Trouble.LASTING


def _reason(error: Exception, code: str, status: int) -> str:
    if code or status:
        return f"{code or 'the server answered'} ({status})" if status else code
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return os.strerror(error.errno)
    return type(error).__name__
