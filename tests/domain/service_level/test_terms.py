"""Terms and ramps: what a service level asks for, and what it asks of those who learn."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.quantity import Target
from concord.domain.service_level import OutcomeKind, Ramp, ServiceLevel, rate
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

APRIL = date(2026, 4, 1)
AGREED = terms(target=at_least("80"), bands=bands("worst", minor="78", serious="75"))


def ramp(since: date = APRIL, *, shifts_bands: bool = False) -> Ramp:
    """Return a ramp of three months up to 75 percent."""
    targets = tuple(at_least(limit) for limit in ("60", "70", "75"))
    return Ramp(since=since, targets=targets, shifts_bands=shifts_bands)


def learning(since: date = APRIL, *, shifts_bands: bool = False) -> ServiceLevel:
    return service_level(terms=(AGREED,), ramp=ramp(since, shifts_bands=shifts_bands))


@pytest.mark.parametrize(
    ("since", "first"),
    [("2026-04-01", "2026-04-01"), ("2026-04-02", "2026-05-01"), ("2026-12-31", "2027-01-01")],
)
def test_the_first_full_month_is_the_first_of_a_ramp(since: str, first: str) -> None:
    assert ramp(date.fromisoformat(since)).first_day == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("since", "written", "target"),
    [
        ("2026-04-01", "2026-03", None),
        ("2026-04-01", "2026-04", "60"),
        ("2026-04-01", "2026-05", "70"),
        ("2026-04-01", "2026-06", "75"),
        ("2026-04-01", "2026-07", "80"),
        ("2026-04-01", "2026-W18", "70"),
        ("2026-04-01", "2026-Q2", "75"),
        ("2026-04-01", "2026-05/P2M", "70"),
        ("2026-04-15", "2026-04", None),
        ("2026-04-15", "2026-W18", None),
        ("2026-04-15", "2026-05", "60"),
        ("2026-04-15", "2026-Q2", None),
        ("2026-04-15", "2026-08", "80"),
    ],
)
def test_each_month_of_a_ramp_has_a_target_of_its_own(
    since: str, written: str, target: str | None
) -> None:
    agreed = learning(date.fromisoformat(since)).terms_for(period(written))
    assert (agreed and agreed.target) == (target and at_least(target))


def test_before_go_live_nothing_is_in_force() -> None:
    outcome = rate(learning(), period("2026-03"), (), evidence("50"))
    assert (outcome.kind, outcome.target) == (OutcomeKind.NOT_IN_FORCE, None)


@pytest.mark.parametrize(
    ("value", "shifts", "kind", "band"),
    [
        ("60", False, OutcomeKind.MET, None),
        ("59", False, OutcomeKind.MISSED, None),
        ("10", False, OutcomeKind.MISSED, None),
        ("60", True, OutcomeKind.MET, None),
        ("58", True, OutcomeKind.MISSED, "minor"),
        ("57.9", True, OutcomeKind.MISSED, "serious"),
        ("54.9", True, OutcomeKind.MISSED, "worst"),
    ],
)
def test_a_miss_in_a_ramp_has_a_band_only_where_bands_shift(
    value: str,
    shifts: bool,  # noqa: FBT001 - a column of the table
    kind: OutcomeKind,
    band: str | None,
) -> None:
    level = learning(shifts_bands=shifts)
    outcome = rate(level, period("2026-04"), (), evidence(value))
    assert (outcome.kind, outcome.band, outcome.target) == (kind, band, at_least("60"))


@pytest.mark.parametrize(
    ("target", "to", "edge"),
    [
        (at_most("300"), at_most("360"), 370),
        (within("10", "20"), within("5", "30"), 310),
    ],
)
def test_distances_outside_a_range_do_not_shift(target: Target, to: Target, edge: int) -> None:
    agreed = terms(target=target, bands=bands("worst", minor="310"))
    eased = Ramp(since=APRIL, targets=(to,), shifts_bands=True).eased(agreed, APRIL)
    assert (eased.target, eased.ramp_month) == (to, 1)
    assert [step.edge for step in eased.bands.steps] == [edge]
    assert eased.bands.beyond == "worst"


def test_a_ramp_begins_where_the_terms_do_if_they_come_later() -> None:
    level = service_level(terms=(terms(since=date(2026, 5, 1)),), ramp=ramp())
    assert level.terms_for(period("2026-04")) is None
    eased = level.terms_for(period("2026-05"))
    assert eased is not None
    assert (eased.ramp_month, eased.target) == (2, at_least("70"))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("95", OutcomeKind.MET),
        ("94.99", OutcomeKind.MISSED),
        ("90", OutcomeKind.MISSED),
        ("89.99", OutcomeKind.DEFAULTED),
    ],
)
def test_below_the_minimum_of_two_thresholds_is_a_default(value: str, kind: OutcomeKind) -> None:
    two = terms(target=at_least("95"), minimum=at_least("90"), bands=bands(None))
    assert rate(service_level(terms=(two,)), period(), (), evidence(value)).kind is kind


def test_in_a_ramp_the_bands_of_a_share_of_days_stay() -> None:
    days = terms(share_of_days=Decimal(95), bands=bands("severe", minor="90"))
    eased = ramp(shifts_bands=True).eased(days, APRIL)
    assert (eased.target, eased.bands) == (at_least("60"), days.bands)
