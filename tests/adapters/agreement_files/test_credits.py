"""Credits: what a miss is worth."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("model: points", "model: pool", "info not-yet", "credits.0.model"),
    ("model: points", "model: point", "error unknown-word", "credits.0.model"),
    ("{model: points, ", "{", "error missing-key", "credits.0.model"),
    (
        "percent_per_point: 1 %",
        "percent_per_point: 0.01",
        "error not-a-quantity",
        "credits.0.percent_per_point",
    ),
    (" percent_per_point: 1 %,", "", "error missing-key", "credits.0.percent_per_point"),
    ("cap: {month: 12 %}", "cap: {year: 12 %}", "info not-yet", "credits.0.cap.year"),
    ("cap: {month: 12 %}", "cap: 12 %", "error not-a-mapping", "credits.0.cap"),
    ("cap: {month: 12 %}", "earn_back: {}", "info not-yet", "credits.0.earn_back"),
    ("minor: 1,", "minor: one,", "error not-a-quantity", "credits.0.points.minor"),
    ("minor: 1,", "minor: 1, worst: 9,", "warning unknown-band", "credits.0.points.worst"),
    ("minor: 1, ", "", "warning band-without-points", "credits.0.points"),
    ("currency: GBP, charges", "charges", "error missing-key", "credits.0.currency"),
    ("charges: {fixed: 1000.00}, ", "", "warning no-charges", "credits.0"),
    (
        "cap: {month: 12 %}",
        "repeat_multiplier: x",
        "error not-a-quantity",
        "credits.0.repeat_multiplier",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_credits_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_credits_are_one_regime_or_a_list() -> None:
    listed = agreement_of(changed("  - {model: points, p", "  - {model: points, p")).credits
    single = agreement_of(changed("  - {model: points, p", "  {model: points, p")).credits
    assert listed == single
    assert len(single) == 1


def test_a_service_has_one_regime_of_points() -> None:
    line = (
        "  - {model: points, points: {minor: 1, serious: 2, threshold: 4}, "
        "percent_per_point: 2 %}\n"
    )
    text = changed("escalation: standard", "escalation: standard").replace(
        "credits:\n", "credits:\n" + line
    )
    assert findings_of(text) == [("error", "duplicate-regime", "credits.1")]


def test_bands_of_service_levels_without_money_need_no_points() -> None:
    text = changed("    completeness: 95 %\n", "    completeness: 95 %\n    money: none\n")
    assert findings_of(text.replace("minor: 1, ", "")) == []
