"""Outcomes at the thresholds: volume, completeness, time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Target, parse_span
from concord.domain.relief import ReliefState
from concord.domain.service_level import (
    Bands,
    CountsAs,
    Evidence,
    MinimumVolume,
    OutcomeKind,
    Ramp,
    ServiceLevel,
    is_missed_by_silence,
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
from tests.builders_relief import exclusion

OCTOBER = period("2026-10")


AT_LEAST_99 = terms(
    target=at_least("99"), bands=bands("threshold", minor="98", serious="97", severe="96")
)


def rated(level: ServiceLevel, found: Evidence) -> tuple[OutcomeKind, str | None]:
    outcome = rate(level, OCTOBER, (), found)
    return outcome.kind, outcome.band


def test_without_a_rounding_rule_the_exact_value_is_compared() -> None:
    level = service_level(terms=(AT_LEAST_99,))
    assert rated(level, evidence("98.9999999999"))[0] is OutcomeKind.MISSED


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


SEVERE = CountsAs(band="severe", after=parse_span("10 business days"))
WAITS = service_level(if_incomplete=SEVERE)


@pytest.mark.parametrize(
    ("level", "found", "wanted"),
    [
        (WAITS, {}, (OutcomeKind.INCOMPLETE, None)),
        (WAITS, {"silent": True}, (OutcomeKind.MISSED, "severe")),
        (WAITS, {"silent": True, "measurement": None}, (OutcomeKind.MISSED, "severe")),
        (WAITS, {"silent": True, "completeness": Fraction(1)}, (OutcomeKind.MET, None)),
        (WAITS, {"silent": True, "over": False}, (OutcomeKind.OPEN, None)),
        (WAITS, {"silent": True, "full": False}, (OutcomeKind.INSUFFICIENT_DATA, None)),
        (service_level(), {"silent": True}, (OutcomeKind.INCOMPLETE, None)),
    ],
)
def test_silence_counts_as_the_agreed_band_once_it_lasts_too_long(
    level: ServiceLevel,
    found: dict[str, object],
    wanted: tuple[OutcomeKind, str | None],
) -> None:
    outcome = rate(level, OCTOBER, (), evidence("95", **{"completeness": Fraction(1, 2), **found}))
    assert (outcome.kind, outcome.band) == wanted
    assert is_missed_by_silence(outcome, level) is (outcome.band == "severe")


def test_a_value_below_target_is_no_miss_by_silence() -> None:
    assert not is_missed_by_silence(rate(WAITS, OCTOBER, (), evidence("70")), WAITS)


def test_in_a_ramp_without_bands_silence_has_none_either() -> None:
    ramp = Ramp(since=date(2026, 10, 1), targets=(at_least("60"),))
    silent = evidence(None, completeness=Fraction(0), silent=True)
    easing = service_level(if_incomplete=SEVERE, ramp=ramp)
    assert rated(easing, silent) == (OutcomeKind.MISSED, None)
    shifting = replace(easing, ramp=replace(ramp, shifts_bands=True))
    assert rated(shifting, silent) == (OutcomeKind.MISSED, "severe")


def test_a_default_has_the_band_of_its_value() -> None:
    level = service_level(terms=(terms(minimum=at_least("75")),))
    assert rated(level, evidence("74")) == (OutcomeKind.DEFAULTED, "serious")
    assert rated(level, evidence("75")) == (OutcomeKind.MISSED, "serious")
    bare = service_level(terms=(terms(minimum=at_least("75"), bands=Bands()),))
    assert rated(bare, evidence("74")) == (OutcomeKind.DEFAULTED, None)


@pytest.mark.parametrize("value", ["104", "79"])
def test_what_cannot_be_right_is_neither_a_pass_nor_a_miss(value: str) -> None:
    unsound = evidence(value, sound=False)
    assert rated(service_level(), unsound) == (OutcomeKind.INSUFFICIENT_DATA, None)
    enough = service_level(minimum_volume=MinimumVolume(amount=Decimal(1)))
    assert rated(enough, unsound) == (OutcomeKind.INSUFFICIENT_DATA, None)
    assert rate(enough, OCTOBER, (), unsound).value == Fraction(value)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ({"relieved": True}, OutcomeKind.RELIEVED),
        ({"relieved": True, "completeness": Fraction(0)}, OutcomeKind.RELIEVED),
        ({"relieved": True, "over": False}, OutcomeKind.OPEN),
        ({"excluded": (exclusion(),)}, OutcomeKind.MET),
        ({"excluded": (exclusion(),), "measurement": None}, OutcomeKind.RELIEVED),
        (
            {"excluded": (exclusion(),), "measurement": None, "completeness": Fraction(0)},
            OutcomeKind.INCOMPLETE,
        ),
        (
            {"excluded": (exclusion(state=ReliefState.REQUESTED),), "measurement": None},
            OutcomeKind.INSUFFICIENT_DATA,
        ),
    ],
)
def test_a_period_of_which_nothing_is_left_is_relieved(
    found: dict[str, object], kind: OutcomeKind
) -> None:
    outcome = rate(service_level(), OCTOBER, (), evidence("82", **found))
    assert (outcome.kind, outcome.band) == (kind, None)
    assert outcome.excluded == found.get("excluded", ())


def test_before_it_is_in_force_nothing_is_relieved() -> None:
    level = service_level(terms=(terms(since=date(2026, 11, 1)),))
    assert rated(level, evidence(relieved=True))[0] is OutcomeKind.NOT_IN_FORCE
