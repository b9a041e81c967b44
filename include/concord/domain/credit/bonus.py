"""Bonuses: what values beyond a stretch target earn the partner; they are negative credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.digits import as_decimal
from concord.domain.credit.regimes import Bonus, CreditRegime
from concord.domain.credit.rounding import rounded
from concord.domain.credit.service_credit import CreditLine, LineKind, ServiceCredit
from concord.domain.credit.terms import CreditTerms
from concord.domain.kpi import as_text
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel

BONUS = "bonus"


def bonus_lines(
    regime: CreditRegime, rated: Iterable[Outcome], charges: Fraction, terms: CreditTerms
) -> tuple[CreditLine, ...]:
    """Return the bonuses that offset a month's credits, where the regime says they do."""
    return tuple(_lines(regime, rated, charges, terms)) if regime.bonus_offsets else ()


def bonus_credit(
    name: str, regime: CreditRegime, rated: Iterable[Outcome], terms: CreditTerms
) -> ServiceCredit | None:
    """Return a month's bonuses as a credit of their own, None without any.

    A percentage of charges that nobody knows yet waits with them.
    """
    outcomes = tuple(rated)
    if regime.bonus_offsets or not regime.bonuses:
        return None
    month = MeasurementPeriod.containing(outcomes[0].period.end, PeriodLength.MONTH)
    known = terms.charges(regime.service, month)
    if known is None and any(bonus.percent is not None for bonus in regime.bonuses):
        return None
    lines = tuple(_lines(regime, outcomes, Fraction(known or 0), terms))
    due = sum((Fraction(line.amount) for line in lines), Fraction(0))
    amount = rounded(due, regime.currency, regime.rounding)
    rest = as_decimal(Fraction(amount) - due)
    if rest:
        lines = (*lines, CreditLine(kind=LineKind.ROUNDING, cause="rounding", amount=rest))
    if not lines:
        return None
    return ServiceCredit(
        service=regime.service,
        regime=f"{name}-{BONUS}",
        period=month,
        amount=amount,
        currency=regime.currency,
        points=None,
        capped=False,
        lines=lines,
    )


def _lines(
    regime: CreditRegime, rated: Iterable[Outcome], charges: Fraction, terms: CreditTerms
) -> Iterator[CreditLine]:
    levels = {level.id: level for level in terms.levels}
    bonuses = {bonus.service_level: bonus for bonus in regime.bonuses}
    for outcome in rated:
        bonus = bonuses.get(outcome.service_level)
        if bonus is not None and _is_beyond(outcome, levels[outcome.service_level]):
            amount, how = _worth(bonus, charges)
            yield CreditLine(
                kind=LineKind.BONUS,
                cause=f"{outcome.service_level} {outcome.period} beyond its stretch target",
                amount=-as_decimal(amount),
                how=how,
                service_level=outcome.service_level,
                outcome_period=outcome.period,
            )


def _is_beyond(outcome: Outcome, level: ServiceLevel) -> bool:
    value = outcome.compared_value
    if level.stretch is None or value is None or outcome.kind is not OutcomeKind.MET:
        return False
    return level.stretch.is_met_by(value)


def _worth(bonus: Bonus, charges: Fraction) -> tuple[Fraction, str]:
    if bonus.percent is not None:
        share = Fraction(bonus.percent) / 100
        return share * charges, f"{as_text(bonus.percent)} % of the charges"
    amount = bonus.amount or Decimal(0)
    return Fraction(amount), as_text(amount) or ""
