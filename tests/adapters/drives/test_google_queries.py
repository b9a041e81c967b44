"""Finding what stands on a Google drive."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.drives.google_queries import literal, path_of
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from concord.domain.errors import DriveUnavailableError
from tests.google_drive.contents import DRIVE, FOLDER, Contents
from tests.google_drive.faults import Fault
from tests.google_drive.made import queries_to
from tests.google_drive.queries import parsed
from tests.google_drive.server import DriveServer, drive_server


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


@given(st.text())
def test_no_text_ends_the_literal_that_it_stands_in(text: str) -> None:
    item = Contents().add("NW.csv", text)
    assert parsed(f"{literal(text)} in parents and trashed = false")(item)
    assert not parsed(f"{literal(text + 'x')} in parents")(item)


@pytest.mark.parametrize("text", ["' or trashed = false or '", "\\", "\\' or 'x' in parents"])
def test_a_name_is_no_query(text: str) -> None:
    item = Contents().add("NW.csv", DRIVE)
    assert not parsed(f"{literal(text)} in parents")(item)


def test_all_pages_are_asked_for(server: DriveServer) -> None:
    made = {server.contents.add(str(number), DRIVE).id for number in range(40)}
    assert {item.id for item in queries_to(server).inside([DRIVE])} == made
    assert len(server.calls("files.list")) == 6


def test_many_folders_are_looked_into_with_few_questions(server: DriveServer) -> None:
    server.api.page = 1000
    folders = [server.contents.add(str(number), DRIVE, FOLDER).id for number in range(45)]
    made = {server.contents.add("NW.csv", folder).id for folder in folders}
    assert {item.id for item in queries_to(server).inside(folders)} == made
    assert len(server.calls("files.list")) == 3


def test_nothing_is_asked_about_no_folder(server: DriveServer) -> None:
    assert queries_to(server).inside([]) == []
    assert server.journal == []


def test_a_search_of_only_a_part_of_the_drive_does_not_count(server: DriveServer) -> None:
    made = server.contents.add("NW.csv", DRIVE)
    server.api.incomplete = 2
    (found,) = queries_to(server).inside([DRIVE])
    assert found.id == made.id
    assert len(server.calls("files.list")) == 3


def test_a_drive_that_cannot_be_searched_whole_is_told(server: DriveServer) -> None:
    server.api.incomplete = 99
    with pytest.raises(GoogleError, match="only a part of the drive") as raised:
        queries_to(server).inside([DRIVE])
    assert raised.value.trouble is Trouble.LASTING


def test_a_listing_whose_place_was_lost_begins_anew(server: DriveServer) -> None:
    made = {server.contents.add(str(number), DRIVE).id for number in range(20)}
    server.when("files.list", server.api.forget_pages)
    found = [item.id for item in queries_to(server).inside([DRIVE])]
    assert set(found) == made
    assert len(found) == len(made)


def test_a_query_that_is_not_understood_is_told_at_once(server: DriveServer) -> None:
    with pytest.raises(GoogleError) as raised:
        queries_to(server).found("what is there?")
    assert raised.value.trouble is Trouble.TOKEN_UNKNOWN
    assert len(server.calls("files.list")) == 1


def test_a_refusal_within_a_listing_is_told(server: DriveServer) -> None:
    for number in range(20):
        server.contents.add(str(number), DRIVE)
    quota = Fault(403, "dailyLimitExceeded")
    server.when("files.list", lambda: server.faults.plan("files.list", quota))
    with pytest.raises(GoogleError, match="used up"):
        queries_to(server).inside([DRIVE])


def test_an_item_that_lacks_what_was_asked_for_is_asked_for_again(server: DriveServer) -> None:
    made = server.contents.add("NW.csv", DRIVE)
    server.faults.plan("files.get", Fault(200, body=b'{"id": "1"}'))
    assert queries_to(server).item(made.id).name == "NW.csv"


def test_a_page_that_lacks_what_was_asked_for_is_asked_for_again(server: DriveServer) -> None:
    made = server.contents.add("NW.csv", DRIVE)
    server.faults.plan("files.list", Fault(200, body=b'{"files": [{"id": "1"}]}'))
    assert [item.id for item in queries_to(server).inside([DRIVE])] == [made.id]


def test_a_folder_typed_on_another_system_is_the_same(server: DriveServer) -> None:
    typed = unicodedata.normalize("NFD", "Café")
    made = server.contents.add(typed, DRIVE, FOLDER)
    assert queries_to(server).folders([unicodedata.normalize("NFC", typed)]) == [made.id]


def test_folders_of_equal_names_are_all_meant(server: DriveServer) -> None:
    older, younger = (server.contents.add("Inbound", DRIVE, FOLDER).id for _ in range(2))
    inner = server.contents.add("2026", younger, FOLDER).id
    queries = queries_to(server)
    assert queries.folders(["Inbound"]) == [older, younger]
    assert queries.folders(["Inbound", "2026"]) == [inner]
    assert queries.folders([]) == [DRIVE]
    assert queries.folders(["Outbound", "2026"]) == []


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("", []),
        ("/", []),
        (".", []),
        ("/Inbound/", ["Inbound"]),
        ("a//b/./c", ["a", "b", "c"]),
        ("a/../b", ["b"]),
        ("a/..", []),
        ("..a/b..", ["..a", "b.."]),
    ],
)
def test_a_path_is_a_way_below_the_root(folder: str, names: list[str]) -> None:
    assert path_of(folder) == names


@pytest.mark.parametrize("folder", ["..", "a/../..", "../a"])
def test_no_path_leads_out_of_the_drive(folder: str) -> None:
    with pytest.raises(DriveUnavailableError, match="outside the drive"):
        path_of(folder)
