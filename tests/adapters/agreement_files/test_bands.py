"""Targets and bands: in the KPI's unit, and from mild to severe."""

from decimal import Decimal

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

LEVEL = "  - {kpi: aht, target: at most 6 min}"
POINTS = "points: {minor: 1, serious: 2, threshold: 4}"


def aht(terms: str) -> str:
    """Return the valid agreement with other terms for the average handle time."""
    return changed(LEVEL, "  - {kpi: aht, money: none, " + terms + "}")


@pytest.mark.parametrize(
    "terms",
    [
        "target: at most 6 min, bands: {a: 7 min, b: 480 s, c: beyond}",
        "target: at least 5 min, bands: {a: 4 min, b: 3 min, c: beyond}",
        "target: within 300–420 s, bands: {a: 10 s, b: 30 s, c: beyond}",
        "target: within 300 s to 420 s, bands: {a: beyond}",
        "target: at most 0.5 h",
    ],
)
def test_these_terms_are_sound(terms: str) -> None:
    assert findings_of(aht(terms)) == []


@pytest.mark.parametrize(
    ("terms", "rule", "path"),
    [
        ("target: at most 6 min, bands: {a: 6 min, c: beyond}", "band-order", "bands.a"),
        ("target: at most 6 min, bands: {a: 8 min, b: 7 min, c: beyond}", "band-order", "bands.b"),
        ("target: at most 6 min, bands: {a: 7 min, b: 420 s, c: beyond}", "band-order", "bands.b"),
        ("target: at least 5 min, bands: {a: 6 min, c: beyond}", "band-order", "bands.a"),
        ("target: within 300–420 s, bands: {a: 0 s, c: beyond}", "band-order", "bands.a"),
        ("target: within 300–420 s, bands: {a: 9 s, b: 8 s, c: beyond}", "band-order", "bands.b"),
        ("target: at most 6 min, bands: {c: beyond, a: 7 min}", "band-order", "bands.a"),
        ("target: at most 6 min, bands: {a: 7, c: beyond}", "not-a-quantity", "bands.a"),
        ("target: at most 6 min, bands: {a: [7], c: beyond}", "not-a-text", "bands.a"),
        ("target: at most 6", "not-a-quantity", "target"),
        ("target: under 6 min", "not-a-quantity", "target"),
        ("target: within 420–300 s", "not-a-quantity", "target"),
        ("target: at most 6 %", "not-a-quantity", "target"),
        ("bands: {a: beyond}", "missing-key", "target"),
    ],
)
def test_these_are_not(terms: str, rule: str, path: str) -> None:
    assert findings_of(aht(terms)) == [("error", rule, f"service_levels.1.{path}")]


def test_a_last_band_without_an_end_is_a_warning() -> None:
    found = findings_of(aht("target: at most 6 min, bands: {a: 7 min}"))
    assert found == [("warning", "no-band-beyond", "service_levels.1.bands")]


def test_edges_are_in_the_unit_of_the_kpi() -> None:
    level = agreement_of(
        aht("target: at most 6 min, bands: {a: 7 min, c: beyond}")
    ).service_levels[1]
    assert level.terms[0].target.limit == Decimal(360)
    assert level.terms[0].bands.steps[0].edge == Decimal(420)
