"""Report versions in the database."""

from sqlalchemy import Connection, select

from concord.adapters.store.codec import json_text, pairs_of, period_of, period_text
from concord.adapters.store.statements import insert_once, take_turns
from concord.adapters.store.tables import REPORT_VERSION
from concord.domain.errors import StoreUnavailableError
from concord.domain.period import MeasurementPeriod
from concord.domain.report import ReportVersion


class SqlReports:
    """Report versions within one transaction.

    Who asks for the latest version holds the partner's reports until the transaction ends.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, partner: str, period: MeasurementPeriod) -> ReportVersion | None:
        """Return the newest version of a partner's monthly report, or None."""
        take_turns(self._connection, partner)
        return self._find(partner, period, None)

    def periods(self, partner: str) -> tuple[MeasurementPeriod, ...]:
        """Return every period that was reported, in order."""
        query = select(REPORT_VERSION.c.period).where(REPORT_VERSION.c.partner == partner)
        return tuple(sorted(map(period_of, self._connection.scalars(query.distinct()))))

    def add(self, version: ReportVersion) -> None:
        """Record a version; versions are never edited.

        The same one again changes nothing; another content under its number raises
        StoreUnavailableError.
        """
        new = insert_once(
            self._connection,
            REPORT_VERSION,
            {
                "partner": version.partner,
                "period": period_text(version.period),
                "version": version.version,
                "content_sha256": version.content_sha256,
                "issued": version.issued,
                "figures": json_text(version.figures),
            },
        )
        known = None if new else self._find(version.partner, version.period, version.version)
        if known is not None and known != version:
            message = f"Version {version.version} is there with another content."
            raise StoreUnavailableError(message)

    def _find(
        self, partner: str, period: MeasurementPeriod, version: int | None
    ) -> ReportVersion | None:
        query = select(REPORT_VERSION).where(
            REPORT_VERSION.c.partner == partner, REPORT_VERSION.c.period == period_text(period)
        )
        if version is not None:
            query = query.where(REPORT_VERSION.c.version == version)
        row = self._connection.execute(query.order_by(REPORT_VERSION.c.version.desc())).first()
        if row is None:
            return None
        return ReportVersion(
            partner=row.partner,
            period=period_of(row.period),
            version=row.version,
            content_sha256=row.content_sha256,
            issued=row.issued,
            figures=pairs_of(row.figures),
        )
