"""Drift: a unit that changed unannounced is told by its factor, and nothing else is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.reading.drift import unit_drift
from concord.domain.source import Column, ColumnType
from concord.domain.submission import Medians
from tests.builders import source

TALK = Column(name="talk", headers=("Talk time",), type=ColumnType.DURATION)
CALLS = Column(name="calls", headers=("Calls",), type=ColumnType.COUNT)
SOURCE = source(columns=(TALK, CALLS))


def of(value: str, column: str = "talk") -> Medians:
    return ((column, Decimal(value)),)


SIX = [of("5"), of("5.1"), of("4.9"), of("5"), of("5"), of("12")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("274.9", None),
        ("275", "seconds where there were minutes"),
        ("325", "seconds where there were minutes"),
        ("325.1", None),
        ("449.9", None),
        ("450", "percent where there were fractions"),
        ("550", "percent where there were fractions"),
        ("550.1", None),
        ("0.0833", "minutes where there were seconds"),
        ("0.05", "fractions where there were percent"),
        ("5", None),
        ("50", None),
        ("0", None),
    ],
)
def test_a_factor_of_60_or_100_against_six_periods_is_told(value: str, words: str | None) -> None:
    told = [finding.message for finding in unit_drift(SOURCE, of(value), SIX)]
    assert len(told) == (words is not None)
    assert all(words in message for message in told if words)


def test_the_finding_names_column_and_both_medians() -> None:
    (finding,) = unit_drift(SOURCE, of("300"), SIX)
    assert finding.rule == "unit-drift"
    assert finding.found == "300 as the median of Talk time"
    assert finding.expected == "about 5, as in the periods before"


def test_counts_may_grow() -> None:
    assert unit_drift(SOURCE, of("6000", "calls"), [of("100", "calls")] * 6) == []


@pytest.mark.parametrize("periods", [0, 1, 2])
def test_too_few_periods_tell_nothing(periods: int) -> None:
    assert unit_drift(SOURCE, of("300"), SIX[:periods]) == []


def test_a_column_that_is_new_or_was_mostly_empty_is_not_compared() -> None:
    assert unit_drift(SOURCE, of("300"), [(), (), of("5"), of("5")]) == []


def test_nothing_can_be_told_where_there_was_nothing() -> None:
    assert unit_drift(SOURCE, of("300"), [of("0")] * 6) == []


@given(
    before=st.decimals("0.01", "10000", places=2),
    factor=st.decimals("0.1", "10", places=2),
)
def test_ordinary_changes_are_never_taken_for_a_unit(before: Decimal, factor: Decimal) -> None:
    earlier: list[Medians] = [(("talk", before),)] * 6
    assert unit_drift(SOURCE, (("talk", before * factor),), earlier) == []
