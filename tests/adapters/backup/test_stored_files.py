"""Stored files: told by their places, each named by the hash of its content."""

from pathlib import Path

import pytest

from concord.adapters.backup.stored_files import StoredFile, is_empty, is_place, stored_files

SHA = "ab" + "0" * 62


@pytest.mark.parametrize(
    ("place", "is_one"),
    [
        (f"landing/ab/{SHA}", True),
        (f"observations/ab/{SHA}.parquet", True),
        (f"landing/ab/{SHA}.parquet", False),
        (f"observations/ab/{SHA}", False),
        (f"landing/cd/{SHA}", False),
        (f"../landing/ab/{SHA}", False),
        (f"landing/ab/{SHA}\n", False),
        (f"other/ab/{SHA}", False),
        ("landing/ab/..", False),
    ],
)
def test_a_stored_file_lies_where_its_hash_says(place: str, is_one: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_place(place) is is_one


def test_the_files_of_both_stores_are_found(tmp_path: Path) -> None:
    assert is_empty(tmp_path)
    places = [f"landing/ab/{SHA}", f"observations/ab/{SHA}.parquet"]
    for place in (*places, "landing/landing-x", "landing/ab/reading-1"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(b"12345")
    assert not is_empty(tmp_path)
    assert list(stored_files(tmp_path)) == [StoredFile(place=p, size=5) for p in places]
    assert {each.sha256 for each in stored_files(tmp_path)} == {SHA}
