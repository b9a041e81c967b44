"""The monthly report: one model from which every format is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A version as it was issued; `content_sha256` is the content hash of its report model."""

    partner: str
    period: MeasurementPeriod
    version: int
    content_sha256: str
    issued: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPoint:
    """One earlier period of a service level, for sparklines and charts."""

    period: MeasurementPeriod
    kind: OutcomeKind
    value: Fraction | None
    target: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevelRow:
    """One rated line: what was agreed, what came of it, and the twelve periods up to it.

    `change` is against the previous period's value, in the unit.  `dimension` is empty for
    the total, else words such as `site manila`.
    """

    service: str
    service_level: str
    name: str
    dimension: str
    unit: str
    target: str
    kind: OutcomeKind
    band: str | None
    value: Fraction | None
    change: Fraction | None
    volume: Fraction | None
    completeness: Fraction
    repeat: bool
    points: Decimal | None
    history: tuple[HistoryPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRow:
    """One service's credit for the period, with its causes."""

    service: str
    currency: str
    amount: Decimal
    points: Decimal
    capped: bool
    lines: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One delivery behind the figures, or one that is missing (`file` empty)."""

    source: str
    file: str
    sha256: str
    arrived: datetime | None
    due: datetime | None
    verdict: str
    rows_read: int
    rows_accepted: int
    late: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One issue of the period and where it stands."""

    headline: str
    severity: str
    state: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One contract date of the 90 days ahead."""

    what: str
    latest: date
    act_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReport:
    """All that a monthly report says, for the partner's copy and the client's alike.

    `as_of` is the arrival of the newest data behind it: dates come from the data, never the
    clock, so that equal inputs give equal bytes.  `version` counts from 1; `changes` says
    what differs from the version before.
    """

    partner: str
    partner_name: str
    organisation: str
    period: MeasurementPeriod
    version: int
    as_of: datetime
    zone: str
    agreement: str
    headline: str
    score: Fraction | None
    score_change: Fraction | None
    service_levels: tuple[ServiceLevelRow, ...]
    breakdown: tuple[ServiceLevelRow, ...]
    credits: tuple[CreditRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    issues: tuple[IssueRow, ...]
    dates: tuple[DateRow, ...]
    changes: tuple[str, ...] = ()
