"""Submissions: delivered files, the verdict on each, and what a newer one changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod


class Verdict(StrEnum):
    """What became of a delivery; `MISSING` stands for one that never came."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"
    MISSING = "missing"

    @property
    def is_usable(self) -> bool:
        """Say whether the delivery's rows count."""
        return self in {Verdict.ACCEPTED, Verdict.ACCEPTED_WITH_WARNINGS}


class Standing(StrEnum):
    """What people, or the rules of issued reports, made of a submission after its verdict.

    `HELD` waits for approval because it would change a report that went out.  A person
    answers that, or a quarantine, with one of the last three.
    """

    AS_READ = "as_read"
    HELD = "held"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASKED_AGAIN = "asked_again"


Medians = tuple[tuple[str, Decimal], ...]
"""The median of each numeric column over the valid rows of a file, by which units are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What reading a landed file gave.

    `verdict` follows from the findings.  `period` is the one the rows lie in.
    `observations` is the content hash of the stored rows, None where nothing could be read;
    those of a quarantined file count once a person accepts it.
    """

    verdict: Verdict
    period: MeasurementPeriod | None
    rows_read: int
    rows_accepted: int
    findings: tuple[Finding, ...]
    observations: str | None = None
    medians: Medians = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A delivered file with its verdict.  `sha256` is the content hash of the landed copy.

    A later arrival restates an earlier one.  `period` is None where not even that could be
    told.  `reading` counts how often this content was read and came out otherwise, as after a
    change of the agreement.  `restored` is when the same content came back after another had
    taken its place, None if it never did.
    """

    partner: str
    source: str
    service: str
    file: str
    sha256: str
    size: int
    arrived: datetime
    period: MeasurementPeriod | None
    due: datetime | None
    verdict: Verdict
    rows_read: int
    rows_accepted: int
    findings: tuple[Finding, ...]
    observations: str | None
    agreement: str
    medians: Medians = ()
    reading: int = 1
    restored: datetime | None = None
    standing: Standing = Standing.AS_READ

    @property
    def current_since(self) -> datetime:
        """Return the moment by which it restates what came before."""
        return self.restored or self.arrived

    @property
    def counts(self) -> bool:
        """Say whether its rows count: by its verdict, unless people decided otherwise."""
        match self.standing:
            case Standing.AS_READ:
                return self.verdict.is_usable
            case Standing.ACCEPTED:
                return self.observations is not None
            case Standing.HELD | Standing.REJECTED | Standing.ASKED_AGAIN:
                return False
            case _:  # pragma: no cover
                assert_never(self.standing)

    @property
    def waits(self) -> bool:
        """Say whether a person must decide before its rows count or are refused."""
        quarantined = self.verdict is Verdict.QUARANTINED and self.standing is Standing.AS_READ
        return quarantined or self.standing is Standing.HELD

    @property
    def is_late(self) -> bool:
        """Say whether it arrived after it was due."""
        return self.due is not None and self.arrived > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDelivery:
    """A delivery that was due and has not come."""

    partner: str
    source: str
    service: str
    period: MeasurementPeriod
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """One figure that a newer file revised; values are as text, None where it was absent."""

    key: str
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """What a newer submission changed in a period that had been delivered before."""

    partner: str
    source: str
    period: MeasurementPeriod
    from_sha256: str
    to_sha256: str
    added: int
    removed: int
    changed: tuple[ChangedCell, ...]


STRUCTURE = frozenset(
    {
        "sheet-not-found",
        "sheet-ambiguous",
        "header-not-found",
        "header-ambiguous",
        "column-missing",
        "column-duplicated",
        "no-rows",
        "duplicate-key",
        "duplicate-row",
        "outside-period",
        "period-unknown",
        "date-system",
        "currencies-mixed",
        "period-twice",
        "equal-names",
        "unit-drift",
        "formula-without-value",
        "external-link",
        "macros",
        "merged-header",
        "mixed-script-header",
        "number-format-unclear",
        "date-order-unclear",
        "row-length",
        "mojibake",
        "broken-text",
    }
)
"""Rules whose errors concern structure or keys, so that a person must decide."""


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict on a file that could be read: errors of single rows only warn."""
    severities = set()
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.rule in STRUCTURE:
            return Verdict.QUARANTINED
        severities.add(finding.severity)
    if severities & {Severity.ERROR, Severity.WARNING}:
        return Verdict.ACCEPTED_WITH_WARNINGS
    return Verdict.ACCEPTED
