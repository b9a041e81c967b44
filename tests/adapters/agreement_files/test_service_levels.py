"""Service levels: what was agreed for a KPI."""

from decimal import Decimal

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    (
        "    kpi: answer_rate\n",
        "    kpi: answer_rat\n",
        "error unknown-kpi",
        "service_levels.phone.kpi",
    ),
    ("{kpi: aht, target", "{id: aht, target", "error missing-key", "service_levels.aht.kpi"),
    ("id: phone", "id: a/b", "error not-an-id", "service_levels.a/b.id"),
    ("id: phone", "id: aht", "error duplicate-id", "service_levels.1.kpi"),
    (
        "target: at most 6 min",
        "target: at most 6 min, period: year or so",
        "error unknown-word",
        "service_levels.1.period",
    ),
    (
        "target: at most 6 min",
        "target: at most 6 min, period: rolling 1 months",
        "error unknown-word",
        "service_levels.1.period",
    ),
    (
        "target: at most 6 min",
        "target: at most 6 min, until: 2024-01-01",
        "error upside-down",
        "service_levels.1.until",
    ),
    (
        "target: at most 6 min",
        "target: at most 6 min, critical: maybe",
        "error not-a-flag",
        "service_levels.1.critical",
    ),
    (
        "target: at most 6 min",
        "target: at most 6 min, money: some",
        "error unknown-word",
        "service_levels.1.money",
    ),
    (
        "target: at most 6 min",
        "target: at most 6 min, for_each: [site]",
        "error not-a-dimension",
        "service_levels.1.for_each.0",
    ),
    (
        "for_each: [site]\n    rev",
        "for_each: site2\n    rev",
        "error not-a-dimension",
        "service_levels.phone.for_each",
    ),
    ("places: 2,", "places: 13,", "error not-a-quantity", "service_levels.phone.rounding.places"),
    ("places: 2, ", "", "error missing-key", "service_levels.phone.rounding.places"),
    ("mode: half_up", "mode: up", "error unknown-word", "service_levels.phone.rounding.mode"),
    ("500 offered", "many", "error not-a-quantity", "service_levels.phone.minimum_volume"),
    ("500 offered", "500 ofered", "error unknown-column", "service_levels.phone.minimum_volume"),
    ("500 offered", "500 site", "error unknown-column", "service_levels.phone.minimum_volume"),
    (
        "completeness: 95 %",
        "completeness: 101 %",
        "error not-a-quantity",
        "service_levels.phone.completeness",
    ),
    ("completeness: 95 %", "weight: heavy", "error not-a-quantity", "service_levels.phone.weight"),
    ("completeness: 95 %", "weight: 40", "warning weights", "service_levels"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_service_levels_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    words = rule.split(" ")
    expected = [(*pair, path) for pair in zip(words[::2], words[1::2], strict=True)]
    assert findings_of(changed(old, new)) == expected


def test_weights_that_add_up_are_silent() -> None:
    assert findings_of(changed("completeness: 95 %", "weight: 100")) == []


@pytest.mark.parametrize(
    ("covers", "days", "period", "fits"),
    [
        ("month", False, "month", True),
        ("month", False, "quarter", True),
        ("month", False, "week", False),
        ("quarter", False, "month", False),
        ("week", False, "month", False),
        ("week", True, "month", True),
        ("month", True, "day", True),
        ("day", False, "week", True),
        ("month", False, "rolling 3 months", True),
        ("month", False, "fiscal quarter", True),
        ("quarter", False, "rolling 3 months", False),
        ("quarter", False, "fiscal year", False),
        ("week", True, "rolling 2 months", True),
    ],
)
def test_a_period_must_be_made_of_what_files_cover(
    covers: str,
    days: bool,  # noqa: FBT001 - a column of the table
    period: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    text = changed("covers: month", f"covers: {covers}").replace(
        "{period:%Y-%m}", "{period:%Y-%m-%d}"
    )
    text = text.replace("  owner: kim\n  backup", "  owner: kim\n  year_starts: 05-01\n  backup")
    if not days:
        text = text.replace("      date:     {from: [Date, Fecha], type: date}\n", "")
        text = text.replace("key: [date, site]", "key: [site]").replace(
            "every: calendar day, ", ""
        )
    text = text.replace("    bands:", f"    period: {period}\n    bands:", 1)
    text = text.replace("target: at most 6 min", f"target: at most 6 min, period: {period}")
    wrong = [path for _, rule, path in findings_of(text) if rule == "period-does-not-fit"]
    assert (wrong == []) is fits


def test_a_service_level_is_named_after_its_kpi_and_rates_what_the_source_covers() -> None:
    level = agreement_of(changed("partner: acme", "partner: acme")).service_levels[1]
    assert (level.id, level.period, level.service) == ("aht", "month", "voice")
    assert level.bears_money
    assert level.minimum_volume is None


def test_a_minimum_volume_may_be_the_kpis_own() -> None:
    volume = agreement_of(changed("500 offered", "1,500")).service_levels[0].minimum_volume
    assert volume is not None
    assert (volume.amount, volume.column) == (Decimal(1500), None)
