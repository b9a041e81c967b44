"""Printed figures against the counts of their row: half a unit of the last decimal is rounding."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.printed_ratio import ColumnSum, PrintedRatio, ratio_of_rows
from tests.builders import expression, kpi

ANSWERED, OFFERED = ColumnSum(plus=("answered",)), ColumnSum(plus=("offered",))
SHARE = PrintedRatio(part=ANSWERED, whole=OFFERED, times_100=True)
CALLS = {"answered": Decimal(860), "offered": Decimal(1060)}


@pytest.mark.parametrize(
    ("printed", "differs"),
    [
        ("81", False),
        ("81.1", False),
        ("81.13", False),
        ("81.1321", False),
        ("81.1320754716981", False),
        ("81.0", True),
        ("81.10", True),
        ("81.14", True),
        ("82", True),
        ("0", True),
        ("8E+1", True),
        ("8.1E+1", False),
    ],
)
def test_what_is_printed_may_be_off_by_its_own_rounding_alone(
    printed: str,
    differs: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert SHARE.differs(Decimal(printed), CALLS) is differs


@pytest.mark.parametrize(
    ("part", "printed", "differs"),
    [(1, "0.5", False), (1, "1", False), (1, "0", False), (3, "1", False), (3, "2", False)],
)
def test_a_half_may_be_rounded_either_way(
    part: int,
    printed: str,
    differs: bool,  # noqa: FBT001 - a column of the table
) -> None:
    ratio = PrintedRatio(part=ColumnSum(plus=("part",)), whole=ColumnSum(plus=("whole",)))
    values = {"part": Decimal(part), "whole": Decimal(2)}
    assert ratio.differs(Decimal(printed), values) is differs


def test_a_part_may_be_what_is_left() -> None:
    lost = PrintedRatio(
        part=ColumnSum(plus=("offered",), minus=("answered",)),
        whole=ColumnSum(plus=("offered",)),
        times_100=True,
    )
    assert lost.recomputed(CALLS) == Fraction(200 * 100, 1060)
    assert lost.columns == ("offered", "answered")


@pytest.mark.parametrize(
    "values",
    [
        {"answered": None, "offered": Decimal(10)},
        {"answered": Decimal(0), "offered": None},
        {"answered": Decimal(0), "offered": Decimal(0)},
        {"answered": "8", "offered": Decimal(10)},
    ],
)
def test_without_all_counts_or_a_whole_nothing_is_compared(values: dict[str, object]) -> None:
    assert SHARE.recomputed(values) is None
    assert not SHARE.differs(Decimal(100), values)


@given(part=st.integers(0, 10**6), whole=st.integers(1, 10**6), places=st.integers(0, 6))
def test_whatever_is_printed_rounded_agrees(part: int, whole: int, places: int) -> None:
    exact = Fraction(100 * part, whole)
    printed = Decimal(round(exact * 10**places)).scaleb(-places)
    values = {"answered": Decimal(part), "offered": Decimal(whole)}
    assert not SHARE.differs(printed, values)
    assert SHARE.differs(printed + Decimal(1).scaleb(-places) * 2, values)


@pytest.mark.parametrize(
    ("numerator", "denominator", "part", "whole"),
    [
        ('sum("answered")', 'sum("offered")', ANSWERED, OFFERED),
        (
            'SUM("answered") - SUM("short")',
            'sum("offered")',
            ColumnSum(plus=("answered",), minus=("short",)),
            OFFERED,
        ),
        ('sum("answered")', 'sum("a") + sum("b")', ANSWERED, ColumnSum(plus=("a", "b"))),
    ],
)
def test_a_ratio_of_sums_is_the_same_ratio_for_one_row(
    numerator: str, denominator: str, part: ColumnSum, whole: ColumnSum
) -> None:
    rate = kpi(numerator=expression(numerator), denominator=expression(denominator))
    assert ratio_of_rows(rate) == PrintedRatio(part=part, whole=whole, times_100=True)
    seconds = replace(rate, unit="seconds")
    assert ratio_of_rows(seconds) == PrintedRatio(part=part, whole=whole)


@pytest.mark.parametrize(
    "numerator",
    [
        "count(*)",
        'sum("a") FILTER (WHERE "b" > 1)',
        'sum("a" * 2)',
        '2 * sum("a")',
        'COUNT(DISTINCT "a")',
    ],
)
def test_what_is_more_than_sums_is_nothing_for_one_row(numerator: str) -> None:
    assert ratio_of_rows(kpi(numerator=expression(numerator))) is None


def test_a_kpi_that_is_no_ratio_is_nothing_for_one_row() -> None:
    assert ratio_of_rows(kpi(numerator=None, denominator=None)) is None


def test_a_ratio_is_written_as_agreements_write_it() -> None:
    part = ColumnSum(plus=("a", "b"), minus=("c", "d"))
    assert str(PrintedRatio(part=part, whole=OFFERED)) == "a + b - c - d of offered"
