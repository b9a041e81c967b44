"""Locks, bins and half-written copies are no deliveries."""

import pytest

from concord.adapters.drives.left_behind import is_left_behind, is_put_aside


@pytest.mark.parametrize("name", ["~$NW.xlsx", "THUMBS.DB", "a.TMP", ".~lock.NW.xlsx#", "x.part"])
def test_files_that_programs_leave_behind(name: str) -> None:
    assert is_left_behind(name)


@pytest.mark.parametrize("name", ["NW.xlsx", "tmp.csv", "part.csv", "a.b.csv", "~NW.xlsx"])
def test_files_that_people_deliver(name: str) -> None:
    assert not is_left_behind(name)


@pytest.mark.parametrize("name", [".snapshot", "$Recycle.Bin", "lost+found"])
def test_folders_that_hold_no_deliveries(name: str) -> None:
    assert is_put_aside(name)


@pytest.mark.parametrize("name", ["Inbound", "2026.10", "recycle", "$"])
def test_folders_that_hold_deliveries(name: str) -> None:
    assert not is_put_aside(name)
