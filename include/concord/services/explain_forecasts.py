"""Explain also where a figure heads for while its period is running."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.derivation import Derivation, LevelDerivation
from concord.domain.service_level import OutcomeKind
from concord.ports import Observations, Store
from concord.services.forecast import forecasts


def with_forecasts(
    agreement: Agreement,
    found: Derivation,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
) -> Derivation:
    """Return a derivation with the forecast of each service level whose outcome is open."""
    if not any(_is_open(derived) for derived in found.levels):
        return found
    told = {
        forecast.service_level: forecast
        for forecast in forecasts(agreement, store=store, observations=observations, now=now)
        if (forecast.period, forecast.dimension) == (found.period, found.dimension)
    }
    levels = (replace(each, forecast=told.get(each.level.id)) for each in found.levels)
    return replace(found, levels=tuple(levels))


def _is_open(derived: LevelDerivation) -> bool:
    return derived.outcome is not None and derived.outcome.kind is OutcomeKind.OPEN
