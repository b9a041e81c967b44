"""The store and its outbox in memory: the same contract as the databases, without one."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from threading import RLock

from concord.domain.agreement_version import AgreementVersion, VersionEvent
from concord.domain.arrival import Arrival
from concord.domain.assessment import Assessment
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.delivery_hold import DeliveryHold
from concord.domain.errors import StoreUnavailableError
from concord.domain.issue import Issue, IssueEvent, IssueKey
from concord.domain.ledger import LedgerEntry, LedgerEvent
from concord.domain.outbox import Attempt
from concord.domain.people import Absence
from concord.domain.period import MeasurementPeriod
from concord.domain.report import ReportVersion
from concord.domain.retention import LegalHold, RemovedFile
from concord.domain.shadow import LivePartner
from concord.domain.submission import Restatement, Submission
from concord.domain.submission_event import SubmissionEvent
from concord.domain.telling import ToldAlarm
from concord.domain.uncertainty import DecidedMail
from concord.domain.watch import AlarmKind
from concord.domain.watch_figures import FinishedRound
from concord.ports import Decision, SendProgress
from concord.ports import Waiting as WaitingFile
from concord.ports.sending import unnoticed
from tests.fakes_delivery import FakeDeliveryHolds
from tests.fakes_delivery_events import FakeDeliveryEvents
from tests.fakes_ledger import FakeLedger
from tests.fakes_outbox import FakeOutbox, FakeOutboxQueue, Waiting
from tests.fakes_portfolio import FakePortfolio
from tests.fakes_retention import FakeFileReferences, FakeLegalHolds, FakeRemovedFiles
from tests.fakes_standing import FakeAbsences, FakeLivePartners
from tests.fakes_submissions import FakeDrives, FakeSubmissions
from tests.fakes_versions import FakeAgreementVersions
from tests.fakes_watching import FakeWatching


@dataclass
class Tables:
    """All that the store holds.  The values are frozen: a copy of a table is a snapshot."""

    submissions: dict[tuple[str, str, str, int], Submission] = field(default_factory=dict)
    submission_events: list[SubmissionEvent] = field(default_factory=list)
    arrivals: list[tuple[Arrival, bool]] = field(default_factory=list)
    waiting_files: dict[tuple[str, str], tuple[WaitingFile, ...]] = field(default_factory=dict)
    restatements: dict[tuple[str, str, str, str, str], Restatement] = field(default_factory=dict)
    collected: dict[tuple[str, str], tuple[datetime, str]] = field(default_factory=dict)
    assessments: dict[tuple[str, MeasurementPeriod], tuple[Assessment, ...]] = field(
        default_factory=dict
    )
    ledger_entries: dict[str, LedgerEntry] = field(default_factory=dict)
    ledger_events: list[LedgerEvent] = field(default_factory=list)
    issues: dict[IssueKey, Issue] = field(default_factory=dict)
    events: list[IssueEvent] = field(default_factory=list)
    reports: dict[tuple[str, MeasurementPeriod], tuple[ReportVersion, ...]] = field(
        default_factory=dict
    )
    decisions: dict[tuple[str, str], Decision] = field(default_factory=dict)
    outbox: dict[str, Waiting] = field(default_factory=dict)
    attempts: dict[tuple[str, int], Attempt] = field(default_factory=dict)
    delivery_events: list[DeliveryEvent] = field(default_factory=list)
    mail_decisions: dict[tuple[str, int], DecidedMail] = field(default_factory=dict)
    delivery_holds: dict[int, DeliveryHold] = field(default_factory=dict)
    delivery_rounds: list[int] = field(default_factory=list)
    live: dict[str, LivePartner] = field(default_factory=dict)
    absences: list[Absence] = field(default_factory=list)
    versions: dict[tuple[str, str], AgreementVersion] = field(default_factory=dict)
    version_events: list[VersionEvent] = field(default_factory=list)
    holds: dict[int, LegalHold] = field(default_factory=dict)
    removed_files: dict[str, RemovedFile] = field(default_factory=dict)
    rounds: dict[str, FinishedRound] = field(default_factory=dict)
    told_alarms: dict[tuple[AlarmKind, str], ToldAlarm] = field(default_factory=dict)


class FakeAssessments:
    """Assessments in memory, revision by revision."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def save(self, assessment: Assessment) -> bool:
        key = (assessment.partner, assessment.period)
        revisions = self._tables.assessments.get(key, ())
        if revisions and revisions[-1] == assessment:
            return False
        self._tables.assessments[key] = (*revisions, assessment)
        return True

    def of_partner(self, partner: str) -> tuple[Assessment, ...]:
        found = (r[-1] for (p, _), r in self._tables.assessments.items() if p == partner)
        return tuple(sorted(found, key=attrgetter("period")))


