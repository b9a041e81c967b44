"""What is kept of each kind of fact, within one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.assessment import Assessment
from concord.domain.issue import Issue, IssueEvent, IssueKey
from concord.domain.outbox import Attempt, OutboxEntry, OutboxLine, OutboxState, OutgoingMail
from concord.domain.period import MeasurementPeriod
from concord.domain.report import ReportVersion
from concord.domain.uncertainty import DecidedMail
from concord.domain.watch_figures import MailFigures


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

    def periods(self, partner: str) -> tuple[MeasurementPeriod, ...]:
        """Return every period that was reported, in order."""
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

    def entry(self, key: str) -> OutboxEntry | None:
        """Return one message with its state, or None."""
        ...

    def lines(
        self, states: Collection[OutboxState] = (), *, limit: int = 100, offset: int = 0
    ) -> tuple[OutboxLine, ...]:
        """Return messages without their bytes, the newest first; of some states, else of all."""
        ...

    def counts(self) -> Mapping[OutboxState, int]:
        """Return how many messages there are of each state that has any."""
        ...

    def figures(self, installation: str, since: datetime) -> MailFigures:
        """Return how the mails of an installation stand, in numbers.

        `since` is from when on mails that were refused for good count.
        """
        ...

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return the keys that begin with `prefix`, in order; at most two."""
        ...

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        """Return every attempt to send a message, in order."""
        ...

    def decisions(self, key: str) -> tuple[DecidedMail, ...]:
        """Return what people decided about a message, in order."""
        ...
