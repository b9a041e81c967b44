"""Folders: whether they can be written, have room, and are closed to others."""

import os
from pathlib import Path

import pytest

from concord.adapters.probes.folders import (
    GIGABYTE,
    LITTLE,
    TOO_LITTLE,
    examine_folder,
    examine_permissions,
    examine_user,
    room_of,
)
from concord.domain.examination import Health


def test_a_folder_is_written_to_and_left_as_it_was(tmp_path: Path) -> None:
    (item,) = examine_folder("store", tmp_path, little=0)
    assert item.health in {Health.OK, Health.FAILING}
    assert f"{tmp_path} can be written" in item.found
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_to_come_is_tried_where_it_will_be_made(tmp_path: Path) -> None:
    (item,) = examine_folder("store", tmp_path / "not" / "yet", little=0)
    assert "can be written" in item.found
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    (item,) = examine_folder("store", tmp_path / "store")
    assert item.health is Health.FAILING
    assert "cannot be written: Not a directory" in item.found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_closed_to_us_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    (item,) = examine_folder("store", tmp_path)
    tmp_path.chmod(0o700)
    assert item.health is Health.FAILING


@pytest.mark.parametrize(
    ("free", "health"),
    [
        (LITTLE, Health.OK),
        (LITTLE - 1, Health.WARNING),
        (TOO_LITTLE, Health.WARNING),
        (TOO_LITTLE - 1, Health.FAILING),
        (0, Health.FAILING),
    ],
)
def test_room_at_its_thresholds(free: int, health: Health) -> None:
    assert room_of("store", Path("store"), free).health is health


def test_room_is_told_in_gigabytes() -> None:
    assert room_of("store", Path("store"), 12 * GIGABYTE).found == (
        "store can be written, 12.0 GB free"
    )


@pytest.mark.parametrize(
    ("mode", "health"),
    [(0o700, Health.OK), (0o775, Health.OK), (0o702, Health.FAILING), (0o777, Health.FAILING)],
)
def test_what_is_ours_alone_to_write(tmp_path: Path, mode: int, health: Health) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    folder.chmod(mode)
    (item,) = examine_permissions("permissions", [folder], [])
    assert item.health is health
    assert (str(folder) in item.remedy) is (health is not Health.OK)


@pytest.mark.parametrize(
    ("mode", "door", "health"),
    [
        (0o600, 0o755, Health.OK),
        (0o640, 0o755, Health.OK),
        (0o644, 0o700, Health.OK),
        (0o644, 0o755, Health.WARNING),
    ],
)
def test_what_is_ours_alone_to_read(
    tmp_path: Path, mode: int, door: int, health: Health, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Relative to a folder that anybody may enter, as pytest's own may not be.
    folder = tmp_path / "home"
    folder.mkdir()
    secret = folder / "secret"
    secret.touch()
    secret.chmod(mode)
    folder.chmod(door)
    modes = dict.fromkeys(folder.parents, 493)
    real = Path.stat

    def opened(path: Path) -> os.stat_result:
        found = real(path)
        return os.stat_result((modes.get(path, found.st_mode), *found[1:]))

    monkeypatch.setattr(Path, "stat", opened)
    (item,) = examine_permissions("permissions", [], [secret])
    assert item.health is health


def test_what_is_not_there_is_open_to_nobody(tmp_path: Path) -> None:
    (item,) = examine_permissions("permissions", [tmp_path / "a"], [tmp_path / "b"])
    assert item.health is Health.OK


@pytest.mark.parametrize(("user", "health"), [(0, Health.WARNING), (50000, Health.OK)])
def test_whoever_may_do_anything_is_told(user: int, health: Health) -> None:
    assert examine_user("user", user).health is health