class FakeIssues:
    """Issues and their log in memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, key: IssueKey) -> Issue | None:
        return self._tables.issues.get(key)

    def save(self, issue: Issue) -> None:
        self._tables.issues[issue.key] = issue

    def log(self, event: IssueEvent) -> None:
        self._tables.events.append(event)

    def events(self, key: IssueKey) -> tuple[IssueEvent, ...]:
        return tuple(event for event in self._tables.events if event.key == key)

    def of_partner(self, partner: str) -> tuple[Issue, ...]:
        found = (i for i in self._tables.issues.values() if i.key.partner == partner)
        order = attrgetter("key.partner", "key.service", "key.kind", "key.subject", "key.period")
        return tuple(sorted(found, key=order))


class FakeReports:
    """Report versions in memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def latest(self, partner: str, period: MeasurementPeriod) -> ReportVersion | None:
        versions = self._tables.reports.get((partner, period), ())
        return max(versions, key=attrgetter("version"), default=None)

    def periods(self, partner: str) -> tuple[MeasurementPeriod, ...]:
        return tuple(sorted(period for p, period in self._tables.reports if p == partner))

    def add(self, version: ReportVersion) -> None:
        key = (version.partner, version.period)
        versions = self._tables.reports.get(key, ())
        if version in versions:
            return
        if any(version.version == known.version for known in versions):
            message = f"Version {version.version} is there with another content."
            raise StoreUnavailableError(message)
        self._tables.reports[key] = (*versions, version)


class FakeDecisions:
    """Decisions in memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def record(self, decision: Decision) -> None:
        self._tables.decisions.setdefault((decision.partner, decision.obligation), decision)

    def of_partner(self, partner: str) -> tuple[Decision, ...]:
        found = (d for d in self._tables.decisions.values() if d.partner == partner)
        return tuple(sorted(found, key=attrgetter("obligation")))


@dataclass
class FakeTransaction:
    """All records of a `FakeStore`."""

    tables: Tables

    @property
    def submissions(self) -> FakeSubmissions:
        t = self.tables
        return FakeSubmissions(t.submissions, t.submission_events, t.restatements, t.arrivals)

    @property
    def drives(self) -> FakeDrives:
        t = self.tables
        return FakeDrives(t.arrivals, t.waiting_files, t.collected)

    @property
    def assessments(self) -> FakeAssessments:
        return FakeAssessments(self.tables)

    @property
    def ledger(self) -> FakeLedger:
        return FakeLedger(self.tables.ledger_entries, self.tables.ledger_events)

    @property
    def issues(self) -> FakeIssues:
        return FakeIssues(self.tables)

    @property
    def reports(self) -> FakeReports:
        return FakeReports(self.tables)

    @property
    def decisions(self) -> FakeDecisions:
        return FakeDecisions(self.tables)

    @property
    def delivery_events(self) -> FakeDeliveryEvents:
        return FakeDeliveryEvents(self.tables.delivery_events, self.tables.outbox)

    @property
    def outbox(self) -> FakeOutbox:
        t = self.tables
        return FakeOutbox(
            t.outbox, t.attempts, t.mail_decisions, t.delivery_holds, t.delivery_events
        )

    @property
    def delivery_holds(self) -> FakeDeliveryHolds:
        t = self.tables
        return FakeDeliveryHolds(
            t.delivery_holds, t.delivery_rounds, t.outbox, t.mail_decisions, t.attempts
        )

    @property
    def live_partners(self) -> FakeLivePartners:
        return FakeLivePartners(self.tables.live)

    @property
    def absences(self) -> FakeAbsences:
        return FakeAbsences(self.tables.absences)

    @property
    def agreement_versions(self) -> FakeAgreementVersions:
        return FakeAgreementVersions(self.tables.versions, self.tables.version_events)

    @property
    def legal_holds(self) -> FakeLegalHolds:
        return FakeLegalHolds(self.tables.holds)

    @property
    def removed_files(self) -> FakeRemovedFiles:
        return FakeRemovedFiles(self.tables.removed_files)

    @property
    def file_references(self) -> FakeFileReferences:
        return FakeFileReferences(self.tables.submissions, self.tables.arrivals)

    @property
    def portfolio(self) -> FakePortfolio:
        current = [revisions[-1] for revisions in self.tables.assessments.values()]
        return FakePortfolio(current, list(self.tables.issues.values()))

    @property
    def watching(self) -> FakeWatching:
        return FakeWatching(self.tables.rounds, self.tables.told_alarms)


class FakeStore:
    """A store in memory: one transaction at a time, undone when its body raises."""

    def __init__(self) -> None:
        self.tables = Tables()
        self._lock = RLock()

    @contextmanager
    def transaction(self) -> Iterator[FakeTransaction]:
        with self._lock:
            before = {f.name: copy(getattr(self.tables, f.name)) for f in fields(Tables)}
            try:
                yield FakeTransaction(self.tables)
            except BaseException:
                self.tables = Tables(**before)
                raise

    def queue(self, installation: str = "", progress: SendProgress = unnoticed) -> FakeOutboxQueue:
        """Return the sending end of this store's outbox."""
        return FakeOutboxQueue(self, installation, progress)
