"""A drive whose files a test lists one by one: with ids, revisions, equal names and refusals."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from concord.domain.errors import ConcordError
from concord.domain.finding import Finding
from concord.ports import DriveFile, Listing
from tests.fakes import sha256

ARRIVED = datetime(2026, 11, 4, 8, tzinfo=UTC)


@dataclass
class ListedDrive:
    """Files by id; `broken` raises for an id, `mark` is what a listing is marked with."""

    files: dict[str, DriveFile] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    broken: dict[str, ConcordError] = field(default_factory=dict)
    mark: str = ""
    listings: int = 0
    handed_out: list[str] = field(default_factory=list)

    def put(
        self,
        identity: str,
        name: str,
        content: bytes = b"rows",
        modified: datetime = ARRIVED,
        *,
        folder: str = "",
        size: int | None = None,
        refusal: Finding | None = None,
    ) -> None:
        """Drop a file, or replace the one with that id."""
        self.contents[identity] = content
        self.files[identity] = DriveFile(
            id=identity,
            revision=f"{sha256(content)[:8]} {modified.isoformat()}",
            name=name,
            path=f"{folder}{name}",
            size=size,
            modified=modified,
            refusal=refusal,
        )

    def rename(self, identity: str, name: str) -> None:
        """Rename a file, which keeps its id, its revision and its time."""
        self.files[identity] = replace(self.files[identity], name=name, path=name)

    def remove(self, identity: str) -> None:
        """Delete a file."""
        del self.files[identity], self.contents[identity]

    def listing(self, folder: str) -> Listing:  # noqa: ARG002 - a test lists one folder alone
        self.listings += 1
        return Listing(files=tuple(self.files.values()), mark=self.mark)

    def unchanged_since(self, mark: str) -> bool:
        return mark == self.mark

    def content(self, file: DriveFile) -> Iterator[bytes]:
        self.handed_out.append(file.id)
        if file.id in self.broken:
            raise self.broken[file.id]
        yield self.contents[file.id]
