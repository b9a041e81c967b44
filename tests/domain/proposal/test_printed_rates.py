"""Columns that print what two counts of the row give."""

from decimal import Decimal

import pytest

from concord.domain.proposal.printed_rates import PrintedRate, printed_rates
from tests.proposals import Line, typed

COUNTS = [(9, 10), (17, 23), (40, 61), (3, 8)]


def rates(*printed: object, header: str = "Rate") -> tuple[PrintedRate, ...]:
    lines: list[Line] = [(*pair, rate) for pair, rate in zip(COUNTS, printed, strict=True)]
    return printed_rates(typed(("Good", "Total", header), *lines))


@pytest.mark.parametrize(
    "printed",
    [
        [Decimal("0.9"), Decimal("0.7391"), Decimal("0.6557"), Decimal("0.375")],
        [Decimal(90), Decimal("73.9"), Decimal("65.6"), Decimal("37.5")],
        ["90 %", "74 %", "66 %", "38 %"],
    ],
)
def test_a_share_that_is_printed_is_found(printed: list[object]) -> None:
    assert rates(*printed) == (PrintedRate(column="rate", part="good", whole="total"),)


def test_the_rest_that_is_printed_is_found() -> None:
    found = rates("10.0 %", "26.1 %", "34.4 %", "62.5 %")
    assert found == (PrintedRate(column="rate", part="good", whole="total", is_rest=True),)


def test_other_figures_are_not() -> None:
    assert rates("10 %", "20 %", "30 %", "40 %") == ()
    assert rates("100 %", "100 %", "0 %", "100 %") == ()
    assert rates("90 %", None, None, None) == ()


def test_no_more_rows_are_compared_than_needed() -> None:
    lines = [(n, 2 * n, "50.0 %") for n in range(1, 500)]
    assert printed_rates(typed(("Good", "Total", "Rate"), *lines))[0].part == "good"
