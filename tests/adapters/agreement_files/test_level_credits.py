"""Regimes of one service level: shortfall, tiers, and flat amounts."""

from decimal import Decimal

import pytest

from concord.domain.credit import FlatRegime, ShortfallRegime, TiersRegime
from tests.agreement_texts import agreement_of, findings_of, with_credits


def errors(text: str) -> list[tuple[str, str, str]]:
    """Return the errors of a text."""
    return [finding for finding in findings_of(text) if finding[0] == "error"]


@pytest.mark.parametrize(
    ("written", "rate", "step", "at_target"),
    [
        ("service_level: phone, rate: 1 %", "1", None, False),
        ("service_level: phone, rate: 1", "1", None, False),
        ("service_level: phone, rate: 0.25 %, step: 1 %", "0.25", "1", False),
        ("service_level: phone, rate: 1 %, step: 1, breach_at_target: true", "1", "1", True),
        ("service_level: aht, rate: 1 %, step: 0.5 min", "1", "30", False),
    ],
)
def test_a_shortfall_costs_by_the_unit_or_by_full_steps(
    written: str,
    rate: str,
    step: str | None,
    at_target: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (regime,) = agreement_of(with_credits(f"model: shortfall, {written}")).credits
    assert isinstance(regime, ShortfallRegime)
    assert regime.rate == Decimal(rate)
    assert regime.step == (None if step is None else Decimal(step))
    assert regime.breach_at_target is at_target


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("rate: 1 %", "missing-key", "service_level"),
        ("service_level: phone", "missing-key", "rate"),
        ("service_level: phone, rate: much", "not-a-quantity", "rate"),
        ("service_level: phone, rate: 101", "not-a-quantity", "rate"),
        ("service_level: phone, rate: 1 %, step: 0 %", "not-a-quantity", "step"),
        ("service_level: phone, rate: 1 %, step: 30 s", "not-a-quantity", "step"),
        ("service_level: aht, rate: 1 %, step: 1 %", "not-a-quantity", "step"),
        (
            "service_level: phone, rate: 1 %, breach_at_target: at",
            "not-a-flag",
            "breach_at_target",
        ),
    ],
)
def test_shortfalls_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = errors(with_credits(f"model: shortfall, {written}"))
    assert found == [("error", rule, f"credits.0.{path}")]


@pytest.mark.parametrize(
    ("written", "amount", "percent", "every"),
    [
        ("amount: 500.00", "500", None, None),
        ("amount: 3 %", None, "3", None),
        ("amount: 500.00, every: miss", "500", None, None),
        ("amount: 500.00, every: 1 %", "500", None, "1"),
    ],
)
def test_a_miss_costs_the_same_each_time(
    written: str, amount: str | None, percent: str | None, every: str | None
) -> None:
    (regime,) = agreement_of(with_credits(f"model: flat, service_level: phone, {written}")).credits
    assert isinstance(regime, FlatRegime)
    found = (regime.amount, regime.percent, regime.every)
    assert found == tuple(
        None if text is None else Decimal(text) for text in (amount, percent, every)
    )


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("amount: 500", "missing-key", "service_level"),
        ("service_level: phone", "missing-key", "amount"),
        ("service_level: phone, amount: -5", "not-a-quantity", "amount"),
        ("service_level: phone, amount: 101 %", "not-a-quantity", "amount"),
        ("service_level: phone, amount: 500, every: day", "not-a-quantity", "every"),
    ],
)
def test_flat_amounts_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = errors(with_credits(f"model: flat, {written}"))
    assert found == [("error", rule, f"credits.0.{path}")]


@pytest.mark.parametrize(
    ("written", "edges"),
    [
        (
            (
                "service_level: phone, tiers: [{below: 80 %, percent: 10 %}, "
                "{below: 70 %, percent: 25 %}, {below: 60 %, percent: 100 %}]"
            ),
            [80, 70, 60],
        ),
        (
            (
                "service_level: aht, tiers: [{above: 6 min, percent: 10 %}, "
                "{above: 480 s, percent: 25 %}]"
            ),
            [360, 480],
        ),
    ],
)
def test_tiers_go_from_mild_to_severe(written: str, edges: list[int]) -> None:
    (regime,) = agreement_of(with_credits(f"model: tiers, {written}, minimum: 1.00")).credits
    assert isinstance(regime, TiersRegime)
    assert [int(tier.edge) for tier in regime.tiers] == edges
    assert regime.minimum == Decimal(1)


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("tiers: [{below: 80 %, percent: 10 %}]", "missing-key", "service_level"),
        ("service_level: phone", "missing-key", "tiers"),
        ("service_level: phone, tiers: [{percent: 10 %}]", "missing-key", "tiers.0.below"),
        ("service_level: phone, tiers: [{below: 80 %}]", "missing-key", "tiers.0.percent"),
        (
            "service_level: phone, tiers: [{above: 80 %, percent: 10 %}]",
            "does-not-fit",
            "tiers.0.above",
        ),
        (
            "service_level: aht, tiers: [{below: 6 min, percent: 10 %}]",
            "does-not-fit",
            "tiers.0.below",
        ),
        (
            "service_level: phone, tiers: [{below: 80, percent: 10 %}]",
            "not-a-quantity",
            "tiers.0.below",
        ),
        (
            "service_level: phone, tiers: [{below: 80 %, percent: 110 %}]",
            "not-a-quantity",
            "tiers.0.percent",
        ),
        (
            (
                "service_level: phone, "
                "tiers: [{below: 70 %, percent: 10 %}, {below: 80 %, percent: 25 %}]"
            ),
            "tier-order",
            "tiers",
        ),
        (
            (
                "service_level: phone, "
                "tiers: [{below: 80 %, percent: 25 %}, {below: 70 %, percent: 10 %}]"
            ),
            "tier-order",
            "tiers",
        ),
        (
            (
                "service_level: aht, "
                "tiers: [{above: 8 min, percent: 10 %}, {above: 6 min, percent: 25 %}]"
            ),
            "tier-order",
            "tiers",
        ),
    ],
)
def test_tiers_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = errors(with_credits(f"model: tiers, {written}"))
    assert found == [("error", rule, f"credits.0.{path}")]


def test_a_range_has_no_tiers() -> None:
    text = with_credits("model: tiers, service_level: aht, tiers: [{above: 6 min, percent: 1 %}]")
    text = text.replace("target: at most 6 min", "target: within 5 min to 6 min")
    assert errors(text) == [("error", "does-not-fit", "credits.0.service_level")]
