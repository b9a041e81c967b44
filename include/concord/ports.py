"""What the use-cases need from outside, in our words.  Adapters satisfy these by shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from concord.domain.assessment import Assessment
from concord.domain.completeness import DeliveredCell
from concord.domain.contract import Reminder
from concord.domain.issue import Issue, IssueEvent, IssueKey
from concord.domain.kpi import Kpi, Measurement
from concord.domain.letter import Letter
from concord.domain.message import Message
from concord.domain.outbox import Attempt, Claim, OutboxEntry, OutgoingMail, SendResult
from concord.domain.period import MeasurementPeriod
from concord.domain.report import MonthlyReport, ReportVersion
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Restatement, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFile:
    """A file as a drive lists it; `path` finds it again on the same drive."""

    name: str
    path: str
    size: int
    modified: datetime


class Drive(Protocol):
    """A shared drive, seen from one of its folders."""

    def files(self, folder: str) -> Sequence[DriveFile]:
        """List all regular files below `folder`.  Raises DriveUnavailableError."""
        ...

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the file's bytes.

        Raises FileChangingError when it is replaced or grows meanwhile, and
        DriveUnavailableError when it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedFile:
    """A copy in the landing store, identified by its content."""

    sha256: str
    size: int


class LandingStore(Protocol):
    """The evidence: immutable copies of everything delivered, by content hash."""

    def land(self, chunks: Iterable[bytes]) -> LandedFile:
        """Keep a copy, durable before this returns; the same content is kept once."""
        ...

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a landed file.  Raises LandingStoreError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """A landed file to read as a delivery of `source`.

    `period` is what the file's name states, None where it states nothing.
    """

    landed: LandedFile
    name: str
    source: Source
    period: MeasurementPeriod | None


class SubmissionReader(Protocol):
    """Turns landed files into stored observations, within limits."""

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        """Yield one result a job, in order; a file that kills its reader is a result too."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationFile:
    """Stored rows of one accepted submission; later ones in a sequence restate earlier ones."""

    observations: str
    submission: str
    period: MeasurementPeriod


