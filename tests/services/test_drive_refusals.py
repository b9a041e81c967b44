"""What is wrong with a file before anybody looks into it."""

import pytest

from concord.domain.finding import Severity
from concord.domain.submission import Verdict, verdict_of
from concord.services.drive_refusals import equal_names, too_large
from tests.listed_drive import ListedDrive


@pytest.mark.parametrize(
    ("size", "refused"), [(None, False), (99, False), (100, False), (101, True)]
)
def test_a_file_is_too_large_beyond_the_limit(
    size: int | None,
    refused: bool,  # noqa: FBT001 - a table
) -> None:
    drive = ListedDrive()
    drive.put("a", "huge.xlsx", size=size)
    refusal = too_large(drive.files["a"], 100)
    assert (refusal is not None) is refused


def test_sizes_are_told_as_people_write_them() -> None:
    drive = ListedDrive()
    drive.put("a", "huge.xlsx", size=300_000_000)
    refusal = too_large(drive.files["a"], 200_000_000)
    assert refusal is not None
    assert (refusal.found, refusal.expected) == ("300,000,000 bytes", "at most 200,000,000 bytes")
    assert refusal.severity is Severity.ERROR


def test_equal_names_wait_for_a_person_and_show_no_tricks() -> None:
    drive = ListedDrive()
    drive.put("a", "report\u202exslx.exe", folder="2026/")
    refusal = equal_names(drive.files["a"])
    assert verdict_of([refusal]) is Verdict.QUARANTINED
    assert "\u202e" not in refusal.found
    assert "2026/" in refusal.found
