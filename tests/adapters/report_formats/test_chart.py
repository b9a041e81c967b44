"""Bars and sparklines of table cells."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.adapters.report_formats.chart import (
    BAR_WIDTH,
    SPARK_HEIGHT,
    Stretch,
    bar,
    sparkline,
    spoken,
)
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.quantity import Target
from concord.domain.report import ServiceLevelRow
from concord.domain.service_level import OutcomeKind
from concord.domain.trend import HistoryPoint
from tests.builders_report import OCTOBER, at_least, at_most, report_facts, within

ROW = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None).service_levels[0]


def a_row(value: str | None, target: Target | None, unit: str = "percent") -> ServiceLevelRow:
    exact = None if value is None else Fraction(value)
    return replace(ROW, value=exact, agreed=target, unit=unit)


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        (a_row("50", at_least("75")), ["fill", "rest", "tick", "rest"]),
        (a_row("90", at_least("75")), ["fill", "tick", "fill", "rest"]),
        (a_row("0", at_most("5")), ["rest", "tick", "rest"]),
        (a_row("100", at_least("100")), ["fill", "tick"]),
        (a_row("360", within("300", "400"), "seconds"), ["fill", "tick", "fill", "rest", "tick",
                                                         "rest"]),
        (a_row(None, at_least("75")), []),
        (a_row("50", None), []),
        (a_row("0", at_most("0"), "calls"), []),
        (a_row("-3", at_least("10"), "points"), ["rest", "tick", "rest"]),
    ],
)  # fmt: skip
def test_a_bar_reaches_from_zero_to_the_result(row: ServiceLevelRow, kinds: list[str]) -> None:
    runs = bar(row)
    assert [run.kind for run in runs] == kinds
    assert sum(run.width for run in runs) == (BAR_WIDTH if kinds else 0)


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bar(a_row("50", at_least("75")))[0] == Stretch(kind="fill", width=BAR_WIDTH // 2)


def points(*values: str | None) -> list[HistoryPoint]:
    return [
        HistoryPoint(
            period=OCTOBER,
            kind=OutcomeKind.MISSED if value == "10" else OutcomeKind.MET,
            value=None if value is None else Fraction(value),
            target=None,
        )
        for value in values
    ]


def test_a_sparkline_stretches_from_the_lowest_to_the_highest() -> None:
    columns = sparkline(points("20", None, "10", "30"))
    assert [c.kind for c in columns] == ["met", "met", "missed", "now"]
    assert [c.height for c in columns] == [15, 0, 4, SPARK_HEIGHT]


def test_a_level_line_stands_half_high_and_nothing_is_nothing() -> None:
    assert {c.height for c in sparkline(points("7", "7"))} == {SPARK_HEIGHT // 2}
    assert sparkline(points(None)) == ()


def test_a_sparkline_is_spoken() -> None:
    said = "Nov 2025 81.20 % to Oct 2026 73.41 %, missed 2 of 12"
    assert spoken(ROW) == f"{said}, worsening"
    assert spoken(replace(ROW, course=None)) == said
    assert spoken(replace(ROW, history=())) == "no history"
