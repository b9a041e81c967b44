"""Comparing two figures at the decimals with which theirs is written."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.domain.comparison import (
    Comparison,
    Result,
    compared,
    in_order,
    measurement_of,
    only_ours,
    unreadable,
)
from concord.domain.hand_figure import HandFigure, WrittenFigure
from concord.domain.hand_table import UnreadFigure
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.quantity import PERCENT
from tests.builders import at_site, measurement, period


def hand(value: str = "82", month: str = "2026-10", dimension: Dimension = TOTAL) -> HandFigure:
    places = len(value.partition(".")[2])
    return HandFigure(
        where="Kept!D4",
        kpi="answer_rate",
        service=None,
        period=period(month),
        dimension=dimension,
        written=WrittenFigure(value=Fraction(value), places=places, read_as="read"),
    )


@pytest.mark.parametrize(
    ("theirs", "ours", "result", "difference"),
    [
        ("82", "82", Result.EQUAL, 0),
        ("81.1", "81.13", Result.EQUAL_AS_SHOWN, Fraction("-0.03")),
        ("81.2", "81.13", Result.DIFFERS, Fraction("0.07")),
        ("81.1", None, Result.ONLY_THEIRS, None),
    ],
)
def test_figures_are_equal_differ_or_are_only_theirs(
    theirs: str, ours: str | None, result: Result, difference: Fraction | None
) -> None:
    found = compared(hand(theirs), measurement(ours), PERCENT)
    assert (found.result, found.difference) == (result, difference)
    assert (found.service, found.unit, found.where) == ("voice", PERCENT, "Kept!D4")


def test_without_any_figure_of_ours_it_is_only_theirs() -> None:
    found = compared(hand(dimension=at_site("x")), None, PERCENT)
    assert (found.result, found.dimension) == (Result.ONLY_THEIRS, at_site("x"))


def test_the_same_part_is_found_however_its_value_is_written() -> None:
    ours = replace(measurement(), dimension=at_site("manila"))
    assert measurement_of(hand(dimension=at_site("MANILA ")), [measurement(), ours]) == ours
    assert measurement_of(hand(dimension=at_site("cebu")), [ours]) is None


def test_only_ours_are_the_totals_and_the_kinds_of_parts_that_are_kept() -> None:
    ours = [
        measurement(),
        measurement(dimension=at_site("cebu")),
        measurement(dimension=(("team", "red"),)),
        measurement(period=period("2026-09")),
        measurement(kpi="other"),
    ]
    found = list(only_ours(ours, [hand(dimension=at_site("manila"))]))
    assert [(c.kpi, c.dimension) for c in found] == [
        ("answer_rate", TOTAL),
        ("answer_rate", at_site("cebu")),
        ("other", TOTAL),
    ]
    assert {c.result for c in found} == {Result.ONLY_OURS}
    assert list(only_ours([measurement()], [hand()])) == []


def test_an_unreadable_row_keeps_its_place_and_reason() -> None:
    found = unreadable(UnreadFigure(where="Kept!D9", found="phon", reason="why"))
    assert (found.result, found.where, found.read_as) == (Result.UNREADABLE, "Kept!D9", "why")


def test_comparisons_stand_by_kpi_period_part_and_place() -> None:
    made = [
        Comparison(result=Result.EQUAL, kpi=kpi, period=month, dimension=dimension, where=where)
        for kpi, month, dimension, where in (
            ("b", period("2026-09"), TOTAL, "A1"),
            ("a", period("2026-10"), TOTAL, "A2"),
            ("a", period("2026-10"), TOTAL, None),
            ("a", period("2026-09"), at_site("cebu"), "A4"),
            ("a", period("2026-09"), TOTAL, "A5"),
            ("a", None, TOTAL, "A6"),
        )
    ]
    assert [c.where for c in in_order(made)] == ["A6", "A5", "A4", None, "A2", "A1"]
