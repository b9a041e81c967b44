"""Putting files on a Google drive, once."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from concord.adapters.drives.google_connection import OWN_FILES, READ, WRITE
from concord.domain.errors import DriveUnavailableError, KeyReusedWithOtherContentError
from concord.ports import DriveFile, Upload
from tests.adapters.drives.drive_contract import read, report
from tests.google_drive.contents import DRIVE, FOLDER, Item
from tests.google_drive.faults import (
    AWAY,
    CUT_AFTER,
    CUT_BEFORE,
    RATE,
    USER_RATE,
    Fault,
)
from tests.google_drive.hands import CHUNK, GoogleHands
from tests.google_drive.server import DriveServer, drive_server

LARGE = bytes(range(256)) * (CHUNK // 64) + b"the end\r"
STEPS = ("files.generateIds", "files.create", "upload", "upload part", "files.list", "files.get")


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


@pytest.fixture
def hands(server: DriveServer) -> GoogleHands:
    return GoogleHands(server)


def standing(hands: GoogleHands) -> list[Item]:
    """Return the files that are there, and not in the bin."""
    items = hands.server.contents.items.values()
    return [item for item in items if item.has_bytes and not item.is_trashed]


def folders(hands: GoogleHands) -> list[str]:
    """Return the names of the folders that are there, and not in the bin."""
    items = hands.server.contents.items.values()
    return [item.name for item in items if item.kind == FOLDER and not item.is_trashed]


def listed(hands: GoogleHands) -> DriveFile:
    (file,) = hands.drive.listing("Reports").files
    return file


@pytest.mark.parametrize(
    "content", [b"", b"1", b"ends in \r", b"\r\n--==1==--\r\n", LARGE], ids=len
)
def test_every_content_arrives_byte_by_byte(hands: GoogleHands, content: bytes) -> None:
    hands.uploads.put(report(content))
    assert read(hands, listed(hands)) == content


def test_a_large_file_is_sent_in_parts(hands: GoogleHands) -> None:
    hands.uploads.put(report(LARGE))
    assert len(hands.server.calls("upload part")) == 5


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "fault", [RATE, USER_RATE, AWAY, CUT_BEFORE, CUT_AFTER, Fault(408), Fault(401, "authError")]
)
def test_trouble_at_any_step_makes_no_twin(hands: GoogleHands, step: str, fault: Fault) -> None:
    hands.server.faults.plan(step, fault)
    put = hands.uploads.put(report(LARGE))
    assert hands.server.faults.script == []
    (item,) = standing(hands)
    assert (item.id, item.content) == (put, LARGE)
    assert folders(hands) == ["Reports", "2026"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", [0, 1, 2, 3])
@pytest.mark.parametrize("cut", [CUT_BEFORE, CUT_AFTER])
def test_a_process_that_dies_at_any_step_leaves_no_twin(
    hands: GoogleHands, step: str, nth: int, cut: Fault
) -> None:
    # A connection that is cut is tried once more before our own retries, of which there are none.
    hands.server.faults.plan(step, cut, cut, after=nth)
    with suppress(DriveUnavailableError):
        hands.connected(scope=WRITE, retries=0).put(report(LARGE))
    hands.server.faults.script.clear()
    put = hands.uploads.put(report(LARGE))
    (item,) = standing(hands)
    assert (item.id, item.content) == (put, LARGE)
    assert sorted(folders(hands)) == ["2026", "Reports"]


def test_an_upload_that_google_forgot_begins_anew(hands: GoogleHands) -> None:
    hands.server.when("upload part", hands.server.uploads.forget)
    put = hands.uploads.put(report(LARGE))
    assert [item.id for item in standing(hands)] == [put]
    assert read(hands, listed(hands)) == LARGE
    assert len(hands.server.calls("upload")) == 2


def test_an_upload_that_google_always_forgets_is_given_up(hands: GoogleHands) -> None:
    hands.server.faults.plan("upload part", *[Fault(404, "notFound")] * 99)
    with pytest.raises(DriveUnavailableError, match="forgot the upload"):
        hands.uploads.put(report())
    assert standing(hands) == []


def test_a_folder_that_vanished_before_the_upload_is_told(hands: GoogleHands) -> None:
    hands.server.faults.plan("upload", Fault(404, "notFound"))
    with pytest.raises(DriveUnavailableError, match="not there"):
        hands.uploads.put(report())


def test_what_arrived_damaged_does_not_stay(hands: GoogleHands) -> None:
    def damage() -> None:
        (item,) = standing(hands)
        hands.server.contents.replace(item, b"damaged")

    hands.server.when("upload part", damage)
    with pytest.raises(DriveUnavailableError, match="not what was sent"):
        hands.uploads.put(report())
    assert standing(hands) == []
    put = hands.uploads.put(report())
    assert listed(hands).id == put


def test_what_people_moved_and_renamed_still_stands(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    (item,) = standing(hands)
    hands.server.contents.move(item, hands.server.contents.folder("Archive"), "other.pdf")
    assert hands.uploads.put(report()) == put
    assert len(standing(hands)) == 1


def test_what_people_threw_away_is_put_anew(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    hands.server.contents.trash(standing(hands)[0])
    again = hands.uploads.put(report())
    assert again != put
    assert [item.id for item in standing(hands)] == [again]


def twin(hands: GoogleHands, upload: Upload) -> Item:
    """Leave another file of the same key, as a process does that died too early."""
    first = standing(hands)[0]
    return hands.server.contents.add(
        upload.name,
        first.parents[0],
        content=upload.content,
        properties=first.properties,
        maker=first.maker,
    )


def test_the_oldest_of_twins_stands(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    twin(hands, report())
    assert hands.uploads.put(report()) == put
    assert [item.id for item in standing(hands)] == [put]


def test_a_twin_of_other_content_goes_to_the_bin_as_well(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    younger = twin(hands, report(b"other"))
    younger.properties = {**younger.properties, "concordContent": "other"}
    with pytest.raises(KeyReusedWithOtherContentError):
        hands.uploads.put(report(b"other"))
    assert [item.id for item in standing(hands)] == [put]


def test_a_twin_that_is_gone_already_is_no_trouble(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    younger = twin(hands, report())
    hands.server.when("files.list", lambda: hands.server.contents.remove(younger))
    assert hands.uploads.put(report()) == put


def test_a_twin_that_cannot_be_thrown_away_is_told(hands: GoogleHands) -> None:
    hands.uploads.put(report())
    twin(hands, report())
    hands.server.api.may_write = False
    with pytest.raises(DriveUnavailableError, match="uploads need Content manager"):
        hands.uploads.put(report())


def test_what_a_search_does_not_show_yet_is_found_in_its_folder(hands: GoogleHands) -> None:
    put = hands.uploads.put(report())
    hands.server.api.lagging = True
    assert hands.uploads.put(report()) == put
    assert len(standing(hands)) == 1


def test_a_folder_made_by_two_at_once_is_that_of_the_first(hands: GoogleHands) -> None:
    """Another process makes the folder right after we looked for it."""
    others: list[str] = []
    hands.server.when(
        "files.generateIds",
        lambda: others.append(hands.server.contents.add("Reports", DRIVE, FOLDER).id),
    )
    hands.uploads.put(report())
    (item,) = standing(hands)
    (within,) = item.parents
    assert hands.server.contents.items[within].parents == others
    assert folders(hands) == ["Reports", "2026"]


def test_a_report_in_the_root_needs_no_folder(hands: GoogleHands) -> None:
    hands.uploads.put(replace(report(), folder=""))
    assert standing(hands)[0].parents == [DRIVE]


def test_of_folders_of_equal_names_the_oldest_is_taken(hands: GoogleHands) -> None:
    older = hands.server.contents.add("Reports", DRIVE, FOLDER)
    hands.server.contents.add("Reports", DRIVE, FOLDER)
    hands.uploads.put(replace(report(), folder="Reports"))
    assert standing(hands)[0].parents == [older.id]


def test_who_may_only_read_is_told_before_anything_is_asked(hands: GoogleHands) -> None:
    with pytest.raises(DriveUnavailableError, match=r"give it drive or drive\.file"):
        hands.connected(scope=READ).put(report())
    assert hands.server.journal == []


def test_a_role_that_only_reads_is_told(hands: GoogleHands) -> None:
    hands.server.api.may_write = False
    with pytest.raises(DriveUnavailableError, match="uploads need Content manager"):
        hands.uploads.put(report())


def test_an_account_that_sees_only_its_own_files_can_put_them(server: DriveServer) -> None:
    hands = GoogleHands(server, uploads_with=OWN_FILES)
    put = hands.uploads.put(report())
    assert hands.uploads.put(report()) == put
    assert len(standing(hands)) == 1
    assert folders(hands) == ["Reports", "2026"]
