"""Pools: an amount at risk, parted among service levels."""

from decimal import Decimal

import pytest

from concord.domain.credit import PoolRegime
from tests.agreement_texts import agreement_of, findings_of, with_credits

BOTH = "{phone: 40 %, aht: 60 %}"


def test_a_pool_is_parted_twice() -> None:
    text = with_credits(
        "model: pool, at_risk: 10 %, "
        "categories: {speed: {share: 70 %, allocations: {phone: 100 %}}, "
        "length: {share: 30 %, allocations: {aht: 100 %}}}"
    )
    assert findings_of(text) == []
    (regime,) = agreement_of(text).credits
    assert isinstance(regime, PoolRegime)
    assert regime.at_risk == Decimal(10)
    assert [(part.name, part.share, dict(part.allocations)) for part in regime.categories] == [
        ("speed", Decimal(70), {"phone": Decimal(100)}),
        ("length", Decimal(30), {"aht": Decimal(100)}),
    ]


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        (f"categories: {{a: {{share: 100 %, allocations: {BOTH}}}}}", "error missing-key at_risk"),
        ("at_risk: 10 %", "error missing-key categories"),
        (
            f"at_risk: 110 %, categories: {{a: {{share: 100 %, allocations: {BOTH}}}}}",
            "error not-a-quantity at_risk",
        ),
        (
            f"at_risk: 10 %, categories: {{a: {{allocations: {BOTH}}}}}",
            "error missing-key categories.a.share",
        ),
        (
            "at_risk: 10 %, categories: {a: {share: 100 %}}",
            "error missing-key categories.a.allocations",
        ),
        (
            "at_risk: 10 %, categories: {a: {share: 100 %, allocations: {phone: 40, aht: 60 %}}}",
            "error not-a-quantity categories.a.allocations.phone",
        ),
        (
            "at_risk: 10 %, categories: {a: {share: 100 %, allocations: {phone: [4], aht: 60 %}}}",
            "error not-a-text categories.a.allocations.phone",
        ),
        (
            "at_risk: 10 %, categories: {a: {share: 100 %, allocations: {phne: 40 %, aht: 60 %}}}",
            "error unknown-service-level categories.a.allocations.phne",
        ),
        (
            f"at_risk: 10 %, categories: {{a: {{share: 50 %, allocations: {BOTH}}}}}",
            "warning shares categories",
        ),
        (
            "at_risk: 10 %, categories: {a: {share: 100 %, allocations: {phone: 40 %}}}",
            "warning shares categories.a.allocations",
        ),
        (
            (
                "at_risk: 10 %, categories: {a: {share: 50 %, allocations: {phone: 100 %}}, "
                "b: {share: 50 %, allocations: {phone: 100 %}}}"
            ),
            "error duplicate-regime categories",
        ),
    ],
)
def test_pools_are_read_strictly(rest: str, found: str) -> None:
    severity, rule, path = found.split(" ")
    asked = [f for f in findings_of(with_credits(f"model: pool, {rest}")) if f[0] != "info"]
    assert asked[:1] == [(severity, rule, f"credits.0.{path}")]
