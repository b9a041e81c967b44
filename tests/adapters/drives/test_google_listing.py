"""Listing what lies below a folder of a Google drive."""

import logging
from collections.abc import Iterator

import pytest

from concord.adapters.drives.google_listing import files_below
from concord.adapters.drives.google_troubles import GoogleError
from concord.domain.errors import DriveUnavailableError
from concord.ports import DriveFile
from tests.google_drive.contents import DRIVE, FOLDER, OTHER_DRIVE, SHEET, SHORTCUT
from tests.google_drive.faults import Fault
from tests.google_drive.hands import GoogleHands
from tests.google_drive.made import queries_to
from tests.google_drive.server import DriveServer, drive_server

DOCUMENT = "application/vnd.google-apps.document"


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


@pytest.fixture
def hands(server: DriveServer) -> GoogleHands:
    return GoogleHands(server)


def listed(hands: GoogleHands, folder: str = "Inbound") -> list[DriveFile]:
    return list(files_below(queries_to(hands.server), folder))


def rules(files: list[DriveFile]) -> dict[str, str]:
    """Return why each file is refused, by its path."""
    return {file.path: file.refusal.rule if file.refusal else "" for file in files}


def test_a_shortcut_is_the_file_that_it_leads_to(hands: GoogleHands) -> None:
    target = hands.put("Elsewhere/NW.xlsx", b"12345")
    hands.put("Inbound/Northwind.xlsx", None, kind=SHORTCUT, target=target.id)
    (file,) = listed(hands)
    assert (file.id, file.path, file.size) == (target.id, "Inbound/Northwind.xlsx", 5)
    assert file.refusal is None
    assert b"".join(hands.drive.content(file)) == b"12345"


def test_a_file_that_many_ways_lead_to_is_listed_once(hands: GoogleHands) -> None:
    target = hands.put("Inbound/NW.xlsx", b"1")
    hands.put("Inbound/A.xlsx", None, kind=SHORTCUT, target=target.id)
    other = hands.put("Elsewhere/C.xlsx", b"2")
    for name in ("D.xlsx", "B.xlsx"):
        hands.put(f"Inbound/{name}", None, kind=SHORTCUT, target=other.id)
    assert [file.path for file in listed(hands)] == ["Inbound/B.xlsx", "Inbound/NW.xlsx"]


def test_a_shortcut_that_leads_to_no_file_here_is_refused(hands: GoogleHands) -> None:
    def shortcut(name: str, target: str) -> str:
        return hands.put(f"Inbound/{name}", None, kind=SHORTCUT, target=target).id

    foreign = hands.server.contents.add("x.csv", OTHER_DRIVE, content=b"1", drive=OTHER_DRIVE)
    binned = hands.put("Elsewhere/binned.csv", b"1")
    hands.server.contents.trash(binned)
    shortcut("to another drive", foreign.id)
    shortcut("to the bin", binned.id)
    shortcut("to a folder", hands.server.contents.folder("Elsewhere"))
    shortcut("to a document", hands.put("Elsewhere/doc", None, kind=DOCUMENT).id)
    shortcut("to a shortcut", shortcut("to nothing", "1Nothing"))
    assert rules(listed(hands)) == dict.fromkeys(
        [
            "Inbound/to a document",
            "Inbound/to a folder",
            "Inbound/to a shortcut",
            "Inbound/to another drive",
            "Inbound/to nothing",
            "Inbound/to the bin",
        ],
        "shortcut-elsewhere",
    )


def test_a_shortcut_that_cannot_be_followed_now_hides_nothing(hands: GoogleHands) -> None:
    hands.put("Inbound/x.csv", None, kind=SHORTCUT, target="1Nothing")
    hands.server.faults.plan("files.get", Fault(403, "dailyLimitExceeded"))
    with pytest.raises(GoogleError, match="used up"):
        listed(hands)


def test_a_shortcut_to_a_file_nobody_may_download_is_refused(hands: GoogleHands) -> None:
    target = hands.put("Elsewhere/NW.xlsx", b"1", downloadable=False)
    hands.put("Inbound/NW.xlsx", None, kind=SHORTCUT, target=target.id)
    assert rules(listed(hands)) == {"Inbound/NW.xlsx": "no-download-right"}


