"""Single days: their sums, and what several of them come to."""

from fractions import Fraction

from concord.domain.forecast.day_figure import DayFigure, day_figure, pooled
from concord.domain.quantity import PERCENT
from tests.builders import measurement, period
from tests.builders_forecast import day_of, on_day

MONDAY = period("2026-10-19")


def test_a_day_has_its_value_and_its_two_sums() -> None:
    expected = DayFigure(
        day=day_of("2026-10-19"), value=Fraction(82), numerator=Fraction(82), volume=Fraction(100)
    )
    assert day_figure(measurement("82", period=MONDAY)) == expected


def test_a_day_of_another_kind_of_value_has_its_rows_as_volume() -> None:
    rows = measurement("300", period=MONDAY, numerator=None, denominator=None, volume=Fraction(7))
    expected = DayFigure(
        day=day_of("2026-10-19"), value=Fraction(300), numerator=Fraction(0), volume=Fraction(7)
    )
    assert day_figure(rows) == expected


def test_days_are_pooled_by_their_sums_never_by_their_ratios() -> None:
    days = [on_day("2026-10-19", 300, 234), on_day("2026-10-20", 1200, 1020)]
    assert pooled(days, PERCENT) == Fraction("83.6")


def test_without_volume_there_is_no_ratio() -> None:
    assert pooled([on_day("2026-10-19", 0)], PERCENT) is None
    assert pooled([], PERCENT) is None
