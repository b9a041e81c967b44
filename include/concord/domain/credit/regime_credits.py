"""The credits of one regime, month by month: sums, bounds, what is earned back, bonuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.bonus import bonus_credit, bonus_lines
from concord.domain.credit.bounds import Bounded, Room, bounded
from concord.domain.credit.charged import charged_months, needs_charges
from concord.domain.credit.conversion import converted
from concord.domain.credit.digits import as_decimal
from concord.domain.credit.earned_back import EarnedBack, Pending, earned_back
from concord.domain.credit.given import Given
from concord.domain.credit.landed import Landed, shares
from concord.domain.credit.precedence import Failed, failure_of
from concord.domain.credit.regimes import (
    ConversionRegime,
    CreditRegime,
    PointsRegime,
)
from concord.domain.credit.rounding import rounded
from concord.domain.credit.service_credit import CreditLine, LineKind, ServiceCredit
from concord.domain.credit.terms import CreditTerms
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import Money
from concord.domain.service_level import Outcome


def regime_credits(
    terms: CreditTerms,
    name: str,
    regime: CreditRegime,
    landed: Mapping[MeasurementPeriod, Landed],
    outcomes: Sequence[Outcome],
    opened: Iterable[Pending],
) -> tuple[ServiceCredit, ...]:
    """Return the credits of a regime by month, and bonuses, which are credits of their own.

    `outcomes` are the totals of all periods, whatever became of them; `opened` is what of
    earlier credits may still be earned back under this regime.
    """
    months = _Months(terms, name, regime, landed)
    found = list(months.found())
    credited = {credit.period: credit for credit in found if not credit.is_bonus}
    for back in months.earned(opened, outcomes):
        before = credited.get(back.month)
        credited[back.month] = _given_back(before or months.empty(back.month), back)
    bonuses = (credit for credit in found if credit.is_bonus)
    return (*(credited[month] for month in sorted(credited)), *bonuses)


def _given_back(credit: ServiceCredit, back: EarnedBack) -> ServiceCredit:
    amount = -back.pending.amount
    line = CreditLine(
        kind=LineKind.EARN_BACK,
        cause=f"{back.pending.service_level} {back.pending.period} earned back",
        amount=amount,
        how=back.how,
        service_level=back.pending.service_level,
        outcome_period=back.pending.period,
    )
    return replace(credit, amount=credit.amount + amount, lines=(*credit.lines, line))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Causes:
    """What each failure of a month comes to, and the lines of that."""

    amounts: Mapping[Failed, Fraction]
    lines: tuple[CreditLine, ...]

    @property
    def due(self) -> Fraction:
        """The sum of all."""
        return sum(self.amounts.values(), Fraction(0))


class _Months:
    """One regime's months in order: what a year's cap has left depends on those before."""

    def __init__(
        self,
        terms: CreditTerms,
        name: str,
        regime: CreditRegime,
        landed: Mapping[MeasurementPeriod, Landed],
    ) -> None:
        self._terms = terms
        self._name = name
        self._regime = regime
        self._landed = landed
        self._levels = {level.id: level for level in terms.levels}
        self._given = Given(terms)
        self._pending: list[Pending] = []

    def found(self) -> Iterator[ServiceCredit]:
        """Yield the credit of each month that has one, and its bonuses."""
        for month, found in self._landed.items():
            yield from self._of_month(self._regime.on(month.end), month, found)

    def earned(
        self, opened: Iterable[Pending], outcomes: Sequence[Outcome]
    ) -> Iterator[EarnedBack]:
        """Yield what is earned back of what was open before and of all that `found` yielded."""
        failed = {failure_of(c) for found in self._landed.values() for c in found.claims}
        of_level: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            of_level[outcome.service_level].append(outcome)
        for pending in (*opened, *self._pending):
            month = MeasurementPeriod.containing(pending.period.end, PeriodLength.MONTH)
            rule = self._regime.on(month.end).earn_back
            yield from earned_back(
                pending, rule, of_level[pending.service_level], failed, self._terms.years
            )

    def empty(self, month: MeasurementPeriod) -> ServiceCredit:
        """Return a month's credit of nothing."""
        counts = isinstance(self._regime, PointsRegime | ConversionRegime)
        return ServiceCredit(
            service=self._regime.service,
            regime=self._name,
            period=month,
            amount=Decimal(0),
            currency=self._regime.currency,
            points=Decimal(0) if counts else None,
            capped=False,
            lines=(),
        )

    def _of_month(
        self, agreed: CreditRegime, month: MeasurementPeriod, landed: Landed
    ) -> Iterator[ServiceCredit]:
        causes = self._causes(agreed, month, landed)
        charges = self._charges(agreed, *(outcome.period for outcome in landed.rated))
        bonuses = bonus_lines(
            agreed, landed.rated, self._levels, lambda o: self._charges(agreed, o.period)
        )
        offset = Fraction(0)
        if causes is not None and (charges is not None or not needs_charges(agreed)):
            if agreed.bonus_offsets:
                earned = -sum((Fraction(line.amount) for line in bonuses), Fraction(0))
                offset = min(earned, causes.due)
            yield self._credit(agreed, month, causes, charges or Fraction(0), offset)
        bonus = bonus_credit(self._name, agreed, month, bonuses, offset)
        if bonus is not None:
            yield bonus

    def _charges(self, agreed: CreditRegime, *periods: MeasurementPeriod) -> Fraction | None:
        return self._terms.charges_of(agreed.service, charged_months(agreed, periods))

    def _credit(
        self,
        agreed: CreditRegime,
        month: MeasurementPeriod,
        causes: _Causes,
        charges: Fraction,
        offset: Fraction,
    ) -> ServiceCredit:
        room = Room(charges=charges, year=self._given.room(agreed, month))
        issued = bounded(causes.due - offset, agreed, room)
        self._given.note(month, issued.amount)
        self._note_pending(agreed, causes, issued.amount)
        lines = (*causes.lines, *_set_off(offset))
        empty = self.empty(month)
        return replace(
            empty,
            amount=issued.amount,
            points=None if empty.points is None else self._landed[month].points,
            capped=issued.capped,
            lines=_adding_up(lines, issued),
        )

    def _causes(
        self, agreed: CreditRegime, month: MeasurementPeriod, landed: Landed
    ) -> _Causes | None:
        """Return what the failures of a month come to, None where charges are not known."""
        if isinstance(agreed, ConversionRegime):
            return self._converted(agreed, month, landed)
        amounts: dict[Failed, Fraction] = {}
        priced: dict[Failed, Money] = {}
        for claim in landed.claims:
            charges = self._charges(agreed, claim.outcome.period)
            if charges is None and claim.share:
                return None
            failed, known = failure_of(claim), charges or Fraction(0)
            shown = rounded(known, agreed.currency, None)
            priced[failed] = Money(amount=shown, currency=agreed.currency)
            if failed not in landed.left_out:
                amounts[failed] = claim.money(known) * Fraction(claim.multiplier)
        return _Causes(amounts=amounts, lines=landed.lines(amounts, priced))

    def _converted(
        self, agreed: ConversionRegime, month: MeasurementPeriod, landed: Landed
    ) -> _Causes | None:
        sums = {each: found.points for each, found in self._landed.items() if each <= month}
        found = converted(agreed, month, sums, self._terms)
        if found is None:
            return None
        own = Fraction(landed.points)
        amounts = {
            failure_of(claim): found.amount * Fraction(claim.repeated_points) / own
            for claim in landed.standing
            if own
        }
        # What earlier months' points alone make due is of no failure of this month.
        rest = {} if own else {(self._name, month): found.amount}
        line = CreditLine(
            kind=LineKind.CONVERSION,
            cause=found.cause,
            amount=as_decimal(found.amount),
            how=found.how,
        )
        lines = landed.lines({}, {})
        return _Causes(
            amounts=amounts | rest, lines=(*lines, line) if found.amount or lines else ()
        )

    def _note_pending(self, agreed: CreditRegime, causes: _Causes, issued: Decimal) -> None:
        if agreed.earn_back is None or issued <= 0:
            return
        for (level, period), amount in shares(causes.amounts.items(), issued).items():
            opening = self._terms.opening
            if opening is None or opening.is_before(period):
                # What lies before an opening may be earned back as far as the opening says so.
                self._pending.append(Pending(service_level=level, period=period, amount=amount))


def _set_off(offset: Fraction) -> tuple[CreditLine, ...]:
    if not offset:
        return ()
    line = CreditLine(kind=LineKind.OFFSET, cause="bonus set off", amount=-as_decimal(offset))
    return (line,)


def _adding_up(lines: Iterable[CreditLine], issued: Bounded) -> tuple[CreditLine, ...]:
    """Return all lines of a credit, with what rounding makes of their sum."""
    found = (*lines, *issued.lines)
    exact = sum((Fraction(line.amount) for line in found), Fraction(0))
    rest = as_decimal(Fraction(issued.amount) - exact)
    if not rest:
        return found
    return (*found, CreditLine(kind=LineKind.ROUNDING, cause="rounding", amount=rest))
