"""Downloading from a Google drive: one version of a file, or nothing that counts."""

from collections.abc import Callable, Iterator

import pytest

from concord.domain.errors import DriveUnavailableError, FileChangingError, FileRefusedError
from concord.ports import DriveFile
from tests.adapters.drives.drive_contract import only, read
from tests.google_drive.contents import OTHER_DRIVE, SHEET
from tests.google_drive.faults import CUT_WITHIN, RATE, Fault
from tests.google_drive.hands import CHUNK, GoogleHands
from tests.google_drive.server import DriveServer, drive_server

PATH = "Inbound/NW.xlsx"
LARGE = b"0123456789abcdef" * (CHUNK // 8)


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


@pytest.fixture
def hands(server: DriveServer) -> GoogleHands:
    return GoogleHands(server)


def listed(hands: GoogleHands, content: bytes = LARGE, **given: object) -> DriveFile:
    """Put a file there and return it as it is listed."""
    hands.put(PATH, content, **given)
    return only(hands)


def test_a_large_file_comes_in_ranges(hands: GoogleHands) -> None:
    file = listed(hands)
    assert read(hands, file) == LARGE
    assert len(hands.server.calls("download")) == 2


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_every_size_is_read_whole(hands: GoogleHands, size: int) -> None:
    file = listed(hands, LARGE[:size])
    assert read(hands, file) == LARGE[:size]
    assert len(hands.server.calls("download")) == -(-size // CHUNK)


def test_an_empty_file_is_not_asked_for(hands: GoogleHands) -> None:
    assert read(hands, listed(hands, b"")) == b""
    assert hands.server.calls("download") == []


@pytest.mark.parametrize("moment", ["files.get", "download"])
@pytest.mark.parametrize("content", [LARGE[::-1], LARGE + b"more", b"short", b""])
def test_a_file_replaced_at_any_moment_is_not_mixed(
    hands: GoogleHands, moment: str, content: bytes
) -> None:
    file = listed(hands)
    hands.server.when(moment, lambda: hands.replace(PATH, content))
    got: list[bytes] = []
    with pytest.raises(FileChangingError, match=r"NW\.xlsx"):
        got.extend(hands.drive.content(file))
    assert got == []


def test_a_file_replaced_and_put_back_in_between_is_not_taken(hands: GoogleHands) -> None:
    file = listed(hands)

    def twice() -> None:
        hands.replace(PATH, b"other")
        hands.replace(PATH, LARGE)

    hands.server.when("download", twice)
    with pytest.raises(FileChangingError):
        read(hands, file)


def binned(hands: GoogleHands) -> None:
    hands.remove(PATH)


def deleted(hands: GoogleHands) -> None:
    hands.server.contents.remove(hands.server.contents.at(PATH))


def taken_to_another_drive(hands: GoogleHands) -> None:
    hands.server.contents.at(PATH).drive = OTHER_DRIVE


@pytest.mark.parametrize("moment", ["files.get", "download"])
@pytest.mark.parametrize("gone", [binned, deleted, taken_to_another_drive])
def test_a_file_that_goes_away_meanwhile_waits(
    hands: GoogleHands, gone: Callable[[GoogleHands], None], moment: str
) -> None:
    file = listed(hands)
    hands.server.when(moment, lambda: gone(hands))
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_new_name_does_not_disturb(hands: GoogleHands) -> None:
    file = listed(hands)
    hands.server.when("download", lambda: hands.rename(PATH, "Inbound/other.xlsx"))
    assert read(hands, file) == LARGE


def test_bytes_that_are_not_those_that_google_hashed_are_not_taken(hands: GoogleHands) -> None:
    file = listed(hands, b"12345")
    hands.server.faults.plan("download", Fault(206, body=b"12x45"))
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_short_answer_is_asked_for_again(hands: GoogleHands) -> None:
    file = listed(hands, b"12345")
    hands.server.faults.plan("download", Fault(206, body=b"123"), RATE, CUT_WITHIN)
    assert read(hands, file) == b"12345"


def test_an_answer_that_is_always_short_is_given_up(hands: GoogleHands) -> None:
    file = listed(hands, b"12345")
    hands.server.faults.plan("download", *[Fault(206, body=b"123")] * 99)
    with pytest.raises(DriveUnavailableError, match=r"NW\.xlsx.*cut off"):
        read(hands, file)
    assert len(hands.server.calls("download")) == 6


def test_a_sheet_that_became_a_file_waits(hands: GoogleHands) -> None:
    file = listed(hands, b"12345", kind=SHEET)
    hands.server.contents.at(PATH).kind = "text/csv"
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_sheet_is_exported_as_a_workbook(hands: GoogleHands) -> None:
    file = listed(hands, LARGE, kind=SHEET)
    assert file.size is None
    chunks = list(hands.drive.content(file))
    assert b"".join(chunks) == LARGE
    assert max(map(len, chunks)) == CHUNK
    (call,) = hands.server.calls("files.export")
    assert call.arguments["mimeType"].endswith("spreadsheetml.sheet")


def test_a_sheet_edited_while_it_is_exported_waits(hands: GoogleHands) -> None:
    file = listed(hands, kind=SHEET)
    hands.server.when("files.export", lambda: hands.replace(PATH, b"PK"))
    with pytest.raises(FileChangingError):
        read(hands, file)


def test_a_sheet_too_large_to_export_is_refused_and_says_what_to_send(
    hands: GoogleHands,
) -> None:
    hands.server.api.export_limit = len(LARGE) - 1
    file = listed(hands, kind=SHEET)
    with pytest.raises(FileRefusedError) as raised:
        read(hands, file)
    assert raised.value.finding.rule == "too-large-to-export"
    assert "too large to export; provide .xlsx" in raised.value.finding.message


def test_a_file_that_google_holds_to_be_harmful_is_refused(hands: GoogleHands) -> None:
    file = listed(hands, harmful=True)
    with pytest.raises(FileRefusedError) as raised:
        read(hands, file)
    assert raised.value.finding.rule == "flagged-by-drive"


def test_a_right_that_was_taken_away_since_is_a_refusal(hands: GoogleHands) -> None:
    file = listed(hands)
    hands.server.contents.at(PATH).downloadable = False
    with pytest.raises(FileRefusedError) as raised:
        read(hands, file)
    assert raised.value.finding.rule == "no-download-right"


def test_a_quota_of_downloads_is_nobodys_fault(hands: GoogleHands) -> None:
    file = listed(hands)
    hands.server.faults.plan("download", Fault(403, "downloadQuotaExceeded"))
    with pytest.raises(DriveUnavailableError, match="downloaded too often today"):
        read(hands, file)


def test_a_file_of_unknown_size_is_not_taken_for_empty(hands: GoogleHands) -> None:
    hands.put(PATH, None)
    with pytest.raises(DriveUnavailableError, match="how large"):
        read(hands, only(hands))
