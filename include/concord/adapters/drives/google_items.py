"""What stands on a Google drive, as the API describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_GOOGLE = "application/vnd.google-apps."
FOLDER = f"{_GOOGLE}folder"
_SHORTCUT = f"{_GOOGLE}shortcut"
_SHEET = f"{_GOOGLE}spreadsheet"
KEY, CONTENT = "concordKey", "concordContent"
FIELDS = (
    "id,name,mimeType,parents,driveId,trashed,createdTime,modifiedTime,version,size,"
    "md5Checksum,headRevisionId,capabilities/canDownload,shortcutDetails/targetId,appProperties"
)
_EXTENSIONS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleItem:
    """A file, folder, shortcut or Google document.

    `kind` is its media type.  `key` and `content` are the hashes of what Concord put there;
    both are empty on everything else.
    """

    id: str
    name: str
    kind: str
    parents: tuple[str, ...]
    drive: str
    trashed: bool
    created: datetime
    modified: datetime
    version: str
    size: int | None
    md5: str
    head: str
    downloadable: bool
    target: str
    key: str
    content: str

    @property
    def is_folder(self) -> bool:
        return self.kind == FOLDER

    @property
    def is_shortcut(self) -> bool:
        return self.kind == _SHORTCUT

    @property
    def is_sheet(self) -> bool:
        return self.kind == _SHEET

    @property
    def is_file(self) -> bool:
        """Whether it is, or can be exported to, a file: Google's other documents cannot."""
        return self.is_sheet or not self.kind.startswith(_GOOGLE)

    @property
    def revision(self) -> str:
        """What changes with the content; of a Sheet, and where Google keeps no hash, with more."""
        if self.is_sheet or not self.md5:
            return f"{self.version} {self.modified.isoformat()}"
        return f"{self.md5} {self.head}"

    @property
    def known_size(self) -> int | None:
        """The bytes there are to download; None for a Sheet, whose export is another matter."""
        return None if self.is_sheet else self.size

    def file_name(self, name: str) -> str:
        """Return a name as that of a file: a Sheet without an extension is given its own."""
        if self.is_sheet and not name.casefold().endswith(_EXTENSIONS):
            return f"{name}.xlsx"
        return name


def google_item(raw: Mapping[str, Any]) -> GoogleItem:
    """Understand a file resource that has the fields `FIELDS`.

    Raises ValueError when it has not.
    """
    try:
        return _item(raw, raw.get("appProperties") or {})
    except (KeyError, TypeError, AttributeError) as error:
        message = "a file resource lacks what was asked for"
        raise ValueError(message) from error


def _item(raw: Mapping[str, Any], ours: Mapping[str, str]) -> GoogleItem:
    return GoogleItem(
        id=raw["id"],
        name=raw["name"],
        kind=raw["mimeType"],
        parents=tuple(raw.get("parents") or ()),
        drive=raw.get("driveId", ""),
        trashed=raw.get("trashed", False),
        created=datetime.fromisoformat(raw["createdTime"]),
        modified=datetime.fromisoformat(raw["modifiedTime"]),
        version=raw["version"],
        size=int(raw["size"]) if "size" in raw else None,
        md5=raw.get("md5Checksum", ""),
        head=raw.get("headRevisionId", ""),
        downloadable=raw.get("capabilities", {}).get("canDownload", True),
        target=raw.get("shortcutDetails", {}).get("targetId", ""),
        key=ours.get(KEY, ""),
        content=ours.get(CONTENT, ""),
    )
