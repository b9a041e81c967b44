"""Openings: what stood open at a start in mid-contract."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.opening import Opening, PendingEarnBack
from tests.agreement_texts import agreement_of, changed, findings_of, only_finding
from tests.builders import period


def with_opening(written: str) -> str:
    """Return the valid agreement, whose effects begin in October 2026, with an opening."""
    return changed("escalation: standard", f"opening: {{{written}}}\nescalation: standard")


def test_an_opening_is_read_without_a_finding() -> None:
    text = with_opening(
        "as_of: 2026-09-30, credits_this_year: {voice: 4113.20}, failed_last_period: [aht], "
        "earn_back_pending: []"
    )
    assert findings_of(text) == []
    assert agreement_of(text).opening == Opening(
        as_of=date(2026, 9, 30),
        credits_this_year={"voice": Decimal("4113.20")},
        failed_last_period=frozenset({"aht"}),
    )


def test_there_is_none_unless_it_is_written() -> None:
    assert agreement_of(changed("escalation: standard\n", "")).opening is None


def test_a_kpi_stands_for_the_service_levels_that_rate_it() -> None:
    text = with_opening("as_of: 2026-09-30, failed_last_period: answer_rate")
    assert findings_of(text) == []
    opening = agreement_of(text).opening
    assert opening is not None
    assert opening.failed_last_period == {"phone"}


def test_a_kpi_that_nothing_rates_is_worth_knowing() -> None:
    text = with_opening("as_of: 2026-09-30, failed_last_period: [spare]").replace(
        "kpis:\n", 'kpis:\n  spare: {value: "sum(answered)"}\n', 1
    )
    assert findings_of(text) == [
        ("info", "unused-kpi", "kpis.spare"),
        ("info", "not-rated", "opening.failed_last_period.0"),
    ]


def test_credits_that_may_be_earned_back_are_kept() -> None:
    text = with_opening(
        "as_of: 2026-09-30, "
        "earn_back_pending: [{service_level: phone, period: 2026-08, amount: 1200.00}]"
    )
    assert findings_of(text) == []
    opening = agreement_of(text).opening
    assert opening is not None
    assert opening.earn_back_pending == (
        PendingEarnBack(service_level="phone", period=period("2026-08"), amount=Decimal(1200)),
    )


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("failed_last_period: [phone]", "missing-key", "as_of"),
        ("as_of: 2026-10-01", "upside-down", "as_of"),
        ("as_of: 2026-09", "not-a-quantity", "as_of"),
        (
            "as_of: 2026-09-30, credits_this_year: {voices: 1}",
            "unknown-service",
            "credits_this_year.voices",
        ),
        (
            "as_of: 2026-09-30, credits_this_year: {voice: -1}",
            "not-a-quantity",
            "credits_this_year.voice",
        ),
        (
            "as_of: 2026-09-30, credits_this_year: {voice: [1]}",
            "not-a-text",
            "credits_this_year.voice",
        ),
        (
            "as_of: 2026-09-30, failed_last_period: [fone]",
            "unknown-service-level",
            "failed_last_period.0",
        ),
        (
            (
                "as_of: 2026-09-30, "
                "earn_back_pending: [{service_level: phone, period: 2026-10, amount: 1}]"
            ),
            "upside-down",
            "earn_back_pending.0.period",
        ),
        (
            "as_of: 2026-09-30, earn_back_pending: [{period: 2026-08, amount: 1}]",
            "missing-key",
            "earn_back_pending.0.service_level",
        ),
        ("as_of: 2026-09-30, bonus: 3", "unknown-key", "bonus"),
    ],
)
def test_openings_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = [finding for finding in findings_of(with_opening(written)) if finding[0] != "info"]
    assert found == [("error", rule, f"opening.{path}")]


def test_the_nearest_service_level_is_proposed() -> None:
    text = with_opening("as_of: 2026-09-30, failed_last_period: [fone]")
    assert only_finding(text).hint == "phone"


def test_without_a_first_period_of_effects_any_day_will_do() -> None:
    text = with_opening("as_of: 2026-10-31").replace("effects_from: 2026-10\n", "")
    assert findings_of(text) == []
