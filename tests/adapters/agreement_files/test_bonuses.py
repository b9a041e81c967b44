"""Bonuses: what a value beyond a stretch target earns."""

from decimal import Decimal

import pytest

from concord.domain.credit import Bonus
from tests.agreement_texts import agreement_of, findings_of, with_credits

POINTS = "model: points, points: {minor: 1, serious: 2, threshold: 4}, percent_per_point: 1 %"


def with_bonus(written: str, stretch: str = "at most 5 min") -> str:
    """Return the valid agreement with a bonus, and a stretch target of one service level."""
    text = with_credits(f"{POINTS}, bonus: {written}")
    return text.replace("target: at most 6 min", f"target: at most 6 min, stretch: {stretch}")


@pytest.mark.parametrize(
    ("written", "bonus"),
    [
        ("{aht: 500.00}", Bonus(service_level="aht", amount=Decimal(500))),
        ("{aht: 1.5 %}", Bonus(service_level="aht", percent=Decimal("1.5"))),
    ],
)
def test_a_bonus_is_an_amount_or_a_percentage(written: str, bonus: Bonus) -> None:
    text = with_bonus(written)
    assert findings_of(text) == []
    (regime,) = agreement_of(text).credits
    assert regime.bonuses == (bonus,)


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("1 %", "error not-a-mapping credits.0.bonus"),
        ("{aht: lots}", "error not-a-quantity credits.0.bonus.aht"),
        ("{aht: 120 %}", "error not-a-quantity credits.0.bonus.aht"),
        ("{aht: [1 %]}", "error not-a-text credits.0.bonus.aht"),
        ("{aths: 1 %}", "error unknown-service-level credits.0.bonus.aths"),
        ("{phone: 1 %}", "warning no-stretch credits.0.bonus.phone"),
    ],
)
def test_bonuses_are_read_strictly(written: str, finding: str) -> None:
    assert findings_of(with_bonus(written)) == [tuple(finding.split(" "))]


def test_a_bonus_is_for_a_level_of_the_same_service() -> None:
    text = with_bonus("{aht: 1 %}").replace(
        "services:\n", "services:\n  mail: {name: Mail, currency: GBP, charges: {fixed: 9.00}}\n"
    )
    text = text.replace("{model: points", "{service: mail, model: points")
    text = text.replace("    kpi: answer_rate", "    kpi: answer_rate\n    service: voice")
    text = text.replace("{kpi: aht,", "{kpi: aht, service: voice,")
    assert ("error", "does-not-fit", "credits.0.bonus.aht") in findings_of(text)
