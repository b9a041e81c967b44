"""Figures kept by hand: how each is read is said, and a doubtful one is not guessed."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from concord.domain.hand_figure import WrittenFigure, figure_in, period_in
from concord.domain.period import PeriodLength, YearStart
from concord.domain.quantity import PERCENT, SECONDS
from tests.reading_tables import BROKEN, cell

MONTH, QUARTER = frozenset({PeriodLength.MONTH}), frozenset({PeriodLength.QUARTER})


@pytest.mark.parametrize(
    ("value", "number_format", "unit", "expected", "places"),
    [
        (Decimal("0.8113"), "0.00%", PERCENT, "81.13", 2),
        (Decimal("81.13"), "0.00", PERCENT, "81.13", 2),
        (Decimal("0.8113"), "General", PERCENT, "0.8113", 4),
        (Decimal("0.81132075471698"), "0%", PERCENT, "81.132075471698", 9),
        (Decimal(342), "0", SECONDS, "342", 0),
        (timedelta(minutes=5, seconds=42), "[mm]:ss", SECONDS, "342", 0),
        ("81.13 %", "", PERCENT, "81.13", 2),
        ("81,1", "", PERCENT, "81.1", 1),
        ("1.234,5", "", SECONDS, "1234.5", 1),
        ("1,234.5 s", "", SECONDS, "1234.5", 1),
        (" -3 ", "", "points", "-3", 0),
    ],
)
def test_a_figure_is_read_in_the_unit_of_its_kpi(
    value: Any,  # noqa: ANN401 - any cell
    number_format: str,
    unit: str,
    expected: str,
    places: int,
) -> None:
    read = figure_in(cell(value, number_format), unit)
    assert (read.value, read.places) == (Fraction(expected), places)


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (Decimal("0.8113"), "0.0%", "read 0.8113 in a cell formatted as %: 81.13 %"),
        (Decimal("0.8113"), "0.0", "read 0.8113 in a cell not formatted as %: 0.8113 %"),
        ("81.13", "", "read '81.13' without a % sign: 81.13 %"),
        ("81.13%", "", "read '81.13%': 81.13 %"),
    ],
)
def test_it_is_said_how_a_percentage_was_read(
    value: Any,  # noqa: ANN401 - any cell
    number_format: str,
    words: str,
) -> None:
    assert figure_in(cell(value, number_format), PERCENT).read_as == words


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [
        ("1,234", SECONDS, "can be read in two ways"),
        ("n/a", PERCENT, "is not a figure"),
        ("1.2.3", PERCENT, "is not a figure"),
        ("5.", PERCENT, "is not a figure"),
        ("5 %", SECONDS, "is in percent"),
        (None, PERCENT, "an empty cell"),
        ("#DIV/0!", PERCENT, "a formula error"),
        (BROKEN, PERCENT, "a formula without a saved value"),
        (True, PERCENT, "a true/false value"),
        (Decimal("NaN"), PERCENT, "a number, not a figure"),
        (timedelta(hours=1), PERCENT, "a time, not a figure"),
    ],
)
def test_what_is_no_figure_is_refused_with_its_reason(
    value: Any,  # noqa: ANN401 - any cell
    unit: str,
    reason: str,
) -> None:
    with pytest.raises(ValueError, match=reason):
        figure_in(cell(value), unit)


@pytest.mark.parametrize(
    ("theirs", "places", "exact", "is_shown"),
    [
        ("81.1", 1, Fraction(860, 1060) * 100, True),
        ("81.13", 2, Fraction(860, 1060) * 100, True),
        ("81.14", 2, Fraction(860, 1060) * 100, False),
        ("81.2", 1, Fraction("81.15"), True),
        ("81", 0, Fraction("81.49"), True),
    ],
)
def test_an_exact_figure_is_equal_as_shown_at_their_decimals(
    theirs: str, places: int, exact: Fraction, *, is_shown: bool
) -> None:
    written = WrittenFigure(value=Fraction(theirs), places=places, read_as="")
    assert written.is_shown_by(exact) is is_shown


@pytest.mark.parametrize(
    ("value", "lengths", "expected"),
    [
        (datetime(2026, 10, 1), MONTH, "2026-10"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2026, 11, 5), QUARTER, "2026-Q4"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2026, 11, 5), MONTH | QUARTER, "2026-11"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2026, 11, 5), frozenset({PeriodLength.DAY, PeriodLength.WEEK}), "2026-11"),  # noqa: DTZ001 - a cell has no zone
        ("2026-10-01", MONTH, "2026-10"),
        ("2026-10", QUARTER, "2026-10"),
        ("2026-W41", MONTH, "2026-W41"),
        ("Oct 2026", MONTH, "2026-10"),
        ("october-2026", MONTH, "2026-10"),
        ("10/2026", MONTH, "2026-10"),
        ("10.2026", MONTH, "2026-10"),
        (202610, MONTH, "2026-10"),
        (2026, MONTH, "2026"),
        ("FY2026-Q2", MONTH, "FY2026-Q2"),
    ],
)
def test_periods_are_read_as_people_write_them(
    value: Any,  # noqa: ANN401 - any cell
    lengths: frozenset[PeriodLength],
    expected: str,
) -> None:
    assert str(period_in(cell(value), lengths, YearStart(month=4, day=1))) == expected


@pytest.mark.parametrize("value", ["soon", "Foo 2026", "13/2026", 202613, None])
def test_what_is_no_period_is_refused(value: Any) -> None:  # noqa: ANN401 - any cell
    with pytest.raises(ValueError, match="is not a period"):
        period_in(cell(value), MONTH, None)