class Observations(Protocol):
    """The accepted rows, asked for figures."""

    def measure(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[Measurement, ...]:
        """Return the KPI for every period and dimension that has rows.

        `files` come in order of arrival.
        """
        ...

    def volumes(
        self,
        column: str,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> Mapping[tuple[MeasurementPeriod, tuple[tuple[str, str], ...]], int]:
        """Return the sum of a count column for every period and dimension of the KPI."""
        ...

    def cells(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[DeliveredCell, ...]:
        """Return what was delivered by day (where the source covers days) and `columns`."""
        ...

    def restatement(
        self,
        source: Source,
        before: Sequence[ObservationFile],
        newest: ObservationFile,
        partner: str,
    ) -> Restatement:
        """Return what `newest` changes in the rows that `before` left for its period."""
        ...


class SubmissionRecords(Protocol):
    """Submissions with their findings, in order of arrival."""

    def known(self, partner: str, source: str) -> frozenset[str]:
        """Return the content hashes already recorded for a source."""
        ...

    def add(self, submission: Submission) -> bool:
        """Record a submission; False when its content was recorded before."""
        ...

    def of_partner(self, partner: str) -> tuple[Submission, ...]:
        """Return all submissions of a partner by arrival, then file name."""
        ...

    def note_collected(self, partner: str, source: str, at: datetime) -> None:
        """Record that every file of a source's drive was seen at a moment; never moves back."""
        ...

    def collected(self, partner: str) -> Mapping[str, datetime]:
        """Return when each source of a partner was last collected whole."""
        ...

    def add_restatement(self, restatement: Restatement) -> None:
        """Record what a submission changed; once for each pair of contents and period."""
        ...

    def restatements(self, partner: str) -> tuple[Restatement, ...]:
        """Return all restatements of a partner, by source and period."""
        ...


class AssessmentRecords(Protocol):
    """Computed figures; a changed one is a new revision, nothing is edited."""

    def save(self, assessment: Assessment) -> bool:
        """Record a new revision unless the current one is equal; say whether it was new."""
        ...

    def of_partner(self, partner: str) -> tuple[Assessment, ...]:
        """Return the current revision of every period, by period."""
        ...


class IssueRecords(Protocol):
    """Issues and their append-only log."""

    def get(self, key: IssueKey) -> Issue | None:
        """Return the issue, or None when it was never raised."""
        ...

    def save(self, issue: Issue) -> None:
        """Insert or update the issue."""
        ...

    def log(self, event: IssueEvent) -> None:
        """Append an event to the issue's log."""
        ...

    def events(self, key: IssueKey) -> tuple[IssueEvent, ...]:
        """Return an issue's log in order."""
        ...

    def of_partner(self, partner: str) -> tuple[Issue, ...]:
        """Return all issues of a partner by key."""
        ...


class ReportRecords(Protocol):
    """What was reported, version by version."""

    def latest(self, partner: str, period: MeasurementPeriod) -> ReportVersion | None:
        """Return the newest version of a partner's monthly report, or None."""
        ...

    def add(self, version: ReportVersion) -> None:
        """Record a version; versions are never edited."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about an obligation: renew, renegotiate, terminate, done."""

    partner: str
    obligation: str
    decision: str
    by: str
    at: datetime
    note: str = ""


class DecisionRecords(Protocol):
    """Decisions on dated obligations."""

    def record(self, decision: Decision) -> None:
        """Keep a decision; the first one for an obligation stands."""
        ...

    def of_partner(self, partner: str) -> tuple[Decision, ...]:
        """Return all decisions of a partner, by obligation."""
        ...


class OutboxRecords(Protocol):
    """Messages committed with the facts they tell of."""

    def enqueue(self, mail: OutgoingMail) -> bool:
        """Keep a message to be sent; False when its key was there with the same content.

        Raises KeyReusedWithOtherContentError when the content differs.
        """
        ...

    def entries(self) -> tuple[OutboxEntry, ...]:
        """Return every message with its state, by mail date and key."""
        ...

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        """Return every attempt to send a message, in order."""
        ...


class Transaction(Protocol):
    """All records within one database transaction."""

    @property
    def submissions(self) -> SubmissionRecords: ...
    @property
    def assessments(self) -> AssessmentRecords: ...
    @property
    def issues(self) -> IssueRecords: ...
    @property
    def reports(self) -> ReportRecords: ...
    @property
    def decisions(self) -> DecisionRecords: ...
    @property
    def outbox(self) -> OutboxRecords: ...


class Store(Protocol):
    """Concord's own database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; it commits on leaving, or rolls back on an exception.

        Raises StoreUnavailableError.
        """
        ...


class OutboxQueue(Protocol):
    """The sending end of the outbox: claims with a lease, verdicts with a fence."""

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim the oldest message that may go out now; committed before this returns.

        Messages whose lease ran out become uncertain first, never pending.
        """
        ...

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        """Record the verdict; False when the lease was lost meanwhile (recorded as fenced)."""
        ...

    def release_uncertain(self, now: datetime, grace: timedelta, *, held: bool = False) -> int:
        """Return to pending the uncertain messages whose policy is to resend, after `grace`.

        With `held` also those that wait for a person: right only where no copy can arise.
        """
        ...


class MailTransport(Protocol):
    """Hands one finished mail to whoever delivers it.

    `repeat_is_harmless` says that sending a mail once more never makes a second copy.
    """

    @property
    def repeat_is_harmless(self) -> bool: ...

    def send(self, mail: OutgoingMail) -> SendResult:
        """Send, and say what is certain about it.  Never raises for a single mail's failure."""
        ...


class MailWriter(Protocol):
    """Writes a message as the final bytes that every copy of it will have."""

    def write(self, message: Message, at: datetime) -> OutgoingMail:
        """Return the mail; Message-ID and boundaries derive from the key, the date is `at`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A mail's two twins."""

    text: str
    html: str


class LetterRenderer(Protocol):
    """Renders letters as mail bodies."""

    def letter(self, letter: Letter) -> Body:
        """Return the plain and the HTML twin of a letter."""
        ...


class ReportRenderer(Protocol):
    """Renders the one report model in every format."""

    def mail(self, report: MonthlyReport) -> Body:
        """Return the report as a mail body."""
        ...

    def workbook(self, report: MonthlyReport) -> bytes:
        """Return the report as an .xlsx file; equal reports give equal bytes."""
        ...


class CalendarWriter(Protocol):
    """Writes calendar entries."""

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        """Return an .ics file with the obligation's act-by date; `at` stamps it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSettings:
    """A connection by id, as Airflow knows it; the password never appears in its repr."""

    id: str
    type: str
    host: str = ""
    port: int | None = None
    login: str = ""
    password: str = field(default="", repr=False)
    schema: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, repr=False)


class Connections(Protocol):
    """Where secrets and addresses come from."""

    def get(self, connection_id: str) -> ConnectionSettings | None:
        """Return the connection, or None when it is not configured."""
        ...
