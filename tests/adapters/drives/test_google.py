"""A Google shared drive keeps what every drive keeps, on a good line and on a bad one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httplib2
import pytest

from concord.adapters.drives.connected import drive_for
from concord.adapters.drives.google import google_drive
from concord.adapters.drives.google_connection import OWN_FILES, WRITE
from concord.domain.errors import DriveUnavailableError
from tests.adapters.drives.drive_contract import (
    DriveContract,
    FaultContract,
    LostAnswerContract,
    MarkContract,
    RefusalContract,
    RenamingContract,
    TwinContract,
    UploadContract,
    report,
)
from tests.google_drive.account import google_connection
from tests.google_drive.certificate import self_signed
from tests.google_drive.contents import SHEET, SHORTCUT
from tests.google_drive.faults import Fault
from tests.google_drive.hands import CHUNK, GoogleHands
from tests.google_drive.server import DriveServer, drive_server


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


class TestGoogleDrive(
    DriveContract,
    RenamingContract,
    TwinContract,
    RefusalContract,
    MarkContract,
    FaultContract,
    UploadContract,
    LostAnswerContract,
):
    """A shared drive on a good line."""

    @pytest.fixture
    def hands(self, server: DriveServer) -> GoogleHands:
        return GoogleHands(server)


class TestOnABadLine(
    DriveContract,
    RenamingContract,
    TwinContract,
    RefusalContract,
    MarkContract,
    UploadContract,
    LostAnswerContract,
):
    """The same drive, while one request of twenty goes wrong."""

    @pytest.fixture
    def hands(self, server: DriveServer) -> GoogleHands:
        server.faults.at_random(seed=20)
        return GoogleHands(server)


class TestAnAccountOfItsOwnFiles(UploadContract):
    """Uploads by an account that sees nothing but what it put there itself."""

    @pytest.fixture
    def hands(self, server: DriveServer) -> GoogleHands:
        return GoogleHands(server, uploads_with=OWN_FILES)


def delivered(hands: GoogleHands) -> dict[str, bytes]:
    """Let partners drop files of all kinds, and return what must be read, by file."""
    expected: dict[str, bytes] = {}
    for number in range(30):
        content = bytes([number]) * (number * CHUNK // 12)
        item = hands.put(f"Inbound/{number % 4}/{number % 7}.csv", content)
        expected[item.id] = content
    sheet = hands.put("Inbound/2/NW", b"PK sheet", kind=SHEET)
    hands.put("Inbound/shortcut.xlsx", None, kind=SHORTCUT, target=sheet.id)
    hidden = hands.put("Elsewhere/NW.csv", b"by a shortcut")
    hands.put("Inbound/NW.csv", None, kind=SHORTCUT, target=hidden.id)
    return {**expected, sheet.id: b"PK sheet", hidden.id: b"by a shortcut"}


@pytest.mark.parametrize("seed", range(6))
def test_on_a_bad_line_nothing_is_lost_and_nothing_read_twice(
    server: DriveServer, seed: int
) -> None:
    hands = GoogleHands(server)
    expected = delivered(hands)
    server.faults.at_random(seed)
    listing = hands.drive.listing("Inbound")
    assert sorted(file.id for file in listing.files) == sorted(expected)
    with ThreadPoolExecutor(4) as pool:
        contents = list(pool.map(lambda file: b"".join(hands.drive.content(file)), listing.files))
    assert {f.id: c for f, c in zip(listing.files, contents, strict=True)} == expected
    assert hands.drive.unchanged_since(listing.mark)
    assert any(entry.fault for entry in server.journal), f"seed {seed} was kind"


@pytest.mark.parametrize("seed", range(8))
def test_on_a_bad_line_every_report_is_put_once(server: DriveServer, seed: int) -> None:
    hands = GoogleHands(server)
    server.faults.at_random(seed)
    uploads = [report(bytes([n]) * n * 90_000, key=f"acme/2026-{n:02}/v1") for n in range(1, 9)]
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda each: hands.connected(scope=WRITE).put(each), uploads * 2))
    server.faults.at_random(seed, share=0)
    assert ids[:8] == ids[8:]
    files = hands.drive.listing("Reports").files
    assert sorted(file.id for file in files) == sorted(ids[:8])
    contents = {file.id: b"".join(hands.drive.content(file)) for file in files}
    assert contents == {put: upload.content for put, upload in zip(ids, uploads, strict=False)}


def test_a_drive_that_sees_only_its_own_files_is_not_taken_for_empty(
    server: DriveServer,
) -> None:
    hands = GoogleHands(server)
    hands.put("Inbound/NW.csv", b"1")
    with pytest.raises(DriveUnavailableError, match="sees only its own files"):
        hands.connected(scope=OWN_FILES).listing("Inbound")


def test_an_error_names_the_connection_and_the_remedy(server: DriveServer) -> None:
    server.faults.plan("changes.getStartPageToken", Fault(403, "accessNotConfigured"))
    with pytest.raises(DriveUnavailableError) as raised:
        GoogleHands(server).drive.listing("Inbound")
    said = str(raised.value)
    assert "'acme_drive' did not list the folder 'Inbound': the Google Drive API is not" in said
    assert "What to do: " in said


def test_a_drive_is_made_of_a_connection_without_asking(server: DriveServer) -> None:
    drive = google_drive(google_connection(server.url))
    assert server.journal == []
    assert drive.listing("").files == ()


def test_a_drive_is_read_and_filled_by_https(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, trusted = self_signed(tmp_path)
    # What HTTPLIB2_CA_CERTS says is read when a process begins.
    monkeypatch.setattr(httplib2, "CA_CERTS", str(trusted))
    with drive_server(tls) as server:
        hands = GoogleHands(server)
        put = hands.uploads.put(report())
        (file,) = hands.drive.listing("Reports").files
        assert file.id == put
        assert b"".join(hands.drive.content(file)) == report().content


def test_who_is_not_google_is_told_no_secret(tmp_path: Path) -> None:
    tls, _ = self_signed(tmp_path)
    with drive_server(tls) as server:
        with pytest.raises(DriveUnavailableError, match="SSLCertVerificationError"):
            GoogleHands(server).drive.listing("Inbound")
        assert server.journal == []


def test_a_connection_of_googles_type_leads_here(server: DriveServer) -> None:
    GoogleHands(server).put("Inbound/NW.csv", b"1")
    drive = drive_for(google_connection(server.url))
    (file,) = drive.listing("Inbound").files
    assert b"".join(drive.content(file)) == b"1"
