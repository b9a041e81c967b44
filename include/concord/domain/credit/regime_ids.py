"""The names of regimes within an agreement, by which their credits are told apart for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from concord.domain.credit.regimes import (
    ConversionRegime,
    CreditModel,
    CreditRegime,
    FlatRegime,
    PointsRegime,
    PoolRegime,
    ShortfallRegime,
    TiersRegime,
)

_MODELS = {
    PointsRegime: CreditModel.POINTS,
    PoolRegime: CreditModel.POOL,
    ShortfallRegime: CreditModel.SHORTFALL,
    TiersRegime: CreditModel.TIERS,
    FlatRegime: CreditModel.FLAT,
    ConversionRegime: CreditModel.CONVERSION,
}


def named_regimes(regimes: Iterable[CreditRegime]) -> tuple[tuple[str, CreditRegime], ...]:
    """Return regimes with their names: the model, and the service level where it is for one.

    Further ones of a model for the same service are numbered in the order of the agreement.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for regime in regimes:
        name = _name(regime)
        seen[regime.service, name] += 1
        number = seen[regime.service, name]
        found.append((name if number == 1 else f"{name}-{number}", regime))
    return tuple(found)


def _name(regime: CreditRegime) -> str:
    model = _MODELS[type(regime)].value
    if isinstance(regime, ShortfallRegime | TiersRegime | FlatRegime):
        return f"{model}:{regime.service_level}"
    return model
