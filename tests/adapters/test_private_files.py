"""Private files: whole and durable before they bear their name, and for our eyes only."""

import hashlib
from pathlib import Path

import pytest

from concord.adapters.private_files import copy_as, make_folder, sha256_of, written

CONTENT = b"what was delivered" * 100_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def test_a_file_bears_its_name_once_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "file"
    with written(target) as file:
        file.write(CONTENT)
        assert not target.exists()
    assert sha256_of(target) == DIGEST
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"before")

    def fail() -> None:
        with written(target) as file:
            file.write(CONTENT)
            message = "The disk is full."
            raise OSError(message)

    with pytest.raises(OSError, match="disk is full"):
        fail()
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_copy_is_made_of_the_content_that_was_named_alone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(CONTENT)
    assert copy_as(source, tmp_path / "copy", DIGEST)
    assert not copy_as(source, tmp_path / "other", "0" * 64)
    assert (tmp_path / "copy").read_bytes() == CONTENT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "source"]


def test_a_folder_is_made_with_those_above_it_for_us_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    modes = [folder.stat().st_mode & 0o777 for folder in (tmp_path / "a" / "b", tmp_path / "a")]
    assert modes == [0o700, 0o700]
    assert tmp_path.stat().st_mode & 0o777 == 0o755
