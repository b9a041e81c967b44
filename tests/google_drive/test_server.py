"""The made-up drive refuses what Google would not understand, and lets no test overlook it."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload, build_http

from concord.adapters.drives.google_connection import READ, WRITE
from concord.adapters.drives.google_requests import GoogleRequests
from tests.google_drive.contents import DRIVE
from tests.google_drive.discovery import document, faults_of, masked, parsed_mask
from tests.google_drive.made import access_to
from tests.google_drive.server import DriveServer, drive_server

WHOLE: dict[str, object] = {
    "corpora": "drive",
    "driveId": DRIVE,
    "includeItemsFromAllDrives": True,
    "supportsAllDrives": True,
}


@pytest.fixture
def server() -> Iterator[DriveServer]:
    running = DriveServer()
    yield running
    running.stop()


@pytest.fixture
def files(server: DriveServer) -> Any:  # noqa: ANN401 - the client library has no types
    return GoogleRequests(access_to(server, WRITE)).files


def refused(request: Any) -> int:  # noqa: ANN401 - the client library has no types
    """Send a request and return the status of its refusal."""
    with pytest.raises(HttpError) as raised:
        request.execute()
    return int(raised.value.resp.status)


def test_a_violation_fails_the_test_that_made_it() -> None:
    with pytest.raises(AssertionError, match="names colour"):
        _ask_for_a_colour()


def _ask_for_a_colour() -> None:
    with drive_server() as server:
        files = GoogleRequests(access_to(server)).files
        assert refused(files.list(fields="files(colour)")) == 400


@pytest.mark.parametrize(
    ("change", "violation"),
    [
        (("pageSize=100", "pageSize=1001"), "is no number from 1 to 1000"),
        (("pageSize=100", "pageSize=ten"), "is no number from 1 to 1000"),
        (("supportsAllDrives=true", "supportsAllDrives=yes"), "neither true nor false"),
        (("supportsAllDrives", "supportsTeamDrives"), "is deprecated"),
        (("supportsAllDrives", "supportAllDrives"), "no parameter supportAllDrives"),
        (("/files?", "/fyles?"), "is no method of the API"),
        (("corpora=drive", "corpus=world"), "is none of"),
        (("drive/v3", "drive/v2"), "is no method of the API"),
    ],
)
def test_what_the_description_does_not_allow_is_noticed(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
    change: tuple[str, str],
    violation: str,
) -> None:
    request = files.list(**WHOLE, pageSize=100)
    assert change[0] in request.uri
    request.uri = request.uri.replace(*change)
    assert refused(request) in {400, 404}
    assert any(violation in found for found in server.violations)


@pytest.mark.parametrize(
    ("body", "violation"),
    [
        ({"nombre": "x"}, "no field nombre"),
        ({"name": 7}, "File.name is no string"),
        ({"version": "7"}, "File.version is output only"),
        ({"parents": "x"}, "File.parents is no array"),
        ({"appProperties": {"key": 1}}, "File.appProperties.key is no string"),
    ],
)
def test_a_body_that_google_would_not_read_is_noticed(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
    body: dict[str, object],
    violation: str,
) -> None:
    assert refused(files.create(body=body)) == 400
    assert any(violation in found for found in server.violations)


@pytest.mark.parametrize("left_out", WHOLE)
def test_a_listing_that_forgets_a_parameter_is_of_nothing(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
    left_out: str,
) -> None:
    server.contents.add("NW.csv", DRIVE, content=b"1")
    assert len(files.list(**WHOLE).execute()["files"]) == 1
    given = {name: value for name, value in WHOLE.items() if name != left_out}
    assert files.list(**given).execute()["files"] == []


def test_an_answer_holds_only_the_fields_that_were_asked_for(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
) -> None:
    made = server.contents.add("NW.csv", DRIVE, content=b"1")
    request = files.get(
        fileId=made.id, supportsAllDrives=True, fields="id,capabilities/canDownload"
    )
    assert request.execute() == {"id": made.id, "capabilities": {"canDownload": True}}


def test_a_mask_may_be_nested() -> None:
    mask = parsed_mask("a,b(c,d/e),f")
    assert mask == {"a": {}, "b": {"c": {}, "d": {"e": {}}}, "f": {}}
    assert masked({"b": [{"c": 1, "x": 2}, {}], "x": 3}, mask) == {"b": [{"c": 1}, {}]}


def test_answers_are_held_to_the_description_as_well() -> None:
    assert list(faults_of({"files": [{"version": "1", "trashed": True}]}, "FileList", "x")) == []
    wrong = {"files": [{"version": 1, "createdTime": "today", "size": "big"}]}
    assert len(list(faults_of(wrong, "FileList", "x"))) == 3
    assert document()["version"] == "v3"


def test_nobody_is_let_in_without_a_token(server: DriveServer) -> None:
    http = build_http()
    response, _ = http.request(f"{server.url}/drive/v3/files")
    http.close()
    assert response.status == 401
    assert server.violations == []


def test_who_may_only_read_cannot_write(server: DriveServer) -> None:
    files = GoogleRequests(access_to(server, READ)).files
    body = {
        "name": "x",
        "id": server.contents.new_id(),
        "parents": [DRIVE],
        "mimeType": "text/csv",
    }
    assert refused(files.create(body=body)) == 403


def test_an_id_is_taken_once(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
) -> None:
    body = {
        "name": "x",
        "id": server.contents.new_id(),
        "parents": [DRIVE],
        "mimeType": "text/csv",
    }
    files.create(body=body, fields="id").execute()
    assert refused(files.create(body=body)) == 409
    assert refused(files.create(body={**body, "id": "1MadeByOurselves"})) == 400


def test_only_uploads_in_parts_are_spoken(
    server: DriveServer,
    files: Any,  # noqa: ANN401 - the client library has no types
) -> None:
    media = MediaIoBaseUpload(io.BytesIO(b"1"), "text/csv")
    assert refused(files.create(media_body=media)) == 501
    assert server.violations == []
