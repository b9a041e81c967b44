"""Bonuses: what values beyond a stretch target earn the partner; they are negative credits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.digits import as_decimal
from concord.domain.credit.regimes import Bonus, CreditRegime
from concord.domain.credit.rounding import rounded
from concord.domain.credit.service_credit import CreditLine, LineKind, ServiceCredit, sum_of
from concord.domain.kpi import as_text
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Money
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel

Priced = Callable[[Outcome], Fraction | None]
"""Returns the charges that an outcome is priced by, None where they are not known."""


def bonus_lines(
    regime: CreditRegime,
    rated: Iterable[Outcome],
    levels: Mapping[str, ServiceLevel],
    priced: Priced,
) -> tuple[CreditLine, ...]:
    """Return a line for each bonus that is earned; one whose charges are not known waits."""
    return tuple(_lines(regime, rated, levels, priced))


def bonus_credit(
    name: str,
    regime: CreditRegime,
    month: MeasurementPeriod,
    lines: tuple[CreditLine, ...],
    offset: Fraction,
) -> ServiceCredit | None:
    """Return a month's bonuses as a credit of their own, None without any.

    `offset` is the part of them that was set off against the credits of the month.
    """
    if not lines:
        return None
    if offset:
        taken = CreditLine(
            kind=LineKind.OFFSET, cause="set off against credits", amount=as_decimal(offset)
        )
        lines = (*lines, taken)
    due = sum((Fraction(line.amount) for line in lines), Fraction(0))
    amount = rounded(due, regime.currency, regime.rounding)
    rest = as_decimal(Fraction(amount) - Fraction(sum_of(line.amount for line in lines)))
    if rest:
        lines = (*lines, CreditLine(kind=LineKind.ROUNDING, cause="rounding", amount=rest))
    return ServiceCredit(
        service=regime.service,
        regime=f"bonus:{name}",
        period=month,
        amount=amount,
        currency=regime.currency,
        points=None,
        capped=False,
        lines=lines,
    )


def _lines(
    regime: CreditRegime,
    rated: Iterable[Outcome],
    levels: Mapping[str, ServiceLevel],
    priced: Priced,
) -> Iterator[CreditLine]:
    bonuses = {bonus.service_level: bonus for bonus in regime.bonuses}
    for outcome in rated:
        bonus = bonuses.get(outcome.service_level)
        if bonus is None or not _is_beyond(outcome, levels[outcome.service_level]):
            continue
        worth = _worth(bonus, regime.currency, priced(outcome))
        if worth is not None:
            yield CreditLine(
                kind=LineKind.BONUS,
                cause=f"{outcome.service_level} {outcome.period} beyond its stretch target",
                amount=-as_decimal(worth[0]),
                how=worth[1],
                service_level=outcome.service_level,
                outcome_period=outcome.period,
            )


def _is_beyond(outcome: Outcome, level: ServiceLevel) -> bool:
    value = outcome.compared_value
    if level.stretch is None or value is None or outcome.kind is not OutcomeKind.MET:
        return False
    return level.stretch.is_met_by(value)


def _worth(bonus: Bonus, currency: str, charges: Fraction | None) -> tuple[Fraction, str] | None:
    """Return what a bonus comes to, and how in words."""
    if bonus.percent is None:
        amount = bonus.amount or Decimal(0)
        return Fraction(amount), str(Money(amount=amount, currency=currency))
    if charges is None:
        return None
    of_charges = Money(amount=rounded(charges, currency, None), currency=currency)
    share = Fraction(bonus.percent) / 100
    return share * charges, f"{as_text(bonus.percent)} % of {of_charges}"
