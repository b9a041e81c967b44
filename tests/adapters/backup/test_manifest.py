"""The manifest: it comes back as it was written, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest

from concord.adapters.backup.manifest import NAME, Manifest, manifest_text, read_manifest
from concord.domain.backup import BackupDamagedError
from tests.adapters.backup.installations import NOW

MANIFEST = Manifest(
    made=NOW,
    version="0.1.0",
    installation="production",
    revision="0006",
    rounds=5,
    rows={"outbox": 1},
    files={"tables/outbox.jsonl.gz": "a" * 64},
)


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(manifest_text(MANIFEST))
    found = read_manifest(tmp_path)
    assert found.sha256
    (tmp_path / NAME).write_text(manifest_text(found))
    assert read_manifest(tmp_path) == found


def test_without_one_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupDamagedError, match="has no manifest"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"rounds": 4},
        {"schema": "concord.backup/2"},
        {"files": {}},
        {"sha256": "0" * 64},
        {"made": "yesterday"},
    ],
)
def test_one_that_was_changed_is_damaged(tmp_path: Path, change: dict[str, object]) -> None:
    content = json.loads(manifest_text(MANIFEST))
    (tmp_path / NAME).write_text(json.dumps(content | change))
    with pytest.raises(BackupDamagedError, match="is damaged"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"sha256": "x"}', "\udcff"])
def test_what_is_no_manifest_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BackupDamagedError, match="is damaged"):
        read_manifest(tmp_path)
