"""Submissions, their findings and restatements in the database."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, exists, func, or_, select

from concord.adapters.store.codec import json_text, optional_period_of, period_of
from concord.adapters.store.statements import insert_once
from concord.adapters.store.tables import (
    ARRIVAL,
    FINDING,
    RESTATEMENT,
    SUBMISSION,
    SUBMISSION_EVENT,
)
from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import (
    ChangedCell,
    Medians,
    Restatement,
    Submission,
    Verdict,
)
from concord.domain.submission_event import (
    SubmissionEvent,
    SubmissionEventKind,
    standing_after,
)

_USABLE = [verdict for verdict in Verdict if verdict.is_usable]


class SqlSubmissions:
    """Submissions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, submission: Submission) -> bool:
        """Record a reading; False when it was recorded before."""
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
        """Return all submissions of a partner, by when they became current, then file name."""
        return self._current(SUBMISSION.c.partner == partner)

    def stored_rows(self, partners: Iterable[str]) -> frozenset[str]:
        """Return the content hashes of all rows that are stored for these partners."""
        rows = SUBMISSION.c.observations
        wanted = SUBMISSION.c.partner.in_(tuple(partners)), rows.is_not(None)
        return frozenset(self._connection.scalars(select(rows).where(*wanted)))

    def of_period(
        self, partner: str, source: str, period: MeasurementPeriod
    ) -> tuple[Submission, ...]:
        """Return the submissions of one source for exactly one period."""
        return self._current(
            SUBMISSION.c.partner == partner,
            SUBMISSION.c.source == source,
            SUBMISSION.c.period == str(period),
        )

    def medians_before(
        self, partner: str, source: str, period: MeasurementPeriod, periods: int
    ) -> tuple[Medians, ...]:
        """Return the medians of the latest file for each of the latest `periods` before one.

        Only files count that are usable without anybody's decision.
        """
        columns = (SUBMISSION.c.period, SUBMISSION.c.medians)
        query = (
            select(*columns)
            .where(
                SUBMISSION.c.partner == partner,
                SUBMISSION.c.source == source,
                # Periods of one source have one length: their names sort as their days do.
                SUBMISSION.c.period < str(period),
                SUBMISSION.c.verdict.in_(_USABLE),
                ~_is_decided(),
            )
            .order_by(SUBMISSION.c.period.desc(), SUBMISSION.c.arrived, SUBMISSION.c.reading)
        )
        found: dict[str, Medians] = {}
        for name, medians in self._connection.execute(query):
            if name not in found and len(found) == periods:
                break
            found[name] = _medians(medians)
        return tuple(found.values())

    def readings(self, partner: str, source: str, sha256: str) -> tuple[Submission, ...]:
        """Return every reading of one content of a source, the first one first."""
        found = self._found(
            SUBMISSION.c.partner == partner,
            SUBMISSION.c.source == source,
            SUBMISSION.c.sha256 == sha256,
        )
        return tuple(sorted(found, key=attrgetter("reading")))

    def unanswered(self, partner: str) -> tuple[Submission, ...]:
        """Return the submissions whose sender was not told yet what became of them."""
        return self._current(SUBMISSION.c.partner == partner, ~_is_answered())

    def note(self, event: SubmissionEvent) -> None:
        """Append an event to the life of a submission."""
        self._connection.execute(SUBMISSION_EVENT.insert(), [asdict(event)])

    def events(self, partner: str) -> tuple[SubmissionEvent, ...]:
        """Return what happened to all submissions of a partner, in order."""
        query = select(SUBMISSION_EVENT).where(SUBMISSION_EVENT.c.partner == partner)
        rows = self._connection.execute(query.order_by(SUBMISSION_EVENT.c.id))
        return tuple(_event(row) for row in rows)

    def _current(self, *conditions: ColumnElement[bool]) -> tuple[Submission, ...]:
        """Return what meets the conditions, without readings that a later one took over."""
        later = SUBMISSION.alias("later")
        newer = exists().where(
            later.c.partner == SUBMISSION.c.partner,
            later.c.source == SUBMISSION.c.source,
            later.c.sha256 == SUBMISSION.c.sha256,
            later.c.reading > SUBMISSION.c.reading,
            or_(
                later.c.file == SUBMISSION.c.file,
                later.c.period.is_not_distinct_from(SUBMISSION.c.period),
            ),
        )
        found = self._found(*conditions, ~newer)
        return tuple(sorted(found, key=attrgetter("current_since", "file", "source", "sha256")))

    def _found(self, *conditions: ColumnElement[bool]) -> list[Submission]:
        rows = self._connection.execute(select(SUBMISSION).where(*conditions)).all()
        if not rows:
            return []
        findings = self._findings(*conditions)
        events = self._standings(*conditions)
        restored = self._restored(*conditions)
        return [
            replace(
                _submission(row, findings[row.id]),
                standing=standing_after(events[row.id]),
                restored=restored.get(row.id),
            )
            for row in rows
        ]

    def _findings(self, *conditions: ColumnElement[bool]) -> dict[int, list[Finding]]:
        query = (
            select(FINDING)
            .join(SUBMISSION)
            .where(*conditions)
            .order_by(FINDING.c.submission_id, FINDING.c.position)
        )
        found: dict[int, list[Finding]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.submission_id].append(_finding(row))
        return found

    def _standings(self, *conditions: ColumnElement[bool]) -> dict[int, list[SubmissionEventKind]]:
        query = (
            select(SUBMISSION.c.id, SUBMISSION_EVENT.c.kind)
            .join(SUBMISSION_EVENT, _same_reading())
            .where(*conditions)
            .order_by(SUBMISSION_EVENT.c.id)
        )
        found: dict[int, list[SubmissionEventKind]] = defaultdict(list)
        for number, kind in self._connection.execute(query):
            found[number].append(SubmissionEventKind(kind))
        return found

    def _restored(self, *conditions: ColumnElement[bool]) -> dict[int, datetime]:
        """Return when the contents that came back did so for the last time."""
        query = (
            select(SUBMISSION.c.id, func.max(ARRIVAL.c.at, type_=ARRIVAL.c.at.type).label("at"))
            .join(ARRIVAL, _same_content())
            .where(*conditions, ARRIVAL.c.restored)
            .group_by(SUBMISSION.c.id)
        )
        return {row.id: row.at for row in self._connection.execute(query)}

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


