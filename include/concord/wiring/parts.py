"""The parts of an installation: its adapters, each made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from concord.adapters.agreement_files import LoadedFolder, load_folder
from concord.adapters.drives.connected import drive_for
from concord.adapters.duckdb_observations import DuckDbObservations
from concord.adapters.duckdb_observations.column_totals import DuckDbReadFigures
from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.letters import HtmlLetters
from concord.adapters.locations import database_url, folder_of
from concord.adapters.mail import mail_transport, provider_witness
from concord.adapters.mail.writer import MimeMailWriter
from concord.adapters.person_keys import SecretPersonKeys
from concord.adapters.store import SqlStore
from concord.adapters.workbook.annotated import LimitedAnnotator
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.domain.absence import with_absences
from concord.domain.agreement import Agreement, Organisation
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.errors import DriveUnavailableError
from concord.domain.people import Absence
from concord.domain.shadow import LivePartner, in_standing
from concord.domain.source import Source
from concord.domain.unreachable import with_unreachable
from concord.ports import Connections, Drive, MailTransport, OutboxQueue, Witness
from concord.services.collection import Collection
from concord.services.correspondence import Correspondence
from concord.wiring.in_force import InForce, agreements_in_force
from concord.wiring.settings import Settings

DATABASE = "concord_db"
STORE = "concord_store"
MAIL = "concord_mail"
PEOPLE = "concord_people"

_Standing = tuple[Mapping[str, LivePartner], tuple[Absence, ...], Mapping[str, DeliveryEvent]]


class Parts:
    """Everything the use-cases need, made on first use from settings and connections."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings = settings
        self._connections = connections
        self._clock = clock
        self._drives: dict[str, Drive] = {}

    @cached_property
    def folder(self) -> LoadedFolder:
        """All agreements with their findings, as they stand in the files now."""
        return load_folder(self.settings.agreements)

    @property
    def organisation(self) -> Organisation:
        """The company that buys."""
        return self.folder.organisation

    @property
    def written(self) -> Mapping[str, Agreement]:
        """The agreements that can be used, by partner, as they stand in the files."""
        return {
            loaded.agreement.partner: loaded.agreement
            for loaded in self.folder.agreements
            if loaded.agreement is not None
        }

    @cached_property
    def in_force(self) -> InForce:
        """The agreements that act and those that wait; every new text is kept on record."""
        self.store.verify()
        with self.store.transaction() as tx:
            return agreements_in_force(self.folder, tx, self._clock())

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """The agreements as they act: in shadow or live, and without whoever is away."""
        return {partner: self.standing(a) for partner, a in self.in_force.agreements.items()}

    def standing(self, agreement: Agreement) -> Agreement:
        """Return an agreement in its partner's standing, and without whoever is away."""
        live, absences, troubles = self._standing
        present = with_unreachable(with_absences(agreement, absences), troubles)
        return in_standing(present, live.get(agreement.partner))

    @cached_property
    def _standing(self) -> _Standing:
        with self.store.transaction() as tx:
            return tx.live_partners.all(), tx.absences.all(), tx.delivery_events.troubled()

    def forget_agreements(self) -> None:
        """Have everything about agreements asked anew, after it was changed."""
        for name in ("folder", "in_force", "agreements", "_standing"):
            self.__dict__.pop(name, None)

    @property
    def unusable(self) -> tuple[str, ...]:
        """The names of agreement files that cannot be used, with no approved version to go on."""
        acting, lost = self.in_force.agreements, self.in_force.lost
        return tuple(
            loaded.path.name
            for loaded in self.folder.agreements
            if loaded.partner in lost
            or (loaded.agreement is None and loaded.partner not in acting)
        )

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
            created_by=self.settings.run,
            unsubscribe=self.organisation.delivery.unsubscribe,
        )
        return Correspondence(
            installation=self.settings.installation,
            letters=HtmlLetters(),
            writer=writer,
            delivery=self.organisation.delivery,
        )

    @property
    def collection(self) -> Collection:
        """What collecting needs."""
        return Collection(
            drive_of=self.drive_of,
            landing=self.landing,
            reader=LimitedReader(
                self.landing.path, self._files / "observations", people=self.people
            ),
            observations=self.observations,
            store=self.store,
            correspondence=self.correspondence,
            annotator=LimitedAnnotator(self.landing.path),
            figures=DuckDbReadFigures(self._files / "observations"),
        )

    @property
    def people(self) -> SecretPersonKeys:
        """The secret of pseudonyms; a file of this machine only beside records of its own."""
        database = self._connections.get(DATABASE)
        alone = database is None or database.type == "sqlite"
        file = self.settings.home / "person.key" if alone else None
        return SecretPersonKeys(self._connections.get(PEOPLE), file)

    def drive_of(self, source: Source) -> Drive:
        """Return the drive on which a source is delivered.  Raises DriveUnavailableError."""
        name = source.drive.connection
        if name not in self._drives:
            connection = self._connections.get(name)
            if connection is None:
                message = (
                    f"The drive {name!r} of source {source.id!r} "
                    "is no connection of this installation."
                )
                raise DriveUnavailableError(message)
            self._drives[name] = drive_for(connection)
        return self._drives[name]

    @property
    def queue(self) -> OutboxQueue:
        """The mails of this installation that wait."""
        return self.store.queue(self.settings.installation)

    @property
    def mail(self) -> MailTransport:
        """The way out: by `concord_mail`, or files in the outbox folder without it."""
        return mail_transport(self._connections.get(MAIL), self.outbox_folder, self._clock)

    @property
    def provider_witness(self) -> Witness | None:
        """The record that the mail service keeps of mails, where it lets us ask it."""
        return provider_witness(self._connections.get(MAIL))

    @property
    def outbox_folder(self) -> Path:
        """Where mails are written when no mail service is connected."""
        return self.settings.home / "outbox"
