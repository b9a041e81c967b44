"""Two thresholds against the clause: at once below one, and the nth time below the other."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import NthMiss, OutcomeKind, with_defaults
from tests.builders import (
    CALENDAR,
    at_least,
    bands,
    months,
    outcome,
    period,
    service_level,
    terms,
)

pytestmark = pytest.mark.journey

EXPECTED, MINIMUM = 95, 90


def defaults(values: Sequence[int | None], nth: int, window: int) -> list[int]:
    """Return the months that default, as a lawyer counts them on a calendar."""
    found = []
    for month, value in enumerate(values):
        if value is None:
            continue
        recent = values[max(month - window + 1, 0) : month + 1]
        times = sum(1 for v in recent if v is not None and MINIMUM <= v < EXPECTED)
        if value < MINIMUM or (value < EXPECTED and times >= nth):
            found.append(month)
    return found


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(88, 97)), max_size=18),
    st.integers(1, 5),
    st.integers(1, 14),
)
def test_defaults_by_number_are_those_of_the_calendar(
    values: list[int | None], nth: int, window: int
) -> None:
    level = service_level(
        terms=(
            terms(
                target=at_least(str(EXPECTED)),
                minimum=at_least(str(MINIMUM)),
                bands=bands(None),
            ),
        ),
        repeated_miss=NthMiss(nth=nth, window=Span(count=window, unit=SpanUnit.MONTH)),
    )
    rated = [
        outcome(month, kind_of(value), value=figure(value), compared_value=figure(value))
        for month, value in zip(months("2024-11", len(values)), values, strict=True)
    ]
    found = with_defaults(rated, [level], CALENDAR)
    first = period("2024-11")
    defaulted = [
        (o.period.start.year - first.start.year) * 12 + o.period.start.month - first.start.month
        for o in found
        if o.kind is OutcomeKind.DEFAULTED
    ]
    assert defaulted == defaults(values, nth, window)


def figure(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def kind_of(value: int | None) -> OutcomeKind:
    """Return what a month is by itself, before anything is counted."""
    if value is None:
        return OutcomeKind.INSUFFICIENT_DATA
    if value >= EXPECTED:
        return OutcomeKind.MET
    return OutcomeKind.MISSED if value >= MINIMUM else OutcomeKind.DEFAULTED
