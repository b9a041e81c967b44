"""People with the shared drive open in their browser."""

from functools import cached_property

from concord.adapters.drives.google import GoogleDrive
from concord.adapters.drives.google_connection import READ, WRITE
from tests.adapters.drives.drive_contract import (
    FaultyHands,
    LosingHands,
    MarkingHands,
    RefusingHands,
    RenamingHands,
    TwinHands,
)
from tests.google_drive.contents import BLOB, DRIVE, Item
from tests.google_drive.faults import AWAY, CUT_AFTER, Fault
from tests.google_drive.made import access_to
from tests.google_drive.server import DriveServer

CHUNK = 1 << 18


class GoogleHands(RenamingHands, TwinHands, RefusingHands, MarkingHands, FaultyHands, LosingHands):
    """Hands on a made-up shared drive; `pauses` are those that Concord would have made."""

    chunk = CHUNK
    page = 7

    def __init__(self, server: DriveServer, *, uploads_with: str = WRITE) -> None:
        self.server = server
        self.pauses: list[float] = []
        self._uploads_with = uploads_with

    def connected(self, scope: str, retries: int = 5) -> GoogleDrive:
        """Connect anew."""
        access = access_to(self.server, scope, retries)
        return GoogleDrive(access, chunk=CHUNK, pause=self.pauses.append)

    @cached_property
    def drive(self) -> GoogleDrive:
        return self.connected(scope=READ)

    @property
    def uploads(self) -> GoogleDrive:
        return self.connected(scope=self._uploads_with)

    def put(self, path: str, content: bytes | None, **given: object) -> Item:
        """Put anything at a path."""
        folder, _, name = path.rpartition("/")
        contents = self.server.contents
        kind = str(given.pop("kind", BLOB))
        return contents.add(name, contents.folder(folder), kind, content=content, **given)

    def put_file(self, path: str, content: bytes) -> None:
        self.put(path, content)

    def replace(self, path: str, content: bytes) -> None:
        self.server.contents.replace(self.server.contents.at(path), content)

    def remove(self, path: str) -> None:
        self.server.contents.trash(self.server.contents.at(path))

    def make_folder(self, path: str) -> None:
        self.server.contents.folder(path)

    def rename(self, path: str, to: str) -> None:
        folder, _, name = to.rpartition("/")
        contents = self.server.contents
        contents.move(contents.at(path), contents.folder(folder) or DRIVE, name)

    def put_twin(self, path: str, content: bytes) -> None:
        self.put(path, content)

    def put_refused(self, path: str) -> None:
        self.put(path, b"secret", downloadable=False)

    def forget_marks(self) -> None:
        self.server.api.forget_changes()

    def stumble(self, times: int) -> None:
        self.server.faults.plan("*", *[AWAY] * min(times, 100))

    def refuse(self) -> None:
        self.server.closed = True

    def go_away(self) -> None:
        self.server.stop()

    def cut_next_read(self, after: int) -> None:
        self.server.faults.plan("download", Fault(cut="within", after=after))

    def lose_next_answer(self) -> None:
        # The library asks again by itself when an answer is lost, and so do we: lose them all.
        self.server.faults.plan("upload part", *[CUT_AFTER] * 30)

    @property
    def requests(self) -> int:
        return len(self.server.journal)
