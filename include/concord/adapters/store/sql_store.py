"""The store: all records in one transaction, and the schema that holds them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import URL, Connection, DateTime, func, select

from concord.adapters.store.agreement_versions import SqlAgreementVersions
from concord.adapters.store.assessments import SqlAssessments
from concord.adapters.store.decisions import SqlDecisions
from concord.adapters.store.delivery import SqlDeliveryHolds
from concord.adapters.store.delivery_events import SqlDeliveryEvents
from concord.adapters.store.drives import SqlDrives
from concord.adapters.store.engine import Database
from concord.adapters.store.issues import SqlIssues
from concord.adapters.store.ledger import SqlLedger
from concord.adapters.store.outbox import SqlOutbox
from concord.adapters.store.outbox_queue import SqlOutboxQueue
from concord.adapters.store.portable import (
    Dumped,
    Filling,
    TableSink,
    dump_tables,
    fill_tables,
    is_empty,
)
from concord.adapters.store.portfolio import SqlPortfolio
from concord.adapters.store.reports import SqlReports
from concord.adapters.store.retention import SqlFileReferences, SqlLegalHolds, SqlRemovedFiles
from concord.adapters.store.schema import upgrade, verify
from concord.adapters.store.standing import SqlAbsences, SqlLivePartners
from concord.adapters.store.submissions import SqlSubmissions
from concord.adapters.store.watching import SqlWatching
from concord.ports import SendProgress
from concord.ports.sending import unnoticed

_SERVER_TIME = select(func.clock_timestamp(type_=DateTime(timezone=True)))


class SqlTransaction:
    """All records within one database transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def submissions(self) -> SqlSubmissions:
        """Submissions with their findings."""
        return SqlSubmissions(self._connection)

    @property
    def drives(self) -> SqlDrives:
        """What was seen on drives."""
        return SqlDrives(self._connection)

    @property
    def assessments(self) -> SqlAssessments:
        """Computed figures."""
        return SqlAssessments(self._connection)

    @property
    def ledger(self) -> SqlLedger:
        """What credits came to, entry by entry."""
        return SqlLedger(self._connection)

    @property
    def issues(self) -> SqlIssues:
        """Issues and their log."""
        return SqlIssues(self._connection)

    @property
    def reports(self) -> SqlReports:
        """What was reported."""
        return SqlReports(self._connection)

    @property
    def decisions(self) -> SqlDecisions:
        """Decisions on dated obligations."""
        return SqlDecisions(self._connection)

    @property
    def delivery_events(self) -> SqlDeliveryEvents:
        """What mail services told of mails."""
        return SqlDeliveryEvents(self._connection)

    @property
    def outbox(self) -> SqlOutbox:
        """Messages to be sent."""
        return SqlOutbox(self._connection)

    @property
    def delivery_holds(self) -> SqlDeliveryHolds:
        """Whether and why delivery is held."""
        return SqlDeliveryHolds(self._connection)

    @property
    def live_partners(self) -> SqlLivePartners:
        """Partners that are live."""
        return SqlLivePartners(self._connection)

    @property
    def absences(self) -> SqlAbsences:
        """Who is away."""
        return SqlAbsences(self._connection)

    @property
    def agreement_versions(self) -> SqlAgreementVersions:
        """The texts of agreements, and what was decided about them."""
        return SqlAgreementVersions(self._connection)

    @property
    def legal_holds(self) -> SqlLegalHolds:
        """Who wants which files kept."""
        return SqlLegalHolds(self._connection)

    @property
    def removed_files(self) -> SqlRemovedFiles:
        """Which landed files were removed."""
        return SqlRemovedFiles(self._connection)

    @property
    def file_references(self) -> SqlFileReferences:
        """What submissions and arrivals name."""
        return SqlFileReferences(self._connection)

    @property
    def portfolio(self) -> SqlPortfolio:
        """The figures of all partners at once."""
        return SqlPortfolio(self._connection)

    @property
    def watching(self) -> SqlWatching:
        """Rounds that came to their end, and alarms that were told."""
        return SqlWatching(self._connection)


class SqlStore:
    """Concord's records in SQLite or PostgreSQL.

    Nothing is opened before the first use.  Raises StoreUnavailableError for an address
    that names neither.
    """

    def __init__(self, url: URL | str) -> None:
        self._database = Database(url)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open a transaction; it commits on leaving, or rolls back on an exception.

        Raises StoreUnavailableError, and StoreOutdatedError when tables or columns lack.
        """
        with self._database.begin() as connection:
            yield SqlTransaction(connection)

    def queue(self, installation: str = "", progress: SendProgress = unnoticed) -> SqlOutboxQueue:
        """Return the sending end of the outbox, for the mails of an installation."""
        return SqlOutboxQueue(self._database, installation, progress)

    def shared_clock(self, own: Callable[[], datetime]) -> Callable[[], datetime]:
        """Return the clock that leases go by: the server's where there is one, else `own`.

        It is asked each time: a machine that stood still does not know how long.
        """
        if self._database.file is not None:
            return own

        def now() -> datetime:
            with self._database.begin() as connection:
                return connection.execute(_SERVER_TIME).scalar_one().astimezone(UTC)

        return now

    def upgrade(self) -> None:
        """Bring the schema up to this version of Concord; a new SQLite file is made private.

        Two processes may do so at once.  Raises StoreOutdatedError when the schema is newer.
        """
        upgrade(self._database)

    def verify(self) -> None:
        """Raise StoreOutdatedError unless the schema is the one this version works with."""
        verify(self._database)

    def dump(self, sink: TableSink) -> Dumped:
        """Write one state of all records; return what it is.  Raises StoreOutdatedError."""
        verify(self._database)
        return dump_tables(self._database, sink)

    def is_empty(self) -> bool:
        """Say whether there are no records; there may be tables."""
        return is_empty(self._database)

    def fill(self, filling: Filling) -> None:
        """Put dumped records into this database, which has none, all at once or not at all.

        Raises BackupRefusedError where it has records, or the dump does not fit.
        """
        fill_tables(self._database, filling)

    def close(self) -> None:
        """Give back all connections; the store may be used again."""
        self._database.close()
