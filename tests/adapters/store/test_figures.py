"""Figures as rows: whatever was computed comes back equal."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.store.figures import (
    credit_of,
    credit_row,
    measurement_of,
    measurement_row,
    outcome_of,
    outcome_row,
)
from concord.adapters.store.tables import CREDIT, MEASUREMENT, OUTCOME
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.kpi import Measurement
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Outcome, OutcomeKind
from tests.adapters.store.examples import CREDIT as SOME_CREDIT
from tests.adapters.store.examples import MEASUREMENT as SOME_MEASUREMENT
from tests.adapters.store.examples import OUTCOME as SOME_OUTCOME

decimals = st.decimals(allow_nan=False, allow_infinity=False)
fractions = st.none() | st.fractions()
dimensions = st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=2).map(tuple)
measurements = st.builds(
    replace,
    st.just(SOME_MEASUREMENT),
    dimension=dimensions,
    value=fractions,
    numerator=fractions,
    denominator=fractions,
    volume=st.fractions(),
    submissions=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)
outcomes = st.builds(
    replace,
    st.just(SOME_OUTCOME),
    dimension=dimensions,
    kind=st.sampled_from(OutcomeKind),
    band=st.none() | st.text(max_size=5),
    value=fractions,
    compared_value=fractions,
    target=st.none()
    | st.builds(
        Target,
        direction=st.sampled_from(Direction),
        limit=decimals,
        upper=st.none() | decimals,
    ),
    volume=fractions,
    completeness=st.fractions(0, 1),
    points=st.none() | decimals,
    repeat=st.booleans(),
)
credits_ = st.builds(
    replace,
    st.just(SOME_CREDIT),
    amount=decimals,
    points=st.none() | decimals,
    capped=st.booleans(),
    lines=st.lists(
        st.builds(
            CreditLine,
            kind=st.sampled_from(LineKind),
            cause=st.text(max_size=5),
            amount=decimals,
            how=st.text(max_size=5),
            service_level=st.none() | st.text(max_size=5),
            outcome_period=st.none() | st.just(SOME_CREDIT.period),
        )
    ).map(tuple),
)


def read_back(read: Callable[..., object], row: tuple[object, ...]) -> object:
    """Hand a row's columns to their reader, as a query would."""
    return read(*row)


@given(measurements)
def test_a_measurement_comes_back_equal(measurement: Measurement) -> None:
    assert read_back(measurement_of, measurement_row(measurement)) == measurement


@given(outcomes)
def test_an_outcome_comes_back_equal(outcome: Outcome) -> None:
    assert read_back(outcome_of, outcome_row(outcome)) == outcome


@given(credits_)
def test_a_credit_comes_back_equal(credit: ServiceCredit) -> None:
    assert read_back(credit_of, credit_row(credit)) == credit


def test_a_row_has_a_value_for_every_column_after_its_place() -> None:
    for table, row in (
        (MEASUREMENT, measurement_row(SOME_MEASUREMENT)),
        (OUTCOME, outcome_row(SOME_OUTCOME)),
        (CREDIT, credit_row(SOME_CREDIT)),
    ):
        assert len(row) == len(table.columns) - 2


def test_lines_written_before_their_kinds_were_kept_are_failures() -> None:
    *columns, _lines, regime = credit_row(SOME_CREDIT)
    old = (*columns, '[["speed 2026-10 severe","1300.00"],["cap of 10 %","-65.5"]]', regime)
    assert read_back(credit_of, old) == SOME_CREDIT
