"""Submissions, their findings and restatements in the database."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from concord.adapters.store.codec import json_text, optional_period_of, period_of
from concord.adapters.store.statements import insert_once, insert_or_update
from concord.adapters.store.tables import COLLECTED, FINDING, RESTATEMENT, SUBMISSION
from concord.domain.finding import Finding, Severity
from concord.domain.submission import ChangedCell, Restatement, Submission, Verdict


class SqlSubmissions:
    """Submissions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, partner: str, source: str) -> frozenset[str]:
        """Return the content hashes already recorded for a source."""
        query = select(SUBMISSION.c.sha256).where(
            SUBMISSION.c.partner == partner, SUBMISSION.c.source == source
        )
        return frozenset(self._connection.scalars(query))

    def add(self, submission: Submission) -> bool:
        """Record a submission; False when its content was recorded before."""
        number = insert_once(self._connection, SUBMISSION, _submission_values(submission))
        if number is None:
            return False
        if submission.findings:
            findings = [
                _finding_values(number, position, finding)
                for position, finding in enumerate(submission.findings)
            ]
            self._connection.execute(FINDING.insert(), findings)
        return True

    def of_partner(self, partner: str) -> tuple[Submission, ...]:
        """Return all submissions of a partner by arrival, then file name."""
        rows = self._connection.execute(
            select(SUBMISSION).where(SUBMISSION.c.partner == partner)
        ).all()
        findings = self._findings(partner)
        found = (_submission(row, findings[row.id]) for row in rows)
        return tuple(sorted(found, key=attrgetter("arrived", "file", "source", "sha256")))

    def _findings(self, partner: str) -> dict[int, list[Finding]]:
        query = (
            select(FINDING)
            .join(SUBMISSION)
            .where(SUBMISSION.c.partner == partner)
            .order_by(FINDING.c.submission_id, FINDING.c.position)
        )
        found: dict[int, list[Finding]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.submission_id].append(_finding(row))
        return found

    def note_collected(self, partner: str, source: str, at: datetime) -> None:
        """Record that every file of a source's drive was seen at a moment; never moves back."""
        before = self.collected(partner).get(source)
        if before is None or before < at:
            values = {"partner": partner, "source": source, "at": at}
            insert_or_update(self._connection, COLLECTED, values)

    def collected(self, partner: str) -> Mapping[str, datetime]:
        """Return when each source of a partner was last collected whole."""
        query = select(COLLECTED.c.source, COLLECTED.c.at).where(COLLECTED.c.partner == partner)
        return {row.source: row.at for row in self._connection.execute(query)}

    def add_restatement(self, restatement: Restatement) -> None:
        """Record what a submission changed; once for each pair of contents and period."""
        insert_once(self._connection, RESTATEMENT, _restatement_values(restatement))

    def restatements(self, partner: str) -> tuple[Restatement, ...]:
        """Return all restatements of a partner, by source and period."""
        rows = self._connection.execute(
            select(RESTATEMENT).where(RESTATEMENT.c.partner == partner)
        )
        order = attrgetter("source", "period", "from_sha256", "to_sha256")
        return tuple(sorted((_restatement(row) for row in rows), key=order))


def _submission_values(submission: Submission) -> dict[str, object]:
    period = submission.period
    return {
        "partner": submission.partner,
        "source": submission.source,
        "service": submission.service,
        "file": submission.file,
        "sha256": submission.sha256,
        "size": submission.size,
        "arrived": submission.arrived,
        "period": None if period is None else str(period),
        "due": submission.due,
        "verdict": submission.verdict,
        "rows_read": submission.rows_read,
        "rows_accepted": submission.rows_accepted,
        "observations": submission.observations,
        "agreement": submission.agreement,
    }


def _submission(row: Row[*tuple[Any, ...]], findings: Sequence[Finding]) -> Submission:
    return Submission(
        partner=row.partner,
        source=row.source,
        service=row.service,
        file=row.file,
        sha256=row.sha256,
        size=row.size,
        arrived=row.arrived,
        period=optional_period_of(row.period),
        due=row.due,
        verdict=Verdict(row.verdict),
        rows_read=row.rows_read,
        rows_accepted=row.rows_accepted,
        findings=tuple(findings),
        observations=row.observations,
        agreement=row.agreement,
    )


def _finding_values(submission_id: object, position: int, finding: Finding) -> dict[str, object]:
    return {
        "submission_id": submission_id,
        "position": position,
        "severity": finding.severity,
        "rule": finding.rule,
        "place": finding.where,
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
    }


def _finding(row: Row[*tuple[Any, ...]]) -> Finding:
    return Finding(
        severity=Severity(row.severity),
        rule=row.rule,
        where=row.place,
        found=row.found,
        expected=row.expected,
        message=row.message,
    )


def _restatement_values(restatement: Restatement) -> dict[str, object]:
    changed = [[cell.key, cell.column, cell.old, cell.new] for cell in restatement.changed]
    return {
        "partner": restatement.partner,
        "source": restatement.source,
        "period": str(restatement.period),
        "from_sha256": restatement.from_sha256,
        "to_sha256": restatement.to_sha256,
        "added": restatement.added,
        "removed": restatement.removed,
        "changed": json_text(changed),
    }


def _restatement(row: Row[*tuple[Any, ...]]) -> Restatement:
    return Restatement(
        partner=row.partner,
        source=row.source,
        period=period_of(row.period),
        from_sha256=row.from_sha256,
        to_sha256=row.to_sha256,
        added=row.added,
        removed=row.removed,
        changed=tuple(
            ChangedCell(key=key, column=column, old=old, new=new)
            for key, column, old, new in json.loads(row.changed)
        ),
    )
