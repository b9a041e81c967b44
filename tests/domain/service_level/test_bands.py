"""Bands of a miss, at their edges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.service_level import (
    Bands,
    Evidence,
    OutcomeKind,
    ServiceLevel,
    rate,
)
from tests.builders import (
    at_least,
    at_most,
    bands,
    evidence,
    period,
    service_level,
    terms,
    within,
)

OCTOBER = period("2026-10")


def rated(level: ServiceLevel, found: Evidence) -> tuple[OutcomeKind, str | None]:
    outcome = rate(level, OCTOBER, (), found)
    return outcome.kind, outcome.band


AT_LEAST_99 = terms(
    target=at_least("99"), bands=bands("threshold", minor="98", serious="97", severe="96")
)


AT_MOST_300 = terms(target=at_most("300"), bands=bands("threshold", minor="310", serious="330"))


WITHIN_360 = terms(target=within("360", "420"), bands=bands("threshold", minor="10"))


@pytest.mark.parametrize(
    ("agreed", "value", "band"),
    [
        (AT_LEAST_99, "99", None),
        (AT_LEAST_99, "100", None),
        (AT_LEAST_99, "98.999", "minor"),
        (AT_LEAST_99, "98", "minor"),
        (AT_LEAST_99, "97.999", "serious"),
        (AT_LEAST_99, "97", "serious"),
        (AT_LEAST_99, "96", "severe"),
        (AT_LEAST_99, "95.999", "threshold"),
        (AT_LEAST_99, "0", "threshold"),
        (AT_MOST_300, "300", None),
        (AT_MOST_300, "300.001", "minor"),
        (AT_MOST_300, "310", "minor"),
        (AT_MOST_300, "310.001", "serious"),
        (AT_MOST_300, "330", "serious"),
        (AT_MOST_300, "330.001", "threshold"),
        (WITHIN_360, "360", None),
        (WITHIN_360, "420", None),
        (WITHIN_360, "359.999", "minor"),
        (WITHIN_360, "350", "minor"),
        (WITHIN_360, "430", "minor"),
        (WITHIN_360, "349.999", "threshold"),
        (WITHIN_360, "430.001", "threshold"),
    ],
)
def test_an_edge_belongs_to_the_milder_side(agreed: object, value: str, band: str | None) -> None:
    kind = OutcomeKind.MET if band is None else OutcomeKind.MISSED
    assert rated(service_level(terms=(agreed,)), evidence(value)) == (kind, band)


@pytest.mark.parametrize(
    ("agreed", "band"),
    [(Bands(), None), (bands(None, minor="78"), "minor"), (bands("serious"), "serious")],
)
def test_past_the_last_edge_stands_the_worst_name_there_is(
    agreed: Bands, band: str | None
) -> None:
    level = service_level(terms=(terms(bands=agreed),))
    assert rated(level, evidence("50")) == (OutcomeKind.MISSED, band)


def test_all_bands_are_named_mildest_first() -> None:
    assert bands("beyond", minor="78", serious="75").names == ("minor", "serious", "beyond")
    assert bands(None, minor="78").names == ("minor",)


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_a_better_value_is_never_rated_worse(one: Fraction, other: Fraction) -> None:
    order = [None, "minor", "serious", "severe", "threshold"]
    level = service_level(terms=(AT_LEAST_99,))
    low, high = (rated(level, evidence(str(value)))[1] for value in sorted((one, other)))
    assert order.index(high) <= order.index(low)
