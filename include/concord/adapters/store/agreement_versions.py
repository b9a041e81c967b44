"""The versions of agreements in the database."""

from sqlalchemy import Connection, select

from concord.adapters.store.statements import insert_once
from concord.adapters.store.tables import AGREEMENT_EVENT, AGREEMENT_VERSION
from concord.domain.agreement_version import AgreementVersion, VersionEvent, VersionEventKind


class SqlAgreementVersions:
    """Agreement versions and their log within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, version: AgreementVersion) -> bool:
        """Keep a text; False when it was known before, which stands."""
        values: dict[str, object] = {
            "partner": version.partner,
            "version": version.version,
            "content": version.content,
            "seen": version.seen,
        }
        return insert_once(self._connection, AGREEMENT_VERSION, values) is not None

    def get(self, partner: str, version: str) -> AgreementVersion | None:
        """Return the text of that hash, or None."""
        found = (AGREEMENT_VERSION.c.partner == partner, AGREEMENT_VERSION.c.version == version)
        row = self._connection.execute(select(AGREEMENT_VERSION).where(*found)).mappings().first()
        return None if row is None else AgreementVersion(**row)

    def of_partner(self, partner: str) -> tuple[AgreementVersion, ...]:
        """Return all texts of a partner, in the order in which they were seen."""
        query = (
            select(AGREEMENT_VERSION)
            .where(AGREEMENT_VERSION.c.partner == partner)
            .order_by(AGREEMENT_VERSION.c.seen, AGREEMENT_VERSION.c.version)
        )
        return tuple(AgreementVersion(**row) for row in self._connection.execute(query).mappings())

    def log(self, event: VersionEvent) -> None:
        """Append a decision to the partner's log."""
        self._connection.execute(
            AGREEMENT_EVENT.insert().values(
                partner=event.partner,
                version=event.version,
                kind=event.kind,
                by=event.by,
                at=event.at,
                origin=event.origin,
                note=event.note,
            )
        )

    def events(self, partner: str) -> tuple[VersionEvent, ...]:
        """Return a partner's log in order."""
        query = (
            select(AGREEMENT_EVENT)
            .where(AGREEMENT_EVENT.c.partner == partner)
            .order_by(AGREEMENT_EVENT.c.id)
        )
        return tuple(
            VersionEvent(
                partner=row.partner,
                version=row.version,
                kind=VersionEventKind(row.kind),
                by=row.by,
                at=row.at,
                origin=row.origin,
                note=row.note,
            )
            for row in self._connection.execute(query)
        )
