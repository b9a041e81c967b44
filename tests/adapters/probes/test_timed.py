"""A check that breaks or hangs is an item of its own, and stops no other."""

import threading
from typing import NoReturn

import pytest

from concord.adapters.probes.timed import examined_in
from concord.domain.errors import DriveUnavailableError
from concord.domain.examination import Health, ok


def test_what_a_check_finds_is_handed_on() -> None:
    found = (ok("disk", "room"), ok("disk", "more"))
    assert examined_in(10, "disk", lambda: found) == found


def test_a_check_that_hangs_is_left_behind() -> None:
    never = threading.Event()
    (item,) = examined_in(0.01, "drive", lambda: (ok("drive", str(never.wait())),))
    never.set()
    assert (item.item, item.health, item.found) == (
        "drive",
        Health.FAILING,
        "no answer within 0.01 s",
    )


@pytest.mark.parametrize(
    ("error", "found", "remedy"),
    [
        (DriveUnavailableError("There is no folder."), "There is no folder.", "clear the task"),
        (PermissionError(13, "Permission denied"), "Permission denied", "this user"),
        (TimeoutError(), "TimeoutError", "this user"),
        (ValueError("s3cret-word"), "the check broke off: ValueError", "Report"),
    ],
)
def test_a_check_that_breaks_is_failing_and_tells_no_secret(
    error: Exception, found: str, remedy: str
) -> None:
    def broken() -> NoReturn:
        raise error

    (item,) = examined_in(10, "drive", broken)
    assert (item.health, item.found) == (Health.FAILING, found)
    assert remedy in item.remedy
