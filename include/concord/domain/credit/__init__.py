"""Service credits: what a miss is worth under a regime, and what a period comes to."""

from concord.domain.credit.conditions import (
    NO_CAP,
    AverageOverYear,
    Cap,
    CreditYear,
    CriticalFailure,
    EarnBack,
    MetInEachOfNext,
)
from concord.domain.credit.points import monthly_credits, service_credit, with_points
from concord.domain.credit.regimes import (
    ConversionBase,
    ConversionRegime,
    ConversionRow,
    CreditModel,
    CreditRegime,
    FlatRegime,
    PointsRegime,
    PoolCategory,
    PoolRegime,
    Regime,
    ShortfallRegime,
    Tier,
    TiersRegime,
)
from concord.domain.credit.repeats import with_repeats
from concord.domain.credit.service_credit import CENT, CreditLine, ServiceCredit

__all__ = [
    "CENT",
    "NO_CAP",
    "AverageOverYear",
    "Cap",
    "ConversionBase",
    "ConversionRegime",
    "ConversionRow",
    "CreditLine",
    "CreditModel",
    "CreditRegime",
    "CreditYear",
    "CriticalFailure",
    "EarnBack",
    "FlatRegime",
    "MetInEachOfNext",
    "PointsRegime",
    "PoolCategory",
    "PoolRegime",
    "Regime",
    "ServiceCredit",
    "ShortfallRegime",
    "Tier",
    "TiersRegime",
    "monthly_credits",
    "service_credit",
    "with_points",
    "with_repeats",
]
