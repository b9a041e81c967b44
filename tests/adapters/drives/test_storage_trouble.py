"""Errors of storage libraries mean something, and are never repeated word for word."""

import errno
from collections.abc import Mapping

import pytest

from concord.adapters.drives.objects import Trouble
from concord.adapters.drives.storage_trouble import storage_error


class AnsweredError(Exception):
    """As libraries raise that keep the answer of the server."""

    def __init__(self, code: str, status: int | None = None) -> None:
        super().__init__(f"secret {code}")
        metadata: Mapping[str, object] = {} if status is None else {"HTTPStatusCode": status}
        self.response = {"Error": {"Code": code}, "ResponseMetadata": metadata}


class StatusError(Exception):
    """As libraries raise that keep the status alone."""

    def __init__(self, status: int) -> None:
        super().__init__("secret")
        self.status_code = status


class ClientPayloadError(Exception):
    """As a library raises whose connection was cut."""


def caused(error: Exception, by: Exception) -> Exception:
    """Return an error that came from another."""
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "trouble", "reason"),
    [
        (AnsweredError("NoSuchKey", 404), Trouble.GONE, "NoSuchKey (404)"),
        (AnsweredError("404"), Trouble.GONE, "404"),
        (FileNotFoundError(errno.ENOENT, "secret"), Trouble.GONE, "No such file or directory"),
        (FileNotFoundError("secret"), Trouble.GONE, "FileNotFoundError"),
        (FileExistsError("secret"), Trouble.EXISTS, "FileExistsError"),
        (AnsweredError("PreconditionFailed", 412), Trouble.REPLACED, "PreconditionFailed (412)"),
        (AnsweredError("InvalidRange", 416), Trouble.REPLACED, "InvalidRange (416)"),
        (AnsweredError("SlowDown", 503), Trouble.PASSING, "SlowDown (503)"),
        (AnsweredError("Odd", 502), Trouble.PASSING, "Odd (502)"),
        (AnsweredError("RequestTimeout", 400), Trouble.PASSING, "RequestTimeout (400)"),
        (AnsweredError("NotImplemented", 501), Trouble.LASTING, "NotImplemented (501)"),
        (StatusError(429), Trouble.PASSING, "the server answered (429)"),
        (StatusError(408), Trouble.PASSING, "the server answered (408)"),
        (StatusError(403), Trouble.LASTING, "the server answered (403)"),
        (StatusError(404), Trouble.GONE, "the server answered (404)"),
        (AnsweredError("AccessDenied", 403), Trouble.LASTING, "AccessDenied (403)"),
        (TimeoutError(), Trouble.PASSING, "TimeoutError"),
        (ConnectionResetError(), Trouble.PASSING, "ConnectionResetError"),
        (ClientPayloadError("secret"), Trouble.PASSING, "ClientPayloadError"),
        (PermissionError(errno.EACCES, "secret"), Trouble.LASTING, "Permission denied"),
        (ValueError("secret"), Trouble.LASTING, "ValueError"),
    ],
)
def test_an_error_means(error: Exception, trouble: Trouble, reason: str) -> None:
    found = storage_error(error)
    assert (found.trouble, found.reason, str(found)) == (trouble, reason, reason)


def test_what_an_error_came_from_tells_more() -> None:
    error = caused(OSError(errno.EINVAL, "secret"), AnsweredError("PreconditionFailed", 412))
    assert storage_error(error).trouble is Trouble.REPLACED


def test_a_place_that_is_taken_is_no_replacement() -> None:
    error = caused(FileExistsError("secret"), AnsweredError("PreconditionFailed", 412))
    assert storage_error(error).trouble is Trouble.EXISTS
