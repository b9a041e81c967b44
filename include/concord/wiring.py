"""The composition root: settings and connections in, a ready `Deployment` out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from concord.adapters.agreement_files import LoadedFolder, load_folder
from concord.adapters.calendar_file import IcsWriter
from concord.adapters.drives.local import LocalDrive, SnapshotDrive
from concord.adapters.duckdb_observations import DuckDbObservations
from concord.adapters.environment_connections import EnvironmentConnections
from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.letters import HtmlLetters
from concord.adapters.locations import database_url, folder_of
from concord.adapters.mail import mail_transport
from concord.adapters.mail.writer import MimeMailWriter
from concord.adapters.report_formats import ReportFormats
from concord.adapters.store import SqlStore
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.domain.agreement import Agreement, Organisation
from concord.domain.contract import Reminder
from concord.domain.errors import AgreementError, DriveUnavailableError
from concord.domain.issue import GivenAnswer, Issue, IssueKey
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import Connections, Drive, MailTransport
from concord.services.answer import answer
from concord.services.assess import assess
from concord.services.collect import Collection, CollectReport, collect
from concord.services.compile_report import ReportResult, compile_monthly, due_reports
from concord.services.correspondence import Correspondence
from concord.services.dispatch import DispatchReport, dispatch
from concord.services.escalate import raise_issues
from concord.services.ladder import Request, ask, time_out
from concord.services.remind import remind
from concord.services.try_agreement import TrialPorts

DATABASE = "concord_db"
STORE = "concord_store"
MAIL = "concord_mail"
TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where an installation keeps its things and how it is called.

    `home` holds whatever has no connection of its own: database, stores, written mails.
    `installation` tells a staging copy from production; `base_url` is Airflow's address as
    people reach it, for links in mails.
    """

    home: Path
    agreements: Path
    installation: str = "concord"
    base_url: str = "http://localhost:8080"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read CONCORD_HOME, CONCORD_AGREEMENTS, CONCORD_INSTALLATION and CONCORD_BASE_URL."""
        return cls(
            home=Path(environment.get("CONCORD_HOME", ".concord")).absolute(),
            agreements=Path(
                environment.get("CONCORD_AGREEMENTS", "include/agreements")
            ).absolute(),
            installation=environment.get("CONCORD_INSTALLATION", "concord"),
            base_url=environment.get("CONCORD_BASE_URL", "http://localhost:8080"),
        )


class Deployment:
    """Everything the use-cases need, made on first use from settings and connections."""

    def __init__(self, settings: Settings, connections: Connections) -> None:
        self.settings = settings
        self._connections = connections

    @cached_property
    def folder(self) -> LoadedFolder:
        """All agreements with their findings, as they stand in the files now."""
        return load_folder(self.settings.agreements)

    @property
    def organisation(self) -> Organisation:
        """The company that buys."""
        return self.folder.organisation

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """The agreements that can be used, by partner."""
        return {
            loaded.agreement.partner: loaded.agreement
            for loaded in self.folder.agreements
            if loaded.agreement is not None
        }

    @property
    def unusable(self) -> tuple[str, ...]:
        """The names of agreement files that have errors."""
        return tuple(a.path.name for a in self.folder.agreements if a.agreement is None)

    @cached_property
    def store(self) -> SqlStore:
        """Concord's own database."""
        embedded = self.settings.home / "concord.db"
        return SqlStore(database_url(self._connections.get(DATABASE), embedded))

    @cached_property
    def _files(self) -> Path:
        connection = self._connections.get(STORE)
        return self.settings.home / "store" if connection is None else folder_of(connection)

    @cached_property
    def observations(self) -> DuckDbObservations:
        """The accepted rows."""
        return DuckDbObservations(self._files / "observations")

    @cached_property
    def landing(self) -> FolderLandingStore:
        """The landed files."""
        return FolderLandingStore(self._files / "landing")

    @cached_property
    def correspondence(self) -> Correspondence:
        """The way into the outbox."""
        writer = MimeMailWriter(
            sender=self.organisation.sender,
            sender_name=self.organisation.name,
            installation=self.settings.installation,
        )
        return Correspondence(
            installation=self.settings.installation, letters=HtmlLetters(), writer=writer
        )

    @property
    def collection(self) -> Collection:
        """What collecting needs."""
        return Collection(
            drive_of=self.drive_of,
            landing=self.landing,
            reader=LimitedReader(self.landing.path, self._files / "observations"),
            observations=self.observations,
            store=self.store,
            correspondence=self.correspondence,
        )

    def drive_of(self, source: Source) -> Drive:
        """Return the drive on which a source is delivered.  Raises DriveUnavailableError."""
        connection = self._connections.get(source.drive.connection)
        if connection is None:
            message = (
                f"The drive {source.drive.connection!r} of source {source.id!r} "
                "is no connection of this installation."
            )
            raise DriveUnavailableError(message)
        return LocalDrive(folder_of(connection))

    @property
    def mail(self) -> MailTransport:
        """The way out: by `concord_mail`, or files in the outbox folder without it."""
        return mail_transport(self._connections.get(MAIL), self.outbox_folder)

    @property
    def outbox_folder(self) -> Path:
        """Where mails are written when no mail service is connected."""
        return self.settings.home / "outbox"

    def partners(self) -> tuple[str, ...]:
        """Return the partners whose agreements can be used."""
        return tuple(self.agreements)

    def agreement(self, partner: str) -> Agreement:
        """Return a partner's agreement.  Raises AgreementError when there is no usable one."""
        try:
            return self.agreements[partner]
        except KeyError as error:
            message = f"There is no usable agreement of {partner!r} in {self.settings.agreements}."
            raise AgreementError(message) from error

    def collect(self, partner: str, now: datetime) -> CollectReport:
        """Collect a partner's files."""
        return collect(self.agreement(partner), self.collection, now)

    def assess(
        self, partner: str, periods: Sequence[str] | None, now: datetime
    ) -> tuple[MeasurementPeriod, ...]:
        """Assess a partner's periods, or all of them; return those whose figures changed."""
        wanted = None if periods is None else [MeasurementPeriod.parse(p) for p in periods]
        return assess(
            self.agreement(partner),
            store=self.store,
            observations=self.observations,
            now=now,
            periods=wanted,
        )

    def raise_issues(self, partner: str, now: datetime) -> tuple[Issue, ...]:
        """Raise what must be answered; return the issues that wait for an answer."""
        return raise_issues(
            self.agreement(partner),
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    def is_current(self, issue: str, opening: int) -> bool:
        """Say whether an issue still stands as it was opened: a later opening has its own run."""
        with self.store.transaction() as tx:
            found = tx.issues.get(IssueKey.parse(issue))
        return found is not None and found.opening == opening

    def ask(self, issue: str, step: int, link: str, now: datetime) -> Request | None:
        """Ask the people of a step for an answer; None when none is waited for any more."""
        key = IssueKey.parse(issue)
        return ask(
            self.agreement(key.partner),
            key,
            step,
            link,
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    def answer(self, issue: str, given: GivenAnswer) -> Issue:
        """Record an answer.  Raises NotAnswerableError when the issue is settled."""
        key = IssueKey.parse(issue)
        return answer(
            self.agreement(key.partner),
            key,
            given,
            store=self.store,
            correspondence=self.correspondence,
        )

    def time_out(self, issue: str, step: int, now: datetime) -> Issue | None:
        """Record that nobody answered a step in time."""
        key = IssueKey.parse(issue)
        return time_out(self.agreement(key.partner), key, step, store=self.store, now=now)

    def compile_report(
        self, partner: str, period: MeasurementPeriod, now: datetime
    ) -> ReportResult:
        """Compile one monthly report, or tell the owner what it lacks."""
        return compile_monthly(
            self.agreement(partner),
            period,
            store=self.store,
            correspondence=self.correspondence,
            renderer=ReportFormats(),
            now=now,
        )

    def compile_due_reports(
        self, partner: str, now: datetime
    ) -> tuple[tuple[MeasurementPeriod, ReportResult], ...]:
        """Compile every report whose day has come; return what became of each."""
        due = due_reports(self.agreement(partner), store=self.store, now=now)
        return tuple((period, self.compile_report(partner, period, now)) for period in due)

    def remind(self, partner: str, now: datetime) -> tuple[Reminder, ...]:
        """Send the reminders of contract dates that are due."""
        return remind(
            self.agreement(partner),
            store=self.store,
            correspondence=self.correspondence,
            calendar=IcsWriter(organiser=self.organisation.sender),
            now=now,
        )

    def dispatch(self, owner: str, clock: Callable[[], datetime]) -> DispatchReport:
        """Hand out every message that may go now."""
        return dispatch(self.store.queue(), self.mail, owner=owner, clock=clock)


def deployment(connections: Connections | None = None) -> Deployment:
    """Return the installation that the environment describes."""
    settings = Settings.from_environment(os.environ)
    return Deployment(settings, connections or EnvironmentConnections(os.environ))


def trial_ports(agreement: Agreement, folder: Path, scratch: Path) -> TrialPorts:
    """Return ports over a throw-away store in `scratch`; every source's drive is `folder`."""
    store = SqlStore(database_url(None, scratch / "concord.db"))
    store.upgrade()
    landing = FolderLandingStore(scratch / "landing")
    organisation = agreement.organisation
    writer = MimeMailWriter(
        sender=organisation.sender, sender_name=organisation.name, installation=TRIAL
    )
    collection = Collection(
        drive_of=lambda _: SnapshotDrive(folder),
        landing=landing,
        reader=LimitedReader(landing.path, scratch / "observations"),
        observations=DuckDbObservations(scratch / "observations"),
        store=store,
        correspondence=Correspondence(installation=TRIAL, letters=HtmlLetters(), writer=writer),
        settle=None,
    )
    return TrialPorts(
        collection=collection,
        reports=ReportFormats(),
        calendar=IcsWriter(organiser=organisation.sender),
    )
