"""What stands on a Google drive, as Concord understands it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from concord.adapters.drives.google_items import GoogleItem, google_item
from tests.google_drive.contents import DRIVE, FOLDER, SHEET, SHORTCUT, Contents

DOCUMENT = "application/vnd.google-apps.document"


def resource(**given: Any) -> dict[str, Any]:  # noqa: ANN401 - as the item's fields
    return Contents().add("NW.csv", DRIVE, **given).resource


def test_a_file_is_known_by_its_hash_and_revision() -> None:
    item = google_item(resource(content=b"1"))
    assert (item.name, item.drive, item.parents, item.size) == ("NW.csv", DRIVE, (DRIVE,), 1)
    assert item.modified == datetime(2026, 10, 1, 8, 0, 0, 1000, tzinfo=UTC)
    assert item.revision == f"{item.md5} {item.head}"
    assert (item.is_file, item.is_folder, item.is_shortcut, item.is_sheet) == (True, *[False] * 3)


def test_a_sheet_is_known_by_version_and_time_and_has_no_size() -> None:
    item = google_item(resource(kind=SHEET, content=b"12345"))
    assert item.revision == "2 2026-10-01T08:00:00.001000+00:00"
    assert item.is_file
    assert item.known_size is None


def test_a_file_without_a_hash_is_known_by_version_and_time() -> None:
    item = replace(google_item(resource(content=b"1")), md5="")
    assert item.revision.startswith("2 2026")


@pytest.mark.parametrize(
    ("kind", "file"), [(FOLDER, False), (SHORTCUT, False), (DOCUMENT, False), ("text/csv", True)]
)
def test_other_documents_of_google_are_no_files(kind: str, file: object) -> None:
    assert google_item(resource(kind=kind)).is_file is file


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (SHEET, "NW", "NW.xlsx"),
        (SHEET, "NW 2026.10", "NW 2026.10.xlsx"),
        (SHEET, "NW.xlsx", "NW.xlsx"),
        (SHEET, "NW.XLS", "NW.XLS"),
        (SHEET, "NW.csv", "NW.csv"),
        ("text/csv", "NW", "NW"),
    ],
)
def test_a_sheet_without_an_extension_is_given_its_own(kind: str, name: str, shown: str) -> None:
    assert google_item(resource(kind=kind)).file_name(name) == shown


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"id": "1"},
        {**resource(), "modifiedTime": "yesterday"},
        {**resource(), "size": "much"},
        {**resource(), "capabilities": "all"},
    ],
)
def test_a_resource_that_lacks_what_was_asked_for_is_none(raw: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"lacks|invalid|Invalid"):
        google_item(raw)


def test_what_is_not_said_is_not_made_up() -> None:
    bare = resource()
    for optional in ("parents", "driveId", "trashed", "capabilities"):
        del bare[optional]
    item: GoogleItem = google_item(bare)
    assert (item.parents, item.drive, item.trashed, item.downloadable) == ((), "", False, True)
    assert (item.size, item.md5, item.target, item.key, item.content) == (None, "", "", "", "")
