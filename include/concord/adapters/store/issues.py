"""Issues and their append-only log in the database."""

from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.sql.elements import ColumnElement

from concord.adapters.store.codec import json_text, pairs_of
from concord.adapters.store.statements import insert_or_update, take_turns
from concord.adapters.store.tables import ISSUE, ISSUE_EVENT
from concord.domain.issue import (
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)

_IN_ORDER = attrgetter("key.partner", "key.service", "key.kind", "key.subject", "key.period")


class SqlIssues:
    """Issues within one transaction.

    Who reads an issue holds all issues of its partner until the transaction ends, so that of
    two answers at once the second one sees the first.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: IssueKey) -> Issue | None:
        """Return the issue, or None when it was never raised."""
        take_turns(self._connection, key.partner)
        query = select(ISSUE).where(*_is(key, ISSUE, "kind"))
        row = self._connection.execute(query).first()
        return None if row is None else _issue(row)

    def save(self, issue: Issue) -> None:
        """Insert or update the issue."""
        take_turns(self._connection, issue.key.partner)
        insert_or_update(self._connection, ISSUE, _values(issue))

    def log(self, event: IssueEvent) -> None:
        """Append an event to the issue's log."""
        self._connection.execute(
            ISSUE_EVENT.insert().values(
                **_key_values(event.key, "issue_kind"),
                at=event.at,
                kind=event.kind,
                by=event.by,
                origin=event.origin,
                note=event.note,
            )
        )

    def events(self, key: IssueKey) -> tuple[IssueEvent, ...]:
        """Return an issue's log in order."""
        query = (
            select(ISSUE_EVENT)
            .where(*_is(key, ISSUE_EVENT, "issue_kind"))
            .order_by(ISSUE_EVENT.c.id)
        )
        return tuple(_event(key, row) for row in self._connection.execute(query))

    def of_partner(self, partner: str) -> tuple[Issue, ...]:
        """Return all issues of a partner by key."""
        take_turns(self._connection, partner)
        rows = self._connection.execute(select(ISSUE).where(ISSUE.c.partner == partner))
        return tuple(sorted((_issue(row) for row in rows), key=_IN_ORDER))


def _key_values(key: IssueKey, kind_column: str) -> dict[str, str]:
    return {
        "partner": key.partner,
        "service": key.service,
        kind_column: key.kind,
        "subject": key.subject,
        "period": key.period,
    }


def _is(key: IssueKey, table: Table, kind_column: str) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in _key_values(key, kind_column).items()]


def _values(issue: Issue) -> dict[str, object]:
    return {
        **_key_values(issue.key, "kind"),
        "severity": issue.severity,
        "headline": issue.headline,
        "facts": json_text(issue.facts),
        "state": issue.state,
        "raised_at": issue.raised_at,
        "policy": issue.policy,
        "opening": issue.opening,
        "step": issue.step,
    }


def _issue(row: Row[*tuple[Any, ...]]) -> Issue:
    key = IssueKey(
        partner=row.partner,
        service=row.service,
        kind=IssueKind(row.kind),
        subject=row.subject,
        period=row.period,
    )
    return Issue(
        key=key,
        severity=IssueSeverity(row.severity),
        headline=row.headline,
        facts=pairs_of(row.facts),
        state=IssueState(row.state),
        raised_at=row.raised_at,
        policy=row.policy,
        opening=row.opening,
        step=row.step,
    )


def _event(key: IssueKey, row: Row[*tuple[Any, ...]]) -> IssueEvent:
    return IssueEvent(
        key=key,
        at=row.at,
        kind=IssueEventKind(row.kind),
        by=row.by,
        origin=row.origin,
        note=row.note,
    )
