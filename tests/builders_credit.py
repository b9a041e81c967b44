"""Histories of outcomes, as credits look at them, and regimes of every model."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from concord.domain.charges import Charges
from concord.domain.credit import (
    ConversionRegime,
    ConversionRow,
    CreditRegime,
    CreditTerms,
    FlatRegime,
    PoolCategory,
    PoolRegime,
    ServiceCredit,
    ShortfallRegime,
    Tier,
    TiersRegime,
    Valuation,
    valuation,
    with_repeats,
)
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import (
    at_least,
    months,
    outcome,
    period,
    service_level,
)

KINDS = {
    "+": (OutcomeKind.MET, None),
    "-": (OutcomeKind.MISSED, "minor"),
    "=": (OutcomeKind.MISSED, "serious"),
    "?": (OutcomeKind.INSUFFICIENT_DATA, None),
    "i": (OutcomeKind.INCOMPLETE, None),
    "r": (OutcomeKind.RELIEVED, None),
    "o": (OutcomeKind.OPEN, None),
    "d": (OutcomeKind.DEFAULTED, None),
}


T = TypeVar("T")


def _with(default: T, changes: Mapping[str, Any]) -> T:
    replaced: T = replace(default, **changes)  # type: ignore[type-var] # each default is a dataclass
    return replaced


def history(kinds: str, like: Outcome | None = None) -> list[Outcome]:
    """Return monthly outcomes from January on, one for each sign of `kinds`."""
    found = []
    for month, sign in zip(months("2026-01", len(kinds)), kinds, strict=True):
        kind, band = KINDS[sign]
        found.append(replace(like or outcome(), period=period(month), kind=kind, band=band))
    return found


def measured(value: str, limit: str = "90", month: str = "2026-01", **changes: object) -> Outcome:
    """Return the outcome of a value against a target that it should be at least."""
    met = Fraction(value) >= Fraction(limit)
    found = outcome(
        month,
        OutcomeKind.MET if met else OutcomeKind.MISSED,
        value=Fraction(value),
        compared_value=Fraction(value),
        target=at_least(limit),
    )
    return _with(found, changes)


def flat_regime(amount: str = "1000", **changes: object) -> FlatRegime:
    """Return an amount for each miss of the service level `phone`."""
    default = FlatRegime(
        service="voice", currency="GBP", service_level="phone", amount=Decimal(amount)
    )
    return _with(default, changes)


def percent_regime(percent: str = "1", **changes: object) -> FlatRegime:
    """Return a percentage of the charges for each miss of the service level `phone`."""
    return _with(flat_regime(), {"amount": None, "percent": Decimal(percent), **changes})


def shortfall_regime(
    rate: str = "1", step: str | None = None, **changes: object
) -> ShortfallRegime:
    """Return a percentage of the charges for each point, or full step, short."""
    default = ShortfallRegime(
        service="voice",
        currency="GBP",
        service_level="phone",
        rate=Decimal(rate),
        step=None if step is None else Decimal(step),
    )
    return _with(default, changes)


def tiers_regime(*tiers: tuple[str, str], **changes: object) -> TiersRegime:
    """Return brackets, each an edge with its percentage."""
    default = TiersRegime(
        service="voice",
        currency="GBP",
        service_level="phone",
        tiers=tuple(Tier(edge=Decimal(edge), percent=Decimal(cost)) for edge, cost in tiers),
    )
    return _with(default, changes)


def pool_regime(at_risk: str, share: str, **allocations: str) -> PoolRegime:
    """Return a pool of one category."""
    category = PoolCategory(
        name="calls",
        share=Decimal(share),
        allocations={name: Decimal(part) for name, part in allocations.items()},
    )
    return PoolRegime(
        service="voice", currency="GBP", at_risk=Decimal(at_risk), categories=(category,)
    )


def conversion_regime(*table: tuple[str, str], **changes: object) -> ConversionRegime:
    """Return one point for minor and two for serious, and a table of points to percentages."""
    default = ConversionRegime(
        service="voice",
        currency="GBP",
        points={"minor": Decimal(1), "serious": Decimal(2)},
        table=tuple(
            ConversionRow(points=Decimal(points), percent=Decimal(cost)) for points, cost in table
        ),
    )
    return _with(default, changes)


def always(charges: str) -> Charges:
    """Return the same charges for every month."""
    return lambda _service, _month: Decimal(charges)


def only_in(*months: str) -> Charges:
    """Return charges of 100,000 in these months, and none that are known in others."""
    return lambda _service, month: Decimal(100_000) if str(month) in months else None


def credit_terms(
    *regimes: CreditRegime, charges: str | Charges = "100000", **changes: object
) -> CreditTerms:
    """Return regimes of the levels `phone` and `mail`, at the same charges every month."""
    default = CreditTerms(
        regimes=regimes,
        levels=(service_level(), service_level(id="mail")),
        charges=always(charges) if isinstance(charges, str) else charges,
    )
    return _with(default, changes)


def valued(
    outcomes: Iterable[Outcome],
    *regimes: CreditRegime,
    charges: str | Charges = "100000",
    **changes: object,
) -> Valuation:
    """Return what outcomes come to under regimes, repeats included."""
    terms = credit_terms(*regimes, charges=charges, **changes)
    return valuation(terms, with_repeats(outcomes, terms.opening))


def amounts(found: Valuation) -> dict[str, str]:
    """Return the credits of months in text, added up over regimes; bonuses left out."""
    sums: dict[str, Decimal] = {}
    for credit in found.credits:
        if not credit.is_bonus:
            month = str(credit.period)
            sums[month] = sums.get(month, Decimal(0)) + credit.amount
    return {month: str(sums[month]) for month in sorted(sums)}


def by_lines(credit: ServiceCredit) -> Mapping[str, str]:
    """Return the lines of a credit: kinds with amounts."""
    return {line.kind.value: f"{line.amount:f}" for line in credit.lines}
