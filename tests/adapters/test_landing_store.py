"""The landing store keeps what was delivered, once, whole and unreadable for others."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord.adapters.landing_store import FolderLandingStore
from concord.domain.errors import FileChangingError, LandingStoreError


def test_a_landed_file_is_found_again_by_its_content(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path / "landing")
    landed = store.land([b"calls,", b"answered\n"])
    assert landed.sha256 == hashlib.sha256(b"calls,answered\n").hexdigest()
    assert landed.size == 15
    assert store.content(landed.sha256) == b"calls,answered\n"


def test_only_we_may_read_it(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path / "landing")
    path = store.path(store.land([b"x"]).sha256)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path)
    assert store.land([b"same"]) == store.land([b"sa", b"me"])
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_copy_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    def breaking_off() -> Iterator[bytes]:
        yield b"half"
        message = "it changed"
        raise FileChangingError(message)

    with pytest.raises(FileChangingError):
        FolderLandingStore(tmp_path).land(breaking_off())
    assert not list(tmp_path.iterdir())


def test_content_that_never_landed_is_a_broken_store(tmp_path: Path) -> None:
    with pytest.raises(LandingStoreError, match="What to do"):
        FolderLandingStore(tmp_path).content("0" * 64)


def test_a_folder_that_cannot_be_made_is_a_broken_store(tmp_path: Path) -> None:
    (tmp_path / "landing").write_text("a file stands where the folder should be")
    with pytest.raises(LandingStoreError, match="permissions"):
        FolderLandingStore(tmp_path / "landing").land([b"x"])


def test_a_full_disk_while_copying_is_a_broken_store(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"x"
        raise OSError(28, os.strerror(28))

    with pytest.raises(LandingStoreError, match="No space left"):
        FolderLandingStore(tmp_path).land(failing())
    assert not list(tmp_path.iterdir())


def test_copies_are_listed_with_their_age_and_nothing_else_is(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path / "landing")
    assert list(store.stored()) == []
    landed = store.land([b"calls"])
    os.utime(store.path(landed.sha256), (86_400, 86_400))
    (tmp_path / "landing" / "landing-half").write_bytes(b"half a copy")
    (copy,) = store.stored()
    assert (copy.sha256, copy.size) == (landed.sha256, 5)
    assert copy.since == datetime(1970, 1, 2, tzinfo=UTC)


def test_a_removed_copy_is_gone_and_may_be_removed_again(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path)
    landed = store.land([b"calls"])
    (copy,) = store.stored()
    assert store.remove(copy)
    assert not store.remove(copy)
    assert list(store.stored()) == []
    with pytest.raises(LandingStoreError):
        store.content(landed.sha256)


def test_a_copy_that_was_landed_again_since_it_was_listed_stays(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path)
    landed = store.land([b"calls"])
    (copy,) = store.stored()
    assert not store.remove(replace(copy, since=copy.since - timedelta(days=1)))
    assert store.content(landed.sha256) == b"calls"


def test_a_store_that_cannot_be_listed_or_changed_is_broken(tmp_path: Path) -> None:
    store = FolderLandingStore(tmp_path)
    landed = store.land([b"calls"])
    (copy,) = store.stored()
    store.path(landed.sha256).unlink()
    store.path(landed.sha256).symlink_to(landed.sha256)
    with pytest.raises(LandingStoreError, match="What to do"):
        list(store.stored())
    with pytest.raises(LandingStoreError, match="What to do"):
        store.remove(copy)
