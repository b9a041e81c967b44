"""Comparing units: a file whose unit looks changed waits, and figures stay as they are."""

from decimal import Decimal

import pytest

from concord.domain.period import MeasurementPeriod
from concord.domain.source import Column, ColumnType
from concord.domain.submission import Submission, Verdict
from concord.services.compare_units import with_units_compared
from tests.builders import source, submission
from tests.fakes import FakeStore

TALK = Column(name="talk", headers=("Talk time",), type=ColumnType.DURATION)
SOURCE = source(columns=(TALK,))


def file(month: str, talk: str, **changes: object) -> Submission:
    return submission(month, medians=(("talk", Decimal(talk)),), **changes)


def compared(delivered: Submission, *before: Submission) -> Submission:
    with FakeStore().transaction() as tx:
        for each in before:
            tx.submissions.add(each)
        return with_units_compared(tx, SOURCE, delivered)


HISTORY = tuple(file(f"2026-0{month}", "300") for month in range(4, 10))


def test_seconds_that_became_minutes_wait_for_a_person() -> None:
    waiting = compared(file("2026-10", "5"), *HISTORY)
    assert waiting.verdict is Verdict.QUARANTINED
    assert waiting.findings[-1].rule == "unit-drift"
    assert waiting.rows_accepted == 0


def test_a_usual_file_is_used() -> None:
    usual = file("2026-10", "310")
    assert compared(usual, *HISTORY) == usual


@pytest.mark.parametrize(
    "nothing_to_compare",
    [
        file("2026-10", "5", verdict=Verdict.REJECTED),
        file("2026-10", "5", period=None),
        submission("2026-10"),
    ],
    ids=["rejected", "of no period", "without figures"],
)
def test_where_there_is_nothing_to_compare_it_stays_as_it_is(
    nothing_to_compare: Submission,
) -> None:
    assert compared(nothing_to_compare, *HISTORY) == nothing_to_compare


def test_what_does_not_count_is_no_measure() -> None:
    refused = tuple(file(str(s.period), "300", verdict=Verdict.REJECTED) for s in HISTORY)
    delivered = file("2026-10", "5")
    assert compared(delivered, *refused) == delivered


def test_months_long_past_are_no_measure() -> None:
    long_past = tuple(file(f"2025-{month:02}", "5") for month in range(1, 7))
    unlike = MeasurementPeriod.parse("2026-10")
    delivered = file(str(unlike), "5")
    assert compared(delivered, *long_past, *HISTORY).verdict is Verdict.QUARANTINED
