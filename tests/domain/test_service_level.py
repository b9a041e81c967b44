"""Outcomes at the thresholds: targets, bands, rounding, volume, completeness, time."""

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period import RollingMonths
from concord.domain.quantity import Target
from concord.domain.service_level import (
    Bands,
    Evidence,
    MinimumVolume,
    OutcomeKind,
    Rounding,
    RoundingMode,
    ServiceLevel,
    rate,
)
from tests.builders import (
    at_least,
    at_most,
    at_site,
    bands,
    evidence,
    period,
    service_level,
    terms,
    within,
)

OCTOBER = period("2026-10")
WORLD = Context(prec=60)


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


@pytest.mark.parametrize(
    ("mode", "value", "kind", "compared"),
    [
        (RoundingMode.HALF_UP, "98.95", OutcomeKind.MET, "99"),
        (RoundingMode.HALF_UP, "98.9499", OutcomeKind.MISSED, "98.9"),
        (RoundingMode.TRUNCATE, "98.95", OutcomeKind.MISSED, "98.9"),
        (RoundingMode.HALF_EVEN, "98.95", OutcomeKind.MET, "99"),
        (RoundingMode.HALF_EVEN, "98.85", OutcomeKind.MISSED, "98.8"),
        (RoundingMode.HALF_EVEN, "98.8500001", OutcomeKind.MISSED, "98.9"),
    ],
)
def test_a_value_is_rounded_as_agreed_before_it_is_compared(
    mode: RoundingMode, value: str, kind: OutcomeKind, compared: str
) -> None:
    level = service_level(terms=(AT_LEAST_99,), rounding=Rounding(places=1, mode=mode))
    outcome = rate(level, OCTOBER, (), evidence(value))
    assert (outcome.kind, outcome.compared_value) == (kind, Fraction(compared))
    assert outcome.value == Fraction(value)


def test_without_a_rounding_rule_the_exact_value_is_compared() -> None:
    level = service_level(terms=(AT_LEAST_99,))
    assert rated(level, evidence("98.9999999999"))[0] is OutcomeKind.MISSED


PYTHON_NAMES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.TRUNCATE: ROUND_DOWN,
}


@given(
    st.decimals(min_value=-1000, max_value=1000, places=6),
    st.integers(0, 5),
    st.sampled_from(RoundingMode),
)
def test_rounding_is_that_of_decimal_arithmetic(
    value: Decimal, places: int, mode: RoundingMode
) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), PYTHON_NAMES[mode], WORLD)
    assert Rounding(places=places, mode=mode).apply(Fraction(value)) == Fraction(expected)


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_a_better_value_is_never_rated_worse(one: Fraction, other: Fraction) -> None:
    order = [None, "minor", "serious", "severe", "threshold"]
    level = service_level(terms=(AT_LEAST_99,))
    low, high = (rated(level, evidence(str(value)))[1] for value in sorted((one, other)))
    assert order.index(high) <= order.index(low)


@given(st.fractions(0, 100), st.decimals(0, 100, places=2))
def test_met_means_not_below_the_target(value: Fraction, limit: Decimal) -> None:
    level = service_level(terms=(terms(target=at_least(str(limit))),))
    kind = rated(level, evidence(str(value)))[0]
    assert (kind is OutcomeKind.MET) == (
        value.numerator * 100 >= int(limit * 100) * value.denominator
    )


@pytest.mark.parametrize(
    ("minimum", "volume", "kind"),
    [
        (MinimumVolume(amount=Decimal(100)), 100, OutcomeKind.MET),
        (MinimumVolume(amount=Decimal(100)), 99, OutcomeKind.INSUFFICIENT_DATA),
        (MinimumVolume(amount=Decimal(100)), None, OutcomeKind.INSUFFICIENT_DATA),
        (None, None, OutcomeKind.MET),
    ],
)
def test_under_the_minimum_volume_nothing_is_rated(
    minimum: MinimumVolume | None, volume: int | None, kind: OutcomeKind
) -> None:
    found = evidence("82", volume=None if volume is None else Fraction(volume))
    assert rated(service_level(minimum_volume=minimum), found) == (kind, None)


def test_no_volume_is_neither_a_pass_nor_a_miss() -> None:
    assert rated(service_level(), evidence(None)) == (OutcomeKind.INSUFFICIENT_DATA, None)


