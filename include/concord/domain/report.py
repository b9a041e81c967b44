"""The monthly report: one model from which every format is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit import CreditModel
from concord.domain.forecast import Forecast
from concord.domain.objectives import ObjectiveProgress
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Target
from concord.domain.score_over_time import SpanScore
from concord.domain.service_level import OutcomeKind
from concord.domain.trend import Course, HistoryPoint

Figures = tuple[tuple[str, str], ...]
"""What a report states, as label and figure, in its order: the material of change lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A version as it was issued; `content_sha256` is the content hash of its figures.

    `figures` are kept so that the next version can say what changed.
    """

    partner: str
    period: MeasurementPeriod
    version: int
    content_sha256: str
    issued: datetime
    figures: Figures = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevelRow:
    """One rated line: what was agreed, what came of it, and the twelve periods up to it.

    `target` is in words, `agreed` the same as figures.  `change` is against the previous
    period's value, in the unit.  `dimension` is empty for the total, else words such as
    `site manila`.  `attainment` is between 0 and 1.  The last of `history` is this period;
    `missed_since` is the first of the unbroken row of failures that it ends, `misses` their
    number; both are None and 0 when it is no failure.  `course` is whither the figures move.
    `basis` says in sentences what was left out by relief, and how days were counted.
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
    agreed: Target | None = None
    attainment: Fraction | None = None
    missed_since: MeasurementPeriod | None = None
    misses: int = 0
    course: Course | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRow:
    """One service's credit for the period under one regime, with its causes.

    `points` are None where the regime counts none.  A bonus is what the client owes.
    """

    service: str
    regime: str
    currency: str
    amount: Decimal
    points: Decimal | None
    capped: bool
    lines: tuple[tuple[str, Decimal], ...]
    is_bonus: bool = False

    @property
    def title(self) -> str:
        """What it is, and under which regime where points are not the one."""
        if self.is_bonus:
            return "Bonus"
        model, _, level = self.regime.partition(":")
        if model == CreditModel.POINTS:
            return "Credit"
        return f"Credit by {model}, {level}" if level else f"Credit by {model}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One delivery behind the figures, or one that is missing (`file` empty).

    `state` says in words what became of it after its verdict, `usable` whether its rows count.
    """

    source: str
    file: str
    sha256: str
    arrived: datetime | None
    due: datetime | None
    verdict: str
    state: str
    usable: bool
    rows_read: int
    rows_accepted: int
    late: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One issue of the period and where it stands; `notes` are for the client's eyes."""

    headline: str
    severity: str
    state: str
    level: int
    raised: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One contract date of the 90 days ahead."""

    what: str
    latest: date
    act_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRow:
    """A period that is still running, by the name of its service level: an estimate."""

    name: str
    forecast: Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReport:
    """All that a monthly report says, in the copy of one side (`audience`).

    `as_of` is the arrival of the newest data behind it: dates come from the data, never the
    clock, so that equal inputs give equal bytes.  `score` is between 0 and 100;
    `unscored` names the service levels whose weights were redistributed for want of data.
    `hidden_parts` counts the figures of groups that are too small for the breakdown;
    `service_scores` are those of the services, by name, where there are several;
    `score_of_year` is that of the twelve months up to this one.
    `version` counts from 1; `changes` says what differs from the version before.  `running`
    are estimates of what comes after the month, which make no new version.  `waiting` says
    why credits cannot be stated yet.
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
    audience: Side = Side.CLIENT
    unscored: tuple[str, ...] = ()
    service_scores: tuple[tuple[str, Fraction | None], ...] = ()
    score_of_year: SpanScore | None = None
    objectives: tuple[ObjectiveProgress, ...] = ()
    hidden_parts: int = 0
    running: tuple[RunningRow, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def missed(self) -> tuple[ServiceLevelRow, ...]:
        """The service levels that the partner fell short of, as a whole."""
        return tuple(row for row in self.service_levels if row.kind.is_failure)

    @property
    def credit_totals(self) -> tuple[tuple[str, Decimal], ...]:
        """The credits' sum for each currency, by its code; currencies are never added up.

        Bonuses are no part of it: they offset nothing.
        """
        return _by_currency(row for row in self.credits if not row.is_bonus)

    @property
    def bonus_totals(self) -> tuple[tuple[str, Decimal], ...]:
        """The sum of the bonuses for each currency, as the client owes them."""
        totals = _by_currency(row for row in self.credits if row.is_bonus)
        return tuple((currency, -amount) for currency, amount in totals)


def _by_currency(rows: Iterable[CreditRow]) -> tuple[tuple[str, Decimal], ...]:
    totals: dict[str, Decimal] = {}
    for row in rows:
        totals[row.currency] = totals.get(row.currency, Decimal(0)) + row.amount
    return tuple(sorted(totals.items()))
