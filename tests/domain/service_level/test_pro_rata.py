"""Terms that begin within a period and apply by day: the mean, weighted by days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Target
from concord.domain.service_level import (
    Applies,
    Bands,
    OutcomeKind,
    OwnTarget,
    Ramp,
    TargetPart,
    Terms,
    rate,
)
from concord.domain.service_level.pro_rata import by_day
from tests.builders import (
    LONG_SINCE,
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

NOVEMBER = period("2026-11")


def revised(day: int, target: Target, **changes: object) -> Terms:
    """Return terms that begin in November, and apply by day."""
    default = terms(
        since=date(2026, 11, day), target=target, bands=Bands(), applies=Applies.PRO_RATA
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden


def target_of(*agreed: Terms) -> Target:
    return by_day(agreed, NOVEMBER).target


@pytest.mark.parametrize(
    ("day", "limit"),
    [(1, "82"), (2, "81.933333333333333"), (16, "81"), (30, "80.066666666666666")],
)
def test_each_day_counts_by_the_terms_in_force_on_it(day: int, limit: str) -> None:
    assert target_of(terms(), revised(day, at_least("82"))) == at_least(limit)


@pytest.mark.parametrize("day", [16, 30])
def test_the_last_day_decides_unless_it_is_said_to_apply_by_day(day: int) -> None:
    last = revised(day, at_least("82"), applies=Applies.LAST_DAY)
    assert by_day([terms(), last], NOVEMBER) == last


def test_terms_that_hold_all_the_time_are_no_mean() -> None:
    new = revised(1, at_least("82"))
    assert by_day([terms(), new], NOVEMBER) == new
    assert by_day([terms(), new], period("2026-12")) == new


def test_the_target_is_cut_on_the_side_that_is_easier_to_keep_to() -> None:
    # 29 of 30 days: the digits of all of these never end.
    assert target_of(terms(target=at_most("80")), revised(30, at_most("82"))) == at_most(
        "80.066666666666667"
    )
    wide = target_of(terms(target=within("80", "90")), revised(30, within("82", "92")))
    assert wide == within("80.066666666666666", "90.066666666666667")


def test_a_value_that_is_exactly_the_mean_is_met() -> None:
    level = service_level(terms=(terms(), revised(30, at_least("82"))))
    mean = Fraction(29 * 80 + 82, 30)
    below = mean - Fraction(1, 10**12)
    assert rate(level, NOVEMBER, (), evidence(str(mean))).kind is OutcomeKind.MET
    assert rate(level, NOVEMBER, (), evidence(str(below))).kind is OutcomeKind.MISSED


def test_the_outcome_names_the_parts() -> None:
    level = service_level(terms=(terms(), revised(16, at_least("82"), amendment="A-3")))
    found = rate(level, NOVEMBER, (), evidence("81"))
    assert (found.kind, found.target) == (OutcomeKind.MET, at_least("81"))
    assert found.target_parts == (
        TargetPart(since=LONG_SINCE, days=15, target=at_least("80")),
        TargetPart(since=date(2026, 11, 16), days=15, target=at_least("82")),
    )
    assert rate(level, period("2026-12"), (), evidence("82")).target_parts == ()


def test_several_revisions_in_one_period_count_each_for_its_days() -> None:
    found = by_day([terms(), revised(11, at_least("83")), revised(21, at_least("86"))], NOVEMBER)
    assert found.target == at_least("83")
    assert [part.days for part in found.parts] == [10, 10, 10]


def test_terms_that_were_over_before_the_period_are_no_part() -> None:
    old = terms(since=LONG_SINCE - timedelta(days=365), target=at_least("10"))
    found = by_day([old, terms(), revised(16, at_least("82"))], NOVEMBER)
    assert [part.since for part in found.parts] == [LONG_SINCE, date(2026, 11, 16)]
    assert found.target == at_least("81")


def test_edges_of_bands_are_means_too() -> None:
    before = terms(bands=bands("severe", minor="78", serious="75"))
    after = revised(16, at_least("82"), bands=bands("severe", minor="80", serious="77"))
    found = by_day([before, after], NOVEMBER)
    assert found.bands == bands("severe", minor="79", serious="76")


def test_a_band_that_only_one_has_keeps_its_edge_or_falls_away() -> None:
    before = terms(bands=bands("severe", minor="78"))
    after = revised(16, at_least("82"), bands=bands("worst", serious="77"))
    assert by_day([before, after], NOVEMBER).bands == bands("worst", serious="77")


def test_distances_of_bands_outside_a_range_are_cut_upward() -> None:
    before = terms(target=within("80", "90"), bands=bands("severe", minor="1"))
    after = revised(30, within("80", "90"), bands=bands("severe", minor="2"))
    found = by_day([before, after], NOVEMBER)
    assert found.bands == bands("severe", minor="1.033333333333334")


def test_two_thresholds_are_means_each() -> None:
    before = terms(minimum=at_least("70"))
    after = revised(16, at_least("82"), minimum=at_least("74"))
    assert by_day([before, after], NOVEMBER).minimum == at_least("72")
    assert by_day([terms(), after], NOVEMBER).minimum == at_least("74")
    assert by_day([before, revised(16, at_least("82"))], NOVEMBER).minimum is None


def test_shares_of_days_are_means_with_the_days_target() -> None:
    before = terms(share_of_days=Decimal(90))
    after = revised(16, at_least("82"), share_of_days=Decimal(96))
    found = by_day([before, after], NOVEMBER)
    assert (found.share_of_days, found.target) == (Decimal(93), at_least("81"))
    assert [part.target for part in found.parts] == [at_least("90"), at_least("96")]


@pytest.mark.parametrize(
    "after",
    [revised(16, at_most("82")), revised(16, at_least("82"), share_of_days=Decimal(90))],
)
def test_terms_of_different_kinds_have_no_mean(after: Terms) -> None:
    assert by_day([terms(), after], NOVEMBER) == after


def test_a_value_with_a_target_of_its_own_has_a_mean_of_its_own() -> None:
    own = OwnTarget(value="cebu", target=at_least("60"), bands=Bands())
    level = service_level(
        for_each=("site",), terms=(terms(own=(own,)), revised(16, at_least("82")))
    )
    mean = level.terms_for(NOVEMBER, at_site("cebu"))
    assert mean is not None
    assert mean.target == at_least("71")
    total = level.terms_for(NOVEMBER)
    assert total is not None
    assert total.target == at_least("81")


def test_a_ramp_comes_first() -> None:
    ramp = Ramp(since=date(2026, 11, 1), targets=(at_least("60"),))
    level = service_level(ramp=ramp, terms=(terms(), revised(16, at_least("82"))))
    eased = level.terms_for(NOVEMBER)
    assert eased is not None
    assert (eased.target, eased.parts) == (at_least("60"), ())
    over = replace(level, ramp=replace(ramp, since=date(2026, 10, 1)))
    mean = over.terms_for(NOVEMBER)
    assert mean is not None
    assert mean.target == at_least("81")


@given(
    st.lists(
        st.tuples(st.integers(2, 30), st.integers(0, 10_000)), unique_by=lambda pair: pair[0]
    ),
    st.integers(0, 10_000),
)
def test_the_mean_is_that_of_the_targets_of_all_days(
    revisions: Sequence[tuple[int, int]], first: int
) -> None:
    steps = sorted(revisions)
    agreed = [terms(target=at_least(str(Decimal(first) / 100)), bands=Bands())] + [
        revised(day, at_least(str(Decimal(limit) / 100))) for day, limit in steps
    ]
    by_days = [
        next((limit for day, limit in reversed(steps) if day <= number), first)
        for number in range(1, 31)
    ]
    exact = Fraction(sum(by_days), 3000)
    found = Fraction(target_of(*agreed).limit)
    assert exact - Fraction(1, 10**15) < found <= exact