@pytest.mark.parametrize(
    ("delivered", "kind"),
    [
        (Fraction(95, 100), OutcomeKind.MISSED),
        (Fraction(94, 100), OutcomeKind.INCOMPLETE),
        (Fraction(0), OutcomeKind.INCOMPLETE),
    ],
)
def test_under_the_required_completeness_the_value_is_provisional(
    delivered: Fraction, kind: OutcomeKind
) -> None:
    level = service_level(required_completeness=Decimal(95))
    outcome = rate(level, OCTOBER, at_site("cebu"), evidence("70", completeness=delivered))
    assert (outcome.kind, outcome.value) == (kind, Fraction(70))
    assert (outcome.band is None) == (kind is OutcomeKind.INCOMPLETE)
    assert outcome.dimension == at_site("cebu")


def test_a_month_without_any_row_is_incomplete_and_has_no_value() -> None:
    found = evidence(measurement=None, volume=None, completeness=Fraction(0))
    outcome = rate(service_level(), OCTOBER, (), found)
    assert (outcome.kind, outcome.value, outcome.volume) == (OutcomeKind.INCOMPLETE, None, None)


def test_a_running_period_is_open_whatever_it_shows() -> None:
    found = evidence("10", over=False, completeness=Fraction(1, 3))
    assert rated(service_level(), found) == (OutcomeKind.OPEN, None)


@pytest.mark.parametrize(
    ("since", "until", "kind"),
    [
        ("2026-10-01", None, OutcomeKind.MET),
        ("2026-10-02", None, OutcomeKind.NOT_IN_FORCE),
        ("2026-11-01", None, OutcomeKind.NOT_IN_FORCE),
        ("2026-01-01", "2026-10-31", OutcomeKind.MET),
        ("2026-01-01", "2026-10-30", OutcomeKind.NOT_IN_FORCE),
    ],
)
def test_only_full_periods_in_force_are_rated(
    since: str, until: str | None, kind: OutcomeKind
) -> None:
    level = service_level(
        terms=(terms(since=date.fromisoformat(since)),),
        in_force_until=None if until is None else date.fromisoformat(until),
    )
    outcome = rate(level, OCTOBER, (), evidence("82"))
    assert outcome.kind is kind
    assert (outcome.target is None) == (kind is OutcomeKind.NOT_IN_FORCE)


@pytest.mark.parametrize(
    ("amended", "target"),
    [("2026-10-31", "82"), ("2026-10-02", "82"), ("2026-11-01", "80")],
)
def test_the_terms_in_force_on_the_last_day_apply(amended: str, target: str) -> None:
    revised = terms(since=date.fromisoformat(amended), target=at_least("82"), amendment="A-3")
    outcome = rate(service_level(terms=(terms(), revised)), OCTOBER, (), evidence("81"))
    assert outcome.target == at_least(target)


@pytest.mark.parametrize(
    ("kind", "is_rated", "is_failure"),
    [
        (OutcomeKind.MET, True, False),
        (OutcomeKind.MISSED, True, True),
        (OutcomeKind.DEFAULTED, True, True),
        (OutcomeKind.INSUFFICIENT_DATA, False, False),
        (OutcomeKind.INCOMPLETE, False, False),
        (OutcomeKind.RELIEVED, False, False),
        (OutcomeKind.NOT_IN_FORCE, False, False),
        (OutcomeKind.OPEN, False, False),
    ],
)
def test_what_counts_for_a_streak(kind: OutcomeKind, is_rated: bool, is_failure: bool) -> None:  # noqa: FBT001 - a table's columns
    assert (kind.is_rated, kind.is_failure) == (is_rated, is_failure)


@given(st.fractions(0, 1000), st.sampled_from([at_least("80"), at_most("300"), within("3", "4")]))
def test_only_a_miss_has_a_band(value: Fraction, target: Target) -> None:
    level = service_level(terms=(terms(target=target, bands=bands("beyond")),))
    kind, band = rated(level, evidence(str(value)))
    assert (kind is OutcomeKind.MISSED) == (band == "beyond")


def test_what_reaches_back_before_the_first_delivery_is_shown_and_not_rated() -> None:
    short = evidence("50", full=False, completeness=Fraction(1, 3))
    outcome = rate(service_level(), OCTOBER, (), short)
    assert (outcome.kind, outcome.value) == (OutcomeKind.INSUFFICIENT_DATA, Fraction(50))
    running = evidence("50", full=False, over=False)
    assert rated(service_level(), running) == (OutcomeKind.OPEN, None)


def test_a_rolling_period_is_rated_once_it_lies_in_force_as_a_whole() -> None:
    level = service_level(period=RollingMonths(months=3), terms=(terms(since=date(2026, 8, 1)),))
    assert level.terms_for(period("2026-09/P3M")) is None
    assert level.terms_for(period("2026-10/P3M")) == level.terms[0]
