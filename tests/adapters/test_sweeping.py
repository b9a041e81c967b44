"""Leftovers: what dead processes left is told from what is in use, and goes on request."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord.adapters.sweeping import FolderLeftovers
from concord.domain.errors import LandingStoreError

USED, UNUSED = "ab" + "0" * 62, "cd" + "0" * 62
OLD, NEW = 86_400, 172_800


@pytest.fixture
def leftovers(tmp_path: Path) -> FolderLeftovers:
    """Return the leftovers below two folders with something of every kind."""
    put(tmp_path / "landing" / "landing-x", "half")
    put(tmp_path / "landing" / "ab" / USED, "a copy that counts")
    put(tmp_path / "observations" / "ab" / f"{USED}.parquet", "used")
    put(tmp_path / "observations" / "cd" / f"{UNUSED}.parquet", "unused")
    put(tmp_path / "observations" / "reading-y" / "rows.parquet", "scratch", NEW)
    os.utime(tmp_path / "observations" / "reading-y", (OLD, OLD))
    return FolderLeftovers(tmp_path / "landing", tmp_path / "observations")


def put(path: Path, content: str, at: int = OLD) -> None:
    """Write a file of that age."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    os.utime(path, (at, at))


def names(leftovers: FolderLeftovers) -> list[str]:
    return [Path(each.name).name for each in leftovers.found(frozenset({USED}))]


def test_scratch_half_copies_and_unnamed_rows_are_found(leftovers: FolderLeftovers) -> None:
    assert names(leftovers) == ["landing-x", f"{UNUSED}.parquet", "reading-y"]


def test_they_are_as_young_as_their_youngest_part(leftovers: FolderLeftovers) -> None:
    half, _, scratch = leftovers.found(frozenset({USED}))
    assert (half.size, half.since) == (4, datetime(1970, 1, 2, tzinfo=UTC))
    assert scratch.since == datetime(1970, 1, 3, tzinfo=UTC)


def test_each_can_be_removed_and_once_more(leftovers: FolderLeftovers, tmp_path: Path) -> None:
    for each in list(leftovers.found(frozenset({USED}))):
        leftovers.remove(each)
        leftovers.remove(each)
    assert names(leftovers) == []
    assert (tmp_path / "landing" / "ab" / USED).exists()
    assert (tmp_path / "observations" / "ab" / f"{USED}.parquet").exists()


def test_what_was_written_again_since_stays(leftovers: FolderLeftovers, tmp_path: Path) -> None:
    _, rows, _ = leftovers.found(frozenset({USED}))
    put(tmp_path / "observations" / "cd" / f"{UNUSED}.parquet", "unused", NEW)
    leftovers.remove(rows)
    assert f"{UNUSED}.parquet" in names(leftovers)


def test_where_nothing_was_stored_yet_nothing_is_left(tmp_path: Path) -> None:
    assert names(FolderLeftovers(tmp_path / "landing", tmp_path / "observations")) == []


def test_scratch_that_vanishes_meanwhile_is_none(
    leftovers: FolderLeftovers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(_: Path, *__: object) -> os.stat_result:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "lstat", vanish)
    assert names(leftovers) == []


def test_a_folder_that_cannot_be_used_is_a_broken_store(
    leftovers: FolderLeftovers, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, *_ = leftovers.found(frozenset({USED}))

    def refuse(_: Path, *__: object) -> os.stat_result:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(LandingStoreError, match="Permission denied"):
        list(leftovers.found(frozenset()))
    with pytest.raises(LandingStoreError, match="Permission denied"):
        leftovers.remove(half)
