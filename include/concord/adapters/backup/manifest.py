"""The manifest of a backup: what belongs to it, by hash.  A backup without one is none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from concord.domain.backup import BackupDamagedError

SCHEMA = "concord.backup/1"
NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup consists of.

    `files` are those of its own folder by their place, `stored` is the list of stored files
    by its hash; `rows` are those of each table.  `sha256` is that of the manifest itself.
    """

    made: datetime
    version: str
    installation: str
    revision: str
    rounds: int
    rows: Mapping[str, int]
    files: Mapping[str, str]
    sha256: str = ""


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as it is kept, with its own hash."""
    content: dict[str, object] = {
        "schema": SCHEMA,
        "made": manifest.made.isoformat(),
        "version": manifest.version,
        "installation": manifest.installation,
        "revision": manifest.revision,
        "rounds": manifest.rounds,
        "rows": dict(manifest.rows),
        "files": dict(manifest.files),
    }
    return json.dumps({**content, "sha256": _hash(content)}, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises BackupDamagedError where there is none, or it is not as it was written.
    """
    try:
        content = json.loads((folder / NAME).read_text("utf-8"))
        told = content.pop("sha256")
        if content["schema"] != SCHEMA or _hash(content) != told:
            message = f"The manifest of {folder} is damaged."
            raise BackupDamagedError(message)
        return Manifest(
            made=datetime.fromisoformat(content["made"]),
            version=content["version"],
            installation=content["installation"],
            revision=content["revision"],
            rounds=content["rounds"],
            rows=content["rows"],
            files=content["files"],
            sha256=told,
        )
    except OSError as error:
        message = f"{folder} has no manifest: it is no backup, or it was never finished."
        raise BackupDamagedError(message) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        message = f"The manifest of {folder} is damaged."
        raise BackupDamagedError(message) from error


def _hash(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