def test_a_sheet_is_listed_as_the_workbook_it_is_exported_to(hands: GoogleHands) -> None:
    sheet = hands.put("Inbound/NW 2026-10", b"PK", kind=SHEET)
    hands.put("Inbound/SC", None, kind=SHORTCUT, target=sheet.id)
    hands.put("Inbound/NW.xlsx", b"PK", kind=SHEET)
    found = {file.path: (file.name, file.size) for file in listed(hands)}
    assert found == {
        "Inbound/NW 2026-10.xlsx": ("NW 2026-10.xlsx", None),
        "Inbound/NW.xlsx": ("NW.xlsx", None),
    }


def test_documents_of_google_are_no_deliveries(hands: GoogleHands) -> None:
    hands.put("Inbound/NW.csv", b"1")
    hands.put("Inbound/Notes", None, kind=DOCUMENT)
    assert rules(listed(hands)) == {"Inbound/NW.csv": ""}


def test_what_lies_in_the_bin_is_not_there(hands: GoogleHands) -> None:
    hands.put("Inbound/old/NW.csv", b"1")
    hands.put("Inbound/NW.csv", b"2")
    hands.remove("Inbound/old")
    assert rules(listed(hands)) == {"Inbound/NW.csv": ""}
    with pytest.raises(DriveUnavailableError, match="no folder 'Inbound/old'"):
        listed(hands, "Inbound/old")


def test_a_file_of_another_drive_or_nobodys_folder_is_not_listed(hands: GoogleHands) -> None:
    hands.make_folder("Inbound")
    hands.server.contents.add("x.csv", OTHER_DRIVE, content=b"1", drive=OTHER_DRIVE)
    assert listed(hands, "") == []


def test_folders_of_equal_names_are_both_looked_into(hands: GoogleHands) -> None:
    for name in ("a.csv", "b.csv"):
        folder = hands.server.contents.add("Inbound", DRIVE, FOLDER)
        hands.server.contents.add(name, folder.id, content=b"1")
    assert rules(listed(hands)) == {"Inbound/a.csv": "", "Inbound/b.csv": ""}


def test_a_name_with_a_slash_is_only_a_name(hands: GoogleHands) -> None:
    folder = hands.server.contents.folder("Inbound")
    hands.server.contents.add("10/2026.csv", folder, content=b"1")
    hands.server.contents.add("up/../x", folder, SHEET, content=b"1")
    found = [(file.name, file.path) for file in listed(hands)]
    assert found == [
        ("10/2026.csv", "Inbound/10/2026.csv"),
        ("up/../x.xlsx", "Inbound/up/../x.xlsx"),
    ]


def test_folders_that_are_put_aside_are_not_looked_into(
    hands: GoogleHands, caplog: pytest.LogCaptureFixture
) -> None:
    hands.put("Inbound/__MACOSX/NW.csv", b"1")
    hands.put("Inbound/~$NW.xlsx", b"1")
    with caplog.at_level(logging.DEBUG, logger="concord.adapters.drives.google_listing"):
        assert listed(hands) == []
    assert "2 files that programs left behind" in caplog.text


def test_a_folder_that_was_moved_into_itself_ends_the_walk(hands: GoogleHands) -> None:
    hands.put("Inbound/deep/NW.csv", b"1")
    contents = hands.server.contents
    inbound = contents.at("Inbound")
    inbound.parents.append(contents.at("Inbound/deep").id)
    assert rules(listed(hands)) == {"Inbound/deep/NW.csv": ""}


def test_a_level_of_many_folders_takes_few_questions(hands: GoogleHands) -> None:
    hands.server.api.page = 1000
    for number in range(60):
        hands.put(f"Inbound/{number:02}/NW.csv", b"1")
    assert len(listed(hands)) == 60
    # One for the name of the folder, one for what it holds, three for twenty folders each.
    assert len(hands.server.calls("files.list")) == 5
