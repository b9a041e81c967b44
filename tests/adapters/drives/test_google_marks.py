"""Marks by which Google tells that nothing changed."""

from collections.abc import Iterator

import pytest

from concord.adapters.drives.google_marks import is_unchanged, new_mark
from concord.adapters.drives.google_troubles import GoogleError
from tests.google_drive.contents import DRIVE
from tests.google_drive.faults import Fault
from tests.google_drive.hands import GoogleHands
from tests.google_drive.made import requests_to
from tests.google_drive.server import DriveServer, drive_server


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


def test_what_changes_while_the_files_are_listed_is_a_change(server: DriveServer) -> None:
    hands = GoogleHands(server)
    hands.put("Inbound/NW.csv", b"1")
    server.when("files.list", lambda: hands.replace("Inbound/NW.csv", b"2"))
    assert not hands.drive.unchanged_since(hands.drive.listing("Inbound").mark)


def test_a_mark_of_another_drive_means_nothing_here(server: DriveServer) -> None:
    requests = requests_to(server)
    mark = new_mark(requests, DRIVE)
    assert is_unchanged(requests, DRIVE, mark)
    assert not is_unchanged(requests, "0AnotherDrive", mark)
    assert not is_unchanged(requests, DRIVE, DRIVE)


def test_one_change_is_enough(server: DriveServer) -> None:
    requests = requests_to(server)
    mark = new_mark(requests, DRIVE)
    for number in range(30):
        server.contents.add(str(number), DRIVE)
    assert not is_unchanged(requests, DRIVE, mark)
    assert len(server.calls("changes.list")) == 1


def test_changes_on_a_later_page_count(server: DriveServer) -> None:
    requests = requests_to(server)
    mark = new_mark(requests, DRIVE)
    server.contents.add("NW.csv", DRIVE)
    page = b'{"changes": [], "nextPageToken": "change-0"}'
    server.faults.plan("changes.list", Fault(200, body=page))
    assert not is_unchanged(requests, DRIVE, mark)
    assert len(server.calls("changes.list")) == 2


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_mark_that_google_lost_says_nothing(server: DriveServer, status: int) -> None:
    requests = requests_to(server)
    mark = new_mark(requests, DRIVE)
    server.faults.plan("changes.list", Fault(status, "invalid"))
    assert not is_unchanged(requests, DRIVE, mark)


def test_a_drive_that_does_not_answer_is_not_unchanged(server: DriveServer) -> None:
    requests = requests_to(server)
    mark = new_mark(requests, DRIVE)
    server.faults.plan("changes.list", Fault(403, "dailyLimitExceeded"))
    with pytest.raises(GoogleError, match="used up"):
        is_unchanged(requests, DRIVE, mark)


def test_a_drive_that_is_not_there_has_no_mark(server: DriveServer) -> None:
    with pytest.raises(GoogleError, match="no member of the shared drive"):
        new_mark(requests_to(server), "0AnotherDrive")
