"""Dates in the names of files."""

from datetime import date

import pytest

from concord.domain.period import PeriodLength
from concord.domain.proposal.named_day import named_days


@pytest.mark.parametrize(
    ("name", "spelling", "first", "finest"),
    [
        ("x_2026-10-03", "%Y-%m-%d", date(2026, 10, 3), PeriodLength.DAY),
        ("x_03.10.2026", "%d.%m.%Y", date(2026, 10, 3), PeriodLength.DAY),
        ("x20261003", "%Y%m%d", date(2026, 10, 3), PeriodLength.DAY),
        ("x_2026-10", "%Y-%m", date(2026, 10, 1), PeriodLength.MONTH),
        ("x_10-2026", "%m-%Y", date(2026, 10, 1), PeriodLength.MONTH),
        ("x_202610", "%Y%m", date(2026, 10, 1), PeriodLength.MONTH),
        ("October 2026", "%B %Y", date(2026, 10, 1), PeriodLength.MONTH),
        ("Oct2026", "%b%Y", date(2026, 10, 1), PeriodLength.MONTH),
        ("oct-26", "%b-%y", date(2026, 10, 1), PeriodLength.MONTH),
        ("2026_October", "%Y_%B", date(2026, 10, 1), PeriodLength.MONTH),
        ("2026 Oct", "%Y %b", date(2026, 10, 1), PeriodLength.MONTH),
        ("x 2026-Q4", "%Y-Q%q", date(2026, 10, 1), PeriodLength.QUARTER),
        ("Q4_2026", "Q%q_%Y", date(2026, 10, 1), PeriodLength.QUARTER),
        ("standards_2026", "%Y", date(2026, 1, 1), PeriodLength.YEAR),
    ],
)
def test_the_most_exact_reading_comes_first(
    name: str, spelling: str, first: date, finest: PeriodLength
) -> None:
    found = next(named_days(name))
    assert (found.spelling, found.first, found.finest) == (spelling, first, finest)


@pytest.mark.parametrize("name", ["report", "x_99999999", "call 1234567", "v2"])
def test_other_digits_are_no_date(name: str) -> None:
    assert list(named_days(name)) == []
