"""Opening balances: what stood open when Concord began in the middle of a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from concord.domain.period import MeasurementPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEarnBack:
    """A credit of an earlier period that may still be earned back."""

    service_level: str
    period: MeasurementPeriod
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How things stood at the end of the day `as_of`.

    `credits_this_year` holds for each service what it gave so far in the year of its cap, in
    the service's currency.  `failed_last_period` are the service levels whose last rated
    period was a failure.
    """

    as_of: date
    credits_this_year: Mapping[str, Decimal] = field(default_factory=dict)
    failed_last_period: frozenset[str] = frozenset()
    earn_back_pending: tuple[PendingEarnBack, ...] = ()

    def is_before(self, period: MeasurementPeriod) -> bool:
        """Say whether `period` ends after the opening: it may follow on what stood open."""
        return period.end > self.as_of
