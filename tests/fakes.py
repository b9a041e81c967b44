"""Ports in memory, scripted by the test; what they were asked to do is kept in a journal."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from concord.domain.errors import DriveUnavailableError, FileChangingError, LandingStoreError
from concord.domain.letter import Letter
from concord.domain.message import Message
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.domain.submission import ReadResult, Verdict
from concord.ports import Body, DriveFile, LandedFile, Listing, ReadJob, StoredCopy
from tests.fakes_outbox import FakeOutboxQueue
from tests.fakes_store import FakeStore

__all__ = [
    "FakeDrive",
    "FakeLandingStore",
    "FakeLetters",
    "FakeMailWriter",
    "FakeOutboxQueue",
    "FakeReader",
    "FakeStore",
    "FakeTransport",
]

SENT = SendResult(verdict=SendVerdict.SENT, provider_id="fake-1")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def sha256(content: bytes) -> str:
    """Return the content hash as the landing store names it."""
    return hashlib.sha256(content).hexdigest()


class FakeMailWriter:
    """Writes mails as plain text; the same message gives the same content hash."""

    def __init__(self) -> None:
        self.written: list[Message] = []

    def write(self, message: Message, at: datetime) -> OutgoingMail:
        self.written.append(message)
        attached = [f"{a.name} {sha256(a.content)}" for a in message.attachments]
        text = "\n".join((message.subject, *message.to, message.text, message.html, *attached))
        return OutgoingMail(
            key=message.identity.key,
            kind=message.identity.kind,
            to=message.to,
            subject=message.subject,
            payload=text.encode(),
            content_sha256=sha256(text.encode()),
            message_id=f"<{message.identity.key}@concord.test>",
            mail_date=at,
            on_uncertain=message.identity.on_uncertain,
            attachments=tuple(a.name for a in message.attachments),
        )


class FakeLetters:
    """Renders a letter as its own words, one a line."""

    def __init__(self) -> None:
        self.rendered: list[Letter] = []

    def letter(self, letter: Letter) -> Body:
        self.rendered.append(letter)
        facts = (f"{label}: {value}" for label, value in letter.facts)
        rows = (" | ".join(row) for table in letter.tables for row in (table.header, *table.rows))
        links = (f"{link.label}: {link.url}" for link in letter.links)
        lines = (letter.title, *letter.paragraphs, *facts, *rows, *links, letter.why)
        return Body(text="\n".join(lines), html="<br>".join(lines))


@dataclass
class FakeTransport:
    """Sends by writing down; answers with `results` one after the other, then with `SENT`."""

    results: list[SendResult] = field(default_factory=list)
    journal: list[OutgoingMail] = field(default_factory=list)
    repeat_is_harmless: bool = False
    provider: str = "fake"
    batches: list[str] = field(default_factory=list)
    can_take_back: bool = True
    taken_back: list[str] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    closed: int = 0

    def batch(self, mail: OutgoingMail) -> str:  # noqa: ARG002 - the same for every mail
        return self.batches.pop(0) if self.batches else ""

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:  # noqa: ARG002 - as above
        self.journal.append(mail)
        self.attempts.append(attempt)
        return self.results.pop(0) if self.results else SENT

    def take_back(self, batch: str) -> bool:
        self.taken_back.append(batch)
        return self.can_take_back

    def close(self) -> None:
        self.closed += 1


@dataclass
class FakeDrive:
    """A drive with files by path; `away` makes it unreachable, a path in `broken` unreadable."""

    contents: dict[str, bytes] = field(default_factory=dict)
    modified: dict[str, datetime] = field(default_factory=dict)
    broken: Mapping[str, Exception] = field(default_factory=dict)
    away: bool = False
    chunk: int = 1 << 20

    def put(self, path: str, content: bytes, modified: datetime = LONG_AGO) -> None:
        """Drop a file, or replace it."""
        self.contents[path] = content
        self.modified[path] = modified

    def listing(self, folder: str) -> Listing:
        self._reach()
        prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
        paths = [path for path in sorted(self.contents) if path.startswith(prefix)]
        return Listing(files=tuple(self._file(path) for path in paths))

    def unchanged_since(self, mark: str) -> bool:  # noqa: ARG002 - this drive keeps no marks
        return False

    def _file(self, path: str) -> DriveFile:
        return DriveFile(
            id=path,
            revision=sha256(self.contents[path]),
            name=path.rpartition("/")[2],
            path=path,
            size=len(self.contents[path]),
            modified=self.modified.get(path, LONG_AGO),
        )

    def content(self, file: DriveFile) -> Iterator[bytes]:
        self._reach()
        if file.path in self.broken:
            raise self.broken[file.path]
        for start in range(0, file.size or 0, self.chunk) or (0,):
            self._require_unchanged(file)
            yield self.contents[file.path][start : start + self.chunk]

    def _require_unchanged(self, file: DriveFile) -> None:
        if file.path not in self.contents or self._file(file.path).revision != file.revision:
            message = f"{file.path!r} changed while it was being copied."
            raise FileChangingError(message)

    def _reach(self) -> None:
        if self.away:
            message = "The drive does not answer."
            raise DriveUnavailableError(message)


class FakeLandingStore:
    """Landed files in memory, by content hash."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.since: dict[str, datetime] = {}
        self.now = LONG_AGO

    def land(self, chunks: Iterable[bytes]) -> LandedFile:
        content = b"".join(chunks)
        self.kept[sha256(content)] = content
        self.since[sha256(content)] = self.now
        return LandedFile(sha256=sha256(content), size=len(content))

    def content(self, sha256: str) -> bytes:
        if sha256 not in self.kept:
            message = f"There is no landed file {sha256}."
            raise LandingStoreError(message)
        return self.kept[sha256]

    def stored(self) -> Iterator[StoredCopy]:
        for name, content in sorted(self.kept.items()):
            since = self.since.get(name, LONG_AGO)
            yield StoredCopy(sha256=name, size=len(content), since=since)

    def remove(self, copy: StoredCopy) -> bool:
        is_there = copy in self.stored()
        if is_there:
            del self.kept[copy.sha256]
        return is_there


@dataclass
class FakeReader:
    """Reads nothing: answers each job with the result scripted for its file name.

    A file without a script is accepted, with one row and the period that its name states.
    """

    results: Mapping[str, ReadResult] = field(default_factory=dict)
    jobs: list[ReadJob] = field(default_factory=list)

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        for job in jobs:
            self.jobs.append(job)
            yield self.results.get(job.name) or ReadResult(
                verdict=Verdict.ACCEPTED,
                period=job.period,
                rows_read=1,
                rows_accepted=1,
                findings=(),
                observations=f"rows of {job.landed.sha256}",
            )
