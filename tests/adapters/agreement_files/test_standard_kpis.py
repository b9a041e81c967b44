"""The standard service level, in the six ways in which abandoned calls are counted."""

import re
from decimal import Decimal

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

COUNTS = {"a": 1000, "b": 60, "ai": 860, "bi": 20, "bs": 10, "o": 1060}
COLUMNS = (
    "      handle_s: {from: Handle, type: duration, unit: seconds}\n",
    "      handle_s: {from: Handle, type: duration, unit: seconds}\n"
    + "".join(f"      {name}: {{type: count}}\n" for name in COUNTS),
)
ROLES = "answered_in: ai, answered: a, abandoned: b, abandoned_in: bi, abandoned_short: bs"
KPI = '  aht: {unit: seconds, numerator: "sum(handle_s)", denominator: "sum(answered)"}\n'


def service_level(settings: str) -> str:
    """Return the valid agreement with a standard service level in place of its second KPI."""
    text = changed(KPI, f"  aht: {{standard: service_level, {settings}}}\n")
    return text.replace(*COLUMNS).replace("at most 6 min", "at least 80 %")


def evaluated(expression: str) -> int:
    """Return the value of a sum of columns, each holding its one count."""
    terms = re.findall(r'([+-]?) ?SUM\("(\w+)"\)', expression)
    assert terms
    return sum(COUNTS[name] * (-1 if sign == "-" else 1) for sign, name in terms)


@pytest.mark.parametrize("offered", ["", ", offered: o"])
@pytest.mark.parametrize(
    ("abandons", "expected"),
    [
        ("met", "83.02"),
        ("ignored", "86.00"),
        ("all_hurt", "81.13"),
        ("in_time_excluded", "82.69"),
        ("short_credited", "82.08"),
        ("short_excluded", "81.90"),
    ],
)
def test_each_way_of_counting_gives_its_own_figure(
    abandons: str, expected: str, offered: str
) -> None:
    settings = f"within: 20 s, abandons: {abandons}, {ROLES}{offered}"
    kpi = agreement_of(service_level(settings)).kpi("aht")
    assert kpi.numerator is not None
    assert kpi.denominator is not None
    share = Decimal(evaluated(kpi.numerator.sql)) / Decimal(evaluated(kpi.denominator.sql))
    assert str((share * 100).quantize(Decimal("0.01"))) == expected
    assert kpi.unit == "percent"


@pytest.mark.parametrize(
    ("settings", "rule", "path"),
    [
        ("answered_in: ai, answered: a", "missing-key", "abandons"),
        ("abandons: some, answered_in: ai, answered: a", "unknown-word", "abandons"),
        ("abandons: ignored, answered: a", "missing-key", "answered_in"),
        ("abandons: met, answered_in: ai, offered: o", "missing-key", "abandoned_in"),
        ("abandons: all_hurt, answered_in: ai, answered: a", "missing-key", "abandoned"),
        ("abandons: ignored, answered_in: ai, answered: aa", "unknown-column", "answered"),
        ("abandons: ignored, answered_in: ai, answered: site", "not-numeric", "answered"),
        (
            "within: soon, abandons: ignored, answered_in: ai, answered: a",
            "not-a-quantity",
            "within",
        ),
    ],
)
def test_its_columns_are_named_not_guessed(settings: str, rule: str, path: str) -> None:
    assert findings_of(service_level(settings)) == [("error", rule, f"kpis.aht.{path}")]
