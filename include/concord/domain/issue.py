"""Issues: what somebody must answer for, from the raising to the answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from concord.domain.errors import NotAnswerableError

EVERY_SERVICE = "all"
CONCORD = "concord"
"""Who did what no person did, in the logs of issues."""

_SUBJECT_AND_PERIOD = re.compile(
    r"(?P<subject>.+?)/(?P<period>[0-9]{4}-[0-9]{2}/P[0-9]{1,2}M|[^/]+)", re.DOTALL
)


class IssueKind(StrEnum):
    """What an issue is about."""

    MISSED_SERVICE_LEVEL = "missed-service-level"
    LATE_FILE = "late-file"
    UNUSABLE_FILE = "unusable-file"
    CONTRACT_DECISION = "contract-decision"
    RECURRING_FAILURE = "recurring-failure"
    CRITICAL_FAILURE = "critical-failure"
    EARLY_WARNING = "early-warning"
    DOUBTFUL_FIGURE = "doubtful-figure"
    SETTLEMENT_DIFFERENCE = "settlement-difference"
    CREDIT_NOTE_OVERDUE = "credit-note-overdue"
    CREDIT_DISPUTED = "credit-disputed"
    UNREACHABLE_CONTACT = "unreachable-contact"


class IssueSeverity(StrEnum):
    """How grave an issue is, mildest first."""

    MINOR = "minor"
    SERIOUS = "serious"
    SEVERE = "severe"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position in the order of gravity, 0 the mildest."""
        return list(IssueSeverity).index(self)


_BAND_SEVERITIES = {**{severity.value: severity for severity in IssueSeverity}}
_BAND_SEVERITIES["threshold"] = IssueSeverity.CRITICAL


def severity_of_band(band: str | None) -> IssueSeverity:
    """Return the severity of a miss: its band; `threshold` is critical, other words minor."""
    return _BAND_SEVERITIES.get(band or "", IssueSeverity.MINOR)


class IssueState(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    WAIVED = "waived"
    UNANSWERED = "unanswered"

    @property
    def is_final(self) -> bool:
        """Say whether nothing more is to be answered."""
        return self in {IssueState.RESOLVED, IssueState.WAIVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKey:
    """Business identity of an issue: never a text, a run or a moment."""

    partner: str
    service: str
    kind: IssueKind
    subject: str
    period: str

    def __str__(self) -> str:
        return f"{self.partner}/{self.service}/{self.kind}/{self.subject}/{self.period}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key as it is written.  Raises ValueError for a text that is none.

        Only the subject may hold slashes, and a rolling period its own.
        """
        partner, service, kind, rest = text.split("/", 3)
        match = _SUBJECT_AND_PERIOD.fullmatch(rest)
        if not (partner and service and match):
            message = f"{text!r} is no key of an issue."
            raise ValueError(message)
        return cls(
            partner=partner,
            service=service,
            kind=IssueKind(kind),
            subject=match["subject"],
            period=match["period"],
        )

    def run_id(self, opening: int) -> str:
        """Return the id of the Airflow run that asks for an answer to this opening."""
        digest = hashlib.sha256(str(self).encode()).hexdigest()[:32]
        return f"issue~{digest}~{opening}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedIssue:
    """An issue as the facts raise it, before the store knows whether it is new.

    `headline` is one sentence for subjects and lists; `facts` are labelled figures.
    """

    key: IssueKey
    severity: IssueSeverity
    headline: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue as the store keeps it.

    `opening` counts how often it was opened; `step` is the position in the policy's steps,
    from 0, that was asked last.
    """

    key: IssueKey
    severity: IssueSeverity
    headline: str
    facts: tuple[tuple[str, str], ...]
    state: IssueState
    raised_at: datetime
    policy: str
    opening: int = 1
    step: int = 0

    @property
    def run_id(self) -> str:
        """The id of the Airflow run that asks for an answer."""
        return self.key.run_id(self.opening)


class IssueEventKind(StrEnum):
    """What happened to an issue."""

    RAISED = "raised"
    EVIDENCE = "evidence"
    SEVERITY_ROSE = "severity_rose"
    TOLD_TOGETHER = "told_together"
    ASKED = "asked"
    LEVEL_SKIPPED = "level_skipped"
    HANDED_OVER = "handed_over"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    WAIVED = "waived"
    ESCALATED = "escalated"
    TIMED_OUT = "timed_out"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueEvent:
    """One line of an issue's append-only log: when, who, from where, what and why."""

    key: IssueKey
    at: datetime
    kind: IssueEventKind
    by: str
    origin: str
    note: str = ""


STEPS = frozenset({IssueEventKind.ASKED, IssueEventKind.LEVEL_SKIPPED})


def asked_steps(events: Iterable[IssueEvent]) -> tuple[IssueEvent, ...]:
    """Return the steps that the current opening has behind it, in order, asked or skipped."""
    steps: list[IssueEvent] = []
    for event in events:
        if event.kind is IssueEventKind.RAISED:
            steps.clear()
        elif event.kind in STEPS:
            steps.append(event)
    return tuple(steps)


class Answer(StrEnum):
    """What a person can answer to an issue."""

    ACKNOWLEDGE = "Acknowledge"
    RESOLVE = "Resolve"
    WAIVE = "Waive"
    ESCALATE_NOW = "Escalate now"


_EFFECT: Mapping[Answer, tuple[IssueState | None, IssueEventKind]] = {
    Answer.ACKNOWLEDGE: (IssueState.ACKNOWLEDGED, IssueEventKind.ACKNOWLEDGED),
    Answer.RESOLVE: (IssueState.RESOLVED, IssueEventKind.RESOLVED),
    Answer.WAIVE: (IssueState.WAIVED, IssueEventKind.WAIVED),
    Answer.ESCALATE_NOW: (None, IssueEventKind.ESCALATED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer with who gave it, when, from where, and the reason.

    `due` is the day by which the cause will be mended, `root_cause` what it is, where known.
    """

    answer: Answer
    by: str
    at: datetime
    origin: str
    note: str = ""
    due: date | None = None
    root_cause: str = ""

    @property
    def words(self) -> str:
        """Everything that was said beside the answer, as one text."""
        due = "" if self.due is None else f"Due {self.due.isoformat()}."
        cause = self.root_cause.strip()
        parts = (self.note.strip(), due, f"Root cause: {cause}" if cause else "")
        return " ".join(part for part in parts if part)


def answered(issue: Issue, given: GivenAnswer) -> tuple[Issue, IssueEvent]:
    """Return the issue after an answer, and the event to log.

    Raises NotAnswerableError when it is final already or waived without a reason.
    """
    if issue.state.is_final:
        message = f"{issue.key} is already {issue.state}."
        raise NotAnswerableError(message)
    if given.answer is Answer.WAIVE and not given.note.strip():
        message = f"Waiving {issue.key} needs a reason."
        raise NotAnswerableError(message)
    state, kind = _EFFECT[given.answer]
    event = IssueEvent(
        key=issue.key, at=given.at, kind=kind, by=given.by, origin=given.origin, note=given.words
    )
    return (issue if state is None else replace(issue, state=state)), event
