"""The worked examples of credits once more, through the functions of the domain alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.credit import (
    CreditRegime,
    CreditTerms,
    FlatRegime,
    PointsRegime,
    PoolCategory,
    PoolRegime,
    ShortfallRegime,
    Tier,
    TiersRegime,
    valuation,
    with_repeats,
)
from concord.domain.kpi import TOTAL
from concord.domain.service_level import Evidence, NthMiss, OutcomeKind, rate, with_defaults
from tests.builders import (
    CALENDAR,
    at_least,
    bands,
    measurement,
    months,
    period,
    service_level,
    terms,
)

UK_BANDS = bands("threshold", minor="98", serious="97", severe="96")
CLOUD = (("99.9", 10), ("99.0", 25), ("95.0", 100))


def evidence(month: str, value: str) -> Evidence:
    measured = measurement(value, period=period(month), dimension=TOTAL)
    return Evidence(
        measurement=measured, volume=Fraction(1000), completeness=Fraction(1), over=True
    )


def valued(
    regime: CreditRegime, target: str, values: Sequence[str], charges: str
) -> tuple[list[Decimal | None], list[Decimal]]:
    """Return the points and the credits of months that come to these values."""
    level = service_level(terms=(terms(target=at_least(target), bands=UK_BANDS),))
    rated = [
        rate(level, period(month), TOTAL, evidence(month, value))
        for month, value in zip(months("2026-01", len(values)), values, strict=True)
    ]
    agreed = CreditTerms(
        regimes=(regime,), levels=(level,), charges=lambda _, __: Decimal(charges)
    )
    found = valuation(agreed, with_repeats(rated))
    owed = {credit.period: credit.amount for credit in found.credits}
    return [o.points for o in found.outcomes], [owed.get(o.period, Decimal(0)) for o in rated]


@pytest.mark.parametrize(
    ("values", "points", "due"),
    [
        (("98.5", "96.5", "96.5"), (1, 6, 6), (1000, 6000, 6000)),
        (("96.5", "98.5", "96.5"), (3, 2, 6), (3000, 2000, 6000)),
        (("98.5", "99.2", "98.5"), (1, 0, 1), (1000, 0, 1000)),
    ],
)
def test_points_of_the_model_services_contract(
    values: Sequence[str], points: Sequence[int], due: Sequence[int]
) -> None:
    worth: Mapping[str, Decimal] = {
        name: Decimal(n) for n, name in enumerate(("minor", "serious", "severe", "threshold"), 1)
    }
    regime = PointsRegime(
        service="voice",
        currency="GBP",
        points=worth,
        percent_per_point=Decimal(1),
        repeat_multiplier=Decimal(2),
    )
    earned, owed = valued(regime, "99", values, "100000")
    assert earned == [Decimal(each) for each in points]
    assert owed == [Decimal(each) for each in due]


def shortfall(step: str | None = None, *, at_target: bool = False) -> ShortfallRegime:
    return ShortfallRegime(
        service="voice",
        currency="GBP",
        service_level="phone",
        rate=Decimal(1),
        step=None if step is None else Decimal(step),
        breach_at_target=at_target,
    )


TIERS = TiersRegime(
    service="voice",
    currency="GBP",
    service_level="phone",
    tiers=tuple(Tier(edge=Decimal(edge), percent=Decimal(percent)) for edge, percent in CLOUD),
)
POOL = PoolRegime(
    service="voice",
    currency="GBP",
    at_risk=Decimal(10),
    categories=(PoolCategory(name="all", share=Decimal(50), allocations={"phone": Decimal(40)}),),
)
FLAT = FlatRegime(service="voice", currency="GBP", service_level="phone", percent=Decimal(3))


@pytest.mark.parametrize(
    ("regime", "target", "actual", "charges", "due"),
    [
        (POOL, "99", "98", "100000", "2000.00"),
        (FLAT, "99", "98", "1000.00", "30.00"),
        (shortfall(), "98", "75", "100000", "23000.00"),
        (shortfall("1", at_target=True), "90", "90", "100000", "0.00"),
        (shortfall("1", at_target=True), "90", "87.40", "100000", "2000.00"),
        (TIERS, "99.9", "99.0", "100000", "10000.00"),
        (TIERS, "99.9", "98.99", "100000", "25000.00"),
        (replace(TIERS, minimum=Decimal(1)), "99.9", "99.5", "9.00", "0.00"),
    ],
)
def test_published_examples_of_the_other_models(
    regime: CreditRegime, target: str, actual: str, charges: str, due: str
) -> None:
    _, (amount,) = valued(regime, target, [actual], charges)
    assert amount == Decimal(due)


def test_the_fourth_time_below_what_is_expected_is_a_default() -> None:
    level = service_level(
        terms=(terms(target=at_least("95"), minimum=at_least("90"), bands=bands(None)),),
        repeated_miss=NthMiss(),
    )
    below = {"2026-01", "2026-04", "2026-07", "2026-10"}
    rated = [
        rate(level, period(month), TOTAL, evidence(month, "93" if month in below else "96"))
        for month in months("2026-01", 12)
    ]
    found = with_defaults(rated, [level], CALENDAR)
    defaulted = [str(o.period) for o in found if o.kind is OutcomeKind.DEFAULTED]
    assert defaulted == ["2026-10"]
