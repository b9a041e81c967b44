"""Service credits: what a miss is worth under a regime, and what a period comes to."""

from concord.domain.credit.charged import charged_months
from concord.domain.credit.claim import owes
from concord.domain.credit.conditions import (
    NO_CAP,
    AverageOverYear,
    Cap,
    CreditYear,
    CriticalFailure,
    EarnBack,
    MetInEachOfNext,
)
from concord.domain.credit.regime_ids import named_regimes
from concord.domain.credit.regimes import (
    Bonus,
    ChargedFor,
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
from concord.domain.credit.rounding import places_of, rounded
from concord.domain.credit.service_credit import (
    CreditLine,
    LineKind,
    ServiceCredit,
    sum_of,
)
from concord.domain.credit.terms import CreditTerms
from concord.domain.credit.valuation import Valuation, month_of, valuation
from concord.domain.credit.year import Years

__all__ = [
    "NO_CAP",
    "AverageOverYear",
    "Bonus",
    "Cap",
    "ChargedFor",
    "ConversionBase",
    "ConversionRegime",
    "ConversionRow",
    "CreditLine",
    "CreditModel",
    "CreditRegime",
    "CreditTerms",
    "CreditYear",
    "CriticalFailure",
    "EarnBack",
    "FlatRegime",
    "LineKind",
    "MetInEachOfNext",
    "PointsRegime",
    "PoolCategory",
    "PoolRegime",
    "Regime",
    "ServiceCredit",
    "ShortfallRegime",
    "Tier",
    "TiersRegime",
    "Valuation",
    "Years",
    "charged_months",
    "month_of",
    "named_regimes",
    "owes",
    "places_of",
    "rounded",
    "sum_of",
    "valuation",
    "with_repeats",
]
