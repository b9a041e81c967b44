"""Readings of one content: which of them are current, and which periods they change."""

from dataclasses import replace

import pytest

from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Submission, Verdict
from concord.domain.submission_reading import (
    changed_periods,
    counting_periods,
    current_readings,
)
from tests.builders import submission

OCTOBER = MeasurementPeriod.parse("2026-10")
NOVEMBER = MeasurementPeriod.parse("2026-11")
FIRST = submission(file="d_2026-10.csv", period=OCTOBER, reading=1)


@pytest.mark.parametrize(
    ("later", "stays"),
    [
        (replace(FIRST, reading=2), False),
        (replace(FIRST, reading=2, file="copy.csv"), False),
        (replace(FIRST, reading=2, period=NOVEMBER), False),
        (replace(FIRST, reading=2, period=NOVEMBER, file="d_2026-11.csv"), True),
    ],
)
def test_a_later_reading_takes_over_its_period_and_its_name(
    later: Submission,
    stays: bool,  # noqa: FBT001 - a table
) -> None:
    assert current_readings((FIRST, later)) == ((FIRST, later) if stays else (later,))


REFUSED = replace(FIRST, verdict=Verdict.QUARANTINED)


@pytest.mark.parametrize(
    ("before", "after", "periods"),
    [
        ((), (FIRST,), ("2026-10",)),
        ((), (REFUSED,), ()),
        ((FIRST,), (FIRST,), ()),
        ((FIRST,), (REFUSED,), ("2026-10",)),
        ((FIRST,), (replace(FIRST, observations="others"),), ("2026-10",)),
        ((FIRST,), (replace(FIRST, rows_read=7),), ()),
        ((FIRST,), (replace(FIRST, period=NOVEMBER),), ("2026-10", "2026-11")),
        ((), (replace(FIRST, period=None),), ()),
        ((FIRST,), (FIRST, replace(FIRST, period=NOVEMBER, reading=2)), ("2026-11",)),
    ],
)
def test_periods_change_whose_counted_rows_differ(
    before: tuple[Submission, ...], after: tuple[Submission, ...], periods: tuple[str, ...]
) -> None:
    assert changed_periods(before, after) == periods


def test_periods_count_that_have_a_submission_which_counts() -> None:
    later = replace(FIRST, period=NOVEMBER)
    assert counting_periods((FIRST, later, replace(FIRST, period=None))) == {"2026-10", "2026-11"}
    assert counting_periods((REFUSED,)) == set()
