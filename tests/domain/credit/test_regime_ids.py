"""Names of regimes: stable, readable, and different within a service."""

from dataclasses import replace

from concord.domain.credit import named_regimes
from tests.builders import points_regime
from tests.builders_credit import (
    conversion_regime,
    flat_regime,
    pool_regime,
    shortfall_regime,
    tiers_regime,
)


def test_a_regime_is_named_by_its_model_and_service_level() -> None:
    regimes = (
        points_regime(),
        conversion_regime(),
        pool_regime("10", "100"),
        shortfall_regime(),
        tiers_regime(),
        flat_regime(),
        flat_regime(service_level="mail"),
    )
    names = [name for name, _ in named_regimes(regimes)]
    assert names == [
        *("points", "conversion", "pool", "shortfall:phone", "tiers:phone"),
        *("flat:phone", "flat:mail"),
    ]


def test_further_ones_of_a_service_are_numbered() -> None:
    pool = pool_regime("10", "100")
    regimes = (pool, replace(pool, service="mail"), pool)
    assert [name for name, _ in named_regimes(regimes)] == ["pool", "pool", "pool-2"]
