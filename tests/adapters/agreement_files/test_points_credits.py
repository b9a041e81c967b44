"""Regimes that count points, by a percentage each and by a conversion table."""

from decimal import Decimal

import pytest

from concord.domain.credit import ConversionBase, ConversionRegime
from tests.agreement_texts import agreement_of, findings_of, with_credits

POINTS = "points: {minor: 1, serious: 2, threshold: 4}"
TABLE = "table: [{from: 1, percent: 0.5 %}, {from: 5, percent: 2 %}]"


def test_points_are_a_percentage_each() -> None:
    text = with_credits(f"model: points, {POINTS}, percent_per_point: 0.5 %, repeat_multiplier: 2")
    assert findings_of(text) == []
    (regime,) = agreement_of(text).points_regimes
    assert regime.points == {"minor": 1, "serious": 2, "threshold": 4}
    assert (regime.percent_per_point, regime.repeat_multiplier) == (Decimal("0.5"), Decimal(2))


@pytest.mark.parametrize(
    ("written", "base", "average"),
    [
        ("", ConversionBase.NEXT_PERIOD, None),
        (", of: period", ConversionBase.PERIOD, None),
        (", of: next_period, average_over: 3 months", ConversionBase.NEXT_PERIOD, "3 months"),
    ],
)
def test_a_table_turns_points_into_percentages(
    written: str, base: ConversionBase, average: str | None
) -> None:
    text = with_credits(f"model: conversion, {POINTS}, repeat_multiplier: 2, {TABLE}{written}")
    (regime,) = agreement_of(text).credits
    assert isinstance(regime, ConversionRegime)
    assert regime.repeat_multiplier == Decimal(2)
    assert [(row.points, row.percent) for row in regime.table] == [
        (Decimal(1), Decimal("0.5")),
        (Decimal(5), Decimal(2)),
    ]
    assert regime.base is base
    assert (regime.average_over and str(regime.average_over)) == average


@pytest.mark.parametrize(
    ("regime", "rule", "path"),
    [
        (f"model: points, {POINTS}", "missing-key", "percent_per_point"),
        ("model: points, percent_per_point: 1 %", "missing-key", "points"),
        (
            f"model: points, {POINTS}, percent_per_point: 101 %",
            "not-a-quantity",
            "percent_per_point",
        ),
        ("model: points, points: 3, percent_per_point: 1 %", "not-a-mapping", "points"),
        (f"model: conversion, {POINTS}", "missing-key", "table"),
        (f"model: conversion, {TABLE}", "missing-key", "points"),
        (f"model: conversion, {POINTS}, {TABLE}, of: year", "unknown-word", "of"),
        (
            f"model: conversion, {POINTS}, {TABLE}, average_over: 3 weeks",
            "not-a-quantity",
            "average_over",
        ),
        (
            f"model: conversion, {POINTS}, table: [{{from: 1}}]",
            "missing-key",
            "table.0.percent",
        ),
        (
            f"model: conversion, {POINTS}, table: [{{percent: 1 %}}]",
            "missing-key",
            "table.0.from",
        ),
        (
            (
                f"model: conversion, {POINTS}, "
                "table: [{from: 5, percent: 1 %}, {from: 5, percent: 2 %}]"
            ),
            "table-order",
            "table",
        ),
        (
            (
                f"model: conversion, {POINTS}, "
                "table: [{from: 1, percent: 3 %}, {from: 5, percent: 2 %}]"
            ),
            "table-order",
            "table",
        ),
    ],
)
def test_they_are_read_strictly(regime: str, rule: str, path: str) -> None:
    found = [finding for finding in findings_of(with_credits(regime)) if finding[0] == "error"]
    assert found == [("error", rule, f"credits.0.{path}")]


@pytest.mark.parametrize(
    "rest", ["model: points, percent_per_point: 1 %", f"model: conversion, {TABLE}"]
)
def test_bands_and_points_belong_together(rest: str) -> None:
    found = findings_of(with_credits(f"{rest}, points: {{minr: 1, serious: 2, threshold: 4}}"))
    assert [finding for finding in found if finding[0] == "warning"] == [
        ("warning", "band-without-points", "credits.0.points"),
        ("warning", "points-without-band", "credits.0.points.minr"),
    ]
