"""A drive is fit when its folder can be listed and what lies there can be read."""

from dataclasses import replace

import pytest

from concord.domain.errors import DriveUnavailableError, FileChangingError
from concord.domain.examination import Examined, Health, ok
from concord.domain.finding import Finding, Severity
from concord.ports import Listing
from concord.services.examine_drive import examine_drive
from tests.fakes import FakeDrive

LINK = Finding(
    severity=Severity.ERROR,
    rule="not-a-regular-file",
    where="",
    found="'Inbound/a.csv'",
    expected="a file",
    message="Put the file itself there.",
)


def drive_with(*paths: str) -> FakeDrive:
    """Return a drive with files, each as long as its path."""
    return FakeDrive(contents={path: path.encode() for path in paths})


def examined(drive: FakeDrive, folder: str = "Inbound") -> Examined:
    """Return what is found of a folder of a drive."""
    return examine_drive("drive ops", drive, folder)


@pytest.mark.parametrize(
    ("paths", "folder", "found"),
    [
        ((), "Inbound", "0 files in Inbound"),
        (("Inbound/a.csv",), "Inbound", "1 file in Inbound"),
        (("Inbound/a.csv", "b.csv"), "", "2 files in its root"),
        (("In\u202ebound/a.csv",), "In\u202ebound", "1 file in In\\u202ebound"),
    ],
)
def test_files_are_counted(paths: tuple[str, ...], folder: str, found: str) -> None:
    assert examined(drive_with(*paths), folder) == ok("drive ops", found)


def test_a_drive_that_is_away_is_an_error() -> None:
    with pytest.raises(DriveUnavailableError):
        examined(FakeDrive(away=True))


def test_a_right_to_list_is_no_right_to_read() -> None:
    drive = drive_with("Inbound/a.csv", "Inbound/longer.csv")
    drive.broken = {"Inbound/a.csv": DriveUnavailableError("no right to read")}
    with pytest.raises(DriveUnavailableError, match="no right"):
        examined(drive)


def test_a_file_that_changes_just_now_is_no_fault() -> None:
    drive = drive_with("Inbound/a.csv")
    drive.broken = {"Inbound/a.csv": FileChangingError("it changed")}
    assert examined(drive).health is Health.OK


class LinkedDrive(FakeDrive):
    """A drive whose first file is a link."""

    def listing(self, folder: str) -> Listing:
        first, *others = super().listing(folder).files
        return Listing(files=(replace(first, refusal=LINK), *others))


def test_what_is_not_handed_out_asks_for_attention() -> None:
    drive = LinkedDrive(contents={"Inbound/a.csv": b"1", "Inbound/b.csv": b"2"})
    found = examined(drive)
    assert found.health is Health.WARNING
    assert found.found == "2 files in Inbound, 1 of them not handed out"
    assert found.remedy == "'Inbound/a.csv': Put the file itself there."
