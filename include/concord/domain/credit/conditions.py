"""What bounds a credit, and what gives it back: caps, critical failures, earn-back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concord.domain.quantity import Span


class CreditYear(StrEnum):
    """Over which year something is counted: from the contract's start, the fiscal or calendar."""

    CONTRACT = "contract"
    FISCAL = "fiscal"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most that credits come to, in percent points of a month's and of a year's charges.

    None stands for no such limit.
    """

    month: Decimal | None = None
    year: Decimal | None = None
    year_is: CreditYear = CreditYear.CONTRACT


NO_CAP = Cap()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalFailure:
    """How many points within how long are a critical performance failure."""

    points: Decimal
    within: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MetInEachOfNext:
    """A credit is earned back where the level is met in each period for so long after it."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageOverYear:
    """A credit is earned back where the year's average keeps to what was agreed."""

    year_is: CreditYear = CreditYear.CONTRACT


EarnBack = MetInEachOfNext | AverageOverYear