def _same_content() -> ColumnElement[bool]:
    return and_(
        ARRIVAL.c.partner == SUBMISSION.c.partner,
        ARRIVAL.c.source == SUBMISSION.c.source,
        ARRIVAL.c.sha256 == SUBMISSION.c.sha256,
    )


def _same_reading(events: FromClause = SUBMISSION_EVENT) -> ColumnElement[bool]:
    return and_(
        events.c.partner == SUBMISSION.c.partner,
        events.c.source == SUBMISSION.c.source,
        events.c.sha256 == SUBMISSION.c.sha256,
        events.c.reading == SUBMISSION.c.reading,
    )


def _is_answered() -> ColumnElement[bool]:
    # Under a name of its own: the same conditions choose rows that events are joined to.
    answers = SUBMISSION_EVENT.alias("answers")
    return exists().where(_same_reading(answers), answers.c.kind == SubmissionEventKind.ANSWERED)


def _is_decided() -> ColumnElement[bool]:
    decisions = SUBMISSION_EVENT.alias("decisions")
    is_answer = decisions.c.kind == SubmissionEventKind.ANSWERED
    return exists().where(_same_reading(decisions), ~is_answer)


def _medians(text: str) -> Medians:
    return tuple((name, Decimal(median)) for name, median in json.loads(text))


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
        "medians": json_text([[name, str(median)] for name, median in submission.medians]),
        "reading": submission.reading,
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
        medians=_medians(row.medians),
        reading=row.reading,
    )


def _event(row: Row[*tuple[Any, ...]]) -> SubmissionEvent:
    return SubmissionEvent(
        partner=row.partner,
        source=row.source,
        sha256=row.sha256,
        reading=row.reading,
        kind=SubmissionEventKind(row.kind),
        by=row.by,
        at=row.at,
        origin=row.origin,
        note=row.note,
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
