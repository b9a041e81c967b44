"""Printed figures against the counts of their row: half a unit of the last decimal is rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.printed_ratio import PrintedRatio

SHARE = PrintedRatio(plus=("answered",), whole="offered", times_100=True)
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
    ratio = PrintedRatio(plus=("part",), whole="whole")
    values = {"part": Decimal(part), "whole": Decimal(2)}
    assert ratio.differs(Decimal(printed), values) is differs


def test_a_part_may_be_what_is_left() -> None:
    lost = PrintedRatio(plus=("offered",), minus=("answered",), whole="offered", times_100=True)
    assert lost.recomputed(CALLS) == Fraction(200 * 100, 1060)
    assert lost.columns == ("offered", "answered", "offered")


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
