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


def phone(terms: str) -> str:
    """Return the valid agreement with other terms, without revisions, for the answer rate."""
    text = changed(
        "    revisions: [{from: 2026-07-01, target: at least 82 %, amendment: A-3}]\n", ""
    )
    text = text.replace("    bands: {minor: 78 %, serious: 75 %, threshold: beyond}\n", "")
    text = text[: text.index("credits:")] + text[text.index("escalation:") :]
    return text.replace("    target: at least 80 %\n", f"    money: none\n{terms}")


@pytest.mark.parametrize(
    ("terms", "band"),
    [
        ("at least 80 %; {a: 1 %, b: beyond}", None),
        ("at least 80 %; {a: 0 %, b: beyond}", "b"),
        ("at least 80 %; {a: 0 %, b: -5 %, c: beyond}", "b"),
        ("at least 0 %; {b: beyond}", "b"),
        ("at most 5 %; {a: 99 %, b: beyond}", None),
        ("at most 5 %; {a: 100 %, b: beyond}", "b"),
        ("within 40–60 %; {a: 39 %, b: beyond}", None),
        ("within 40–60 %; {a: 40 %, b: beyond}", "b"),
        ("within 30–60 %; {a: 35 %, b: beyond}", None),
    ],
)
def test_a_band_that_no_percentage_comes_to_is_a_warning(terms: str, band: str | None) -> None:
    target, bands = terms.split("; ")
    found = findings_of(phone(f"    target: {target}\n    bands: {bands}\n"))
    path = f"service_levels.phone.bands.{band}"
    assert found == ([] if band is None else [("warning", "unreachable-band", path)])


def test_above_a_hundred_percent_there_is_something_only_where_it_is_said() -> None:
    text = phone("    target: at least 105 %\n    bands: {a: beyond}\n")
    assert findings_of(text) == [("warning", "unreachable-target", "service_levels.phone.target")]
    exceeding = text.replace("by: [site]}", "by: [site], may_exceed_100: true}", 1)
    assert findings_of(exceeding) == []
    most = phone("    target: at most 105 %\n    bands: {a: 110 %, b: beyond}\n")
    assert [rule for _, rule, _ in findings_of(most)] == ["unreachable-band"]
    exceeding = most.replace("by: [site]}", "by: [site], may_exceed_100: true}", 1)
    assert findings_of(exceeding) == []
