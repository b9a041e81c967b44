"""What an outcome was made of, as people read it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from concord.domain.outcome_words import basis_words, dates_words
from concord.domain.relief import Drops, ReliefState
from concord.domain.service_level import CountedDays, Exclusion, FailedDay, TargetPart
from tests.builders import at_least, at_most, outcome
from tests.builders_relief import exclusion

FIRST = date(2026, 10, 1)


def words(excluded: Exclusion, value: str | None = "82") -> str:
    found = outcome(excluded=(excluded,), value=None if value is None else Fraction(value))
    (said,) = basis_words(found, "percent")
    return said


def test_of_a_plain_outcome_nothing_is_said() -> None:
    assert basis_words(outcome(), "percent") == ()


def test_what_was_left_out_is_told_with_its_effect() -> None:
    assert words(exclusion(evidence="INC-1")) == (
        "Relief outage (client), approved by kim, INC-1: 14 Oct 2026 left out, 40 rows. "
        "Without it the result would be 79.00 % instead of 82.00 %."
    )


@pytest.mark.parametrize(
    ("drops", "said"),
    [
        (Drops.DAY, "14 Oct 2026 left out, 40 rows."),
        (Drops.HOURS, "40 rows of 14 Oct 2026 left out."),
        (Drops.ROWS, "40 rows of 14 Oct 2026 left out."),
        (Drops.PERIOD, "the whole period is left out for 14 Oct 2026, 40 rows."),
    ],
)
def test_days_hours_or_the_whole_period_are_left_out(drops: Drops, said: str) -> None:
    assert f": {said} Without" in words(exclusion(drops=drops))


@pytest.mark.parametrize(
    ("value", "without", "said"),
    [
        ("82", "82", "Without it the result would be the same."),
        (None, "79", "Without it the result would be 79.00 %; with it there is none."),
        ("82", None, "Without it there would be no result."),
        (None, None, "Without it the result would be the same."),
    ],
)
def test_the_effect_may_be_none_or_all(value: str | None, without: str | None, said: str) -> None:
    changed = exclusion(value_without=None if without is None else Fraction(without))
    assert words(changed, value).endswith(said)


@pytest.mark.parametrize(
    ("state", "approved_by", "said"),
    [
        (ReliefState.REQUESTED, None, "is requested and not approved"),
        (ReliefState.NOT_ENTITLED, "ana", "was approved by ana, who may not"),
    ],
)
def test_what_does_not_count_is_told_too(
    state: ReliefState, approved_by: str | None, said: str
) -> None:
    assert words(exclusion(state=state, approved_by=approved_by)) == (
        f"Relief outage (client) {said}: 14 Oct 2026 counts as usual."
    )


def test_many_days_are_told_by_their_first_and_last() -> None:
    assert dates_words([FIRST]) == "1 Oct 2026"
    days = [FIRST + timedelta(days=7 * number) for number in range(3)]
    assert dates_words(days) == "3 days from 1 Oct 2026 to 15 Oct 2026"


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        (0, "31 of 31 days with enough data kept to at most 30 s."),
        (1, "30 of 31 days with enough data kept to at most 30 s; not 1 Oct 2026 (31.0 s)."),
        (7, "4 Oct 2026 (31.0 s), 5 Oct 2026 (31.0 s) and 2 more."),
    ],
)
def test_the_days_that_failed_are_named(failed: int, said: str) -> None:
    days = CountedDays(
        target=at_most("30"),
        counted=31,
        failed=tuple(
            FailedDay(day=FIRST + timedelta(days=number), value=Fraction(31))
            for number in range(failed)
        ),
    )
    (found,) = basis_words(outcome(days=days), "seconds")
    assert found.endswith(said)


def test_without_a_day_that_counts_it_says_so() -> None:
    days = CountedDays(target=at_most("30"), counted=0)
    (found,) = basis_words(outcome(days=days), "seconds")
    assert found == "No day had enough data to be held against at most 30 s."


def test_the_parts_of_a_target_are_named() -> None:
    parts = (
        TargetPart(since=date(2024, 4, 1), days=15, target=at_least("80")),
        TargetPart(since=date(2026, 11, 16), days=15, target=at_least("82")),
    )
    said = (
        "The target is the mean by day of at least 80 % for 15 days, at least 82 % for 15 days, "
        "the last from 16 Nov 2026 on."
    )
    assert basis_words(outcome(target_parts=parts), "percent") == (said,)
