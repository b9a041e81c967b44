"""The credits of one regime, month by month: sums, bounds, what is earned back, bonuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.bonus import bonus_credit, bonus_lines
from concord.domain.credit.bounds import Bounded, Room, bounded
from concord.domain.credit.claim import Claim
from concord.domain.credit.conversion import converted
from concord.domain.credit.digits import as_decimal
from concord.domain.credit.earned_back import EarnedBack, Pending, earned_back
from concord.domain.credit.precedence import Failed, failure_of
from concord.domain.credit.regimes import ConversionRegime, CreditRegime, FlatRegime
from concord.domain.credit.service_credit import CreditLine, LineKind, ServiceCredit
from concord.domain.credit.terms import CreditTerms
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What counts under a regime in one month: the rated outcomes, and what they cost."""

    rated: tuple[Outcome, ...]
    claims: tuple[Claim, ...]


_LEFT_OUT = {
    LineKind.PRECEDENCE: "replaced by a critical failure",
    LineKind.RELATED: "related to a dearer failure",
}


def regime_credits(
    terms: CreditTerms,
    name: str,
    regime: CreditRegime,
    landed: Mapping[MeasurementPeriod, Landed],
    left_out: Mapping[Failed, LineKind],
    outcomes: Sequence[Outcome],
) -> tuple[ServiceCredit, ...]:
    """Return the credits of a regime by month, bonuses that stand by themselves among them."""
    months = _Months(terms, name, regime, landed, left_out)
    credited = {credit.period: credit for credit in months.credits()}
    for back in months.earned(outcomes):
        before = credited.get(back.month) or months.empty(back.month)
        credited[back.month] = _given_back(before, back)
    bonuses = (
        bonus_credit(name, regime.on(month.end), found.rated, terms)
        for month, found in landed.items()
    )
    found = [credited[month] for month in sorted(credited)]
    return (*found, *(bonus for bonus in bonuses if bonus is not None))


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


class _Months:
    """One regime's months in order: what a year's cap has left depends on those before."""

    def __init__(
        self,
        terms: CreditTerms,
        name: str,
        regime: CreditRegime,
        landed: Mapping[MeasurementPeriod, Landed],
        left_out: Mapping[Failed, LineKind],
    ) -> None:
        self._terms = terms
        self._name = name
        self._regime = regime
        self._landed = landed
        self._left_out = left_out
        self._given: dict[MeasurementPeriod, Decimal] = defaultdict(Decimal)
        self._pending: list[Pending] = []

    def credits(self) -> Iterator[ServiceCredit]:
        """Yield the credit of each month that has one, before anything is earned back."""
        for month in self._landed:
            credit = self._credit(month)
            if credit is not None:
                yield credit

    def earned(self, outcomes: Sequence[Outcome]) -> Iterator[EarnedBack]:
        """Yield what is earned back of the credits that `credits` has yielded."""
        for pending in (*self._opened(), *self._pending):
            rule = self._regime.on(pending.period.end).earn_back
            if rule is not None:
                yield from earned_back([pending], rule, outcomes, self._terms.years)

    def empty(self, month: MeasurementPeriod) -> ServiceCredit:
        """Return a month's credit of nothing."""
        return ServiceCredit(
            service=self._regime.service,
            regime=self._name,
            period=month,
            amount=Decimal(0),
            currency=self._regime.currency,
            points=None,
            capped=False,
            lines=(),
        )

    def _opened(self) -> Iterator[Pending]:
        if self._terms.opening is None:
            return
        about = {o.service_level for found in self._landed.values() for o in found.rated}
        for each in self._terms.opening.earn_back_pending:
            if each.service_level in about:
                yield Pending(
                    service_level=each.service_level, period=each.period, amount=each.amount
                )

    def _credit(self, month: MeasurementPeriod) -> ServiceCredit | None:
        agreed = self._regime.on(month.end)
        known = self._terms.charges(agreed.service, month)
        if known is None and _needs_charges(agreed):
            return None
        charges = Fraction(known or 0)
        causes = self._causes(agreed, month, charges)
        if causes is None:
            return None
        counted, lines = causes
        offsets = bonus_lines(agreed, self._landed[month].rated, charges, self._terms)
        due = sum(counted.values(), Fraction(0)) + sum(
            (Fraction(line.amount) for line in offsets), Fraction(0)
        )
        issued = bounded(due, agreed, self._room(agreed, month, charges))
        self._given[month] = issued.amount
        self._note_pending(agreed, counted, issued.amount)
        return replace(
            self.empty(month),
            amount=issued.amount,
            points=self._points(agreed, month),
            capped=issued.capped,
            lines=_adding_up((*lines, *offsets), issued),
        )

    def _causes(
        self, agreed: CreditRegime, month: MeasurementPeriod, charges: Fraction
    ) -> tuple[dict[Failed, Fraction], tuple[CreditLine, ...]] | None:
        """Return what each failure that counts comes to, and a line for every one."""
        claims = self._landed[month].claims
        standing = [claim for claim in claims if failure_of(claim) not in self._left_out]
        if isinstance(agreed, ConversionRegime):
            return self._converted(agreed, month, standing)
        counted = {
            failure_of(claim): claim.money(charges) * Fraction(claim.multiplier)
            for claim in standing
        }
        lines = tuple(self._line(claim, counted.get(failure_of(claim))) for claim in claims)
        return counted, lines

    def _converted(
        self, agreed: ConversionRegime, month: MeasurementPeriod, standing: Sequence[Claim]
    ) -> tuple[dict[Failed, Fraction], tuple[CreditLine, ...]] | None:
        sums = {m: self._sum_of_points(m) for m in self._landed if m <= month}
        found = converted(agreed, month, sums, self._terms)
        if found is None:
            return None
        own = sum((claim.repeated_points for claim in standing), Decimal(0))
        counted = {
            failure_of(claim): found.amount * Fraction(claim.repeated_points) / Fraction(own)
            for claim in standing
        }
        line = CreditLine(
            kind=LineKind.CONVERSION,
            cause=found.cause,
            amount=as_decimal(found.amount),
            how=found.how,
        )
        # What earlier months' points alone make due is of no failure of this month.
        rest = {} if standing else {(self._name, month): found.amount}
        return counted | rest, (line,) if found.amount else ()

    def _sum_of_points(self, month: MeasurementPeriod) -> Decimal:
        claims = self._landed[month].claims
        counted = (c.repeated_points for c in claims if failure_of(c) not in self._left_out)
        return sum(counted, Decimal(0))

    def _points(self, agreed: CreditRegime, month: MeasurementPeriod) -> Decimal | None:
        counts = any(c.points is not None for c in self._landed[month].claims)
        if not counts and not hasattr(agreed, "points"):
            return None
        return self._sum_of_points(month)

    def _line(self, claim: Claim, amount: Fraction | None) -> CreditLine:
        outcome = claim.outcome
        left_out = self._left_out.get(failure_of(claim), LineKind.FAILURE)
        how = claim.how if amount is not None else _LEFT_OUT[left_out]
        return CreditLine(
            kind=left_out,
            cause=f"{outcome.service_level} {outcome.period} {outcome.band or outcome.kind.value}",
            amount=as_decimal(amount or Fraction(0)),
            how=how,
            service_level=outcome.service_level,
            outcome_period=outcome.period,
        )

    def _room(self, agreed: CreditRegime, month: MeasurementPeriod, charges: Fraction) -> Room:
        if agreed.cap.year is None:
            return Room(charges=charges)
        year = agreed.cap.year_is
        limit = Fraction(agreed.cap.year) / 100
        limit *= self._terms.year_charges(agreed.service, month, year)
        before = self._terms.given_before(agreed.service, month, year)
        return Room(charges=charges, year=limit - Fraction(before + self._given_in(month, agreed)))

    def _given_in(self, month: MeasurementPeriod, agreed: CreditRegime) -> Decimal:
        """Return what was given in the year before a month; an opening stands for its time."""
        first = self._terms.years.first_month(month, agreed.cap.year_is)
        opening = self._terms.opening
        opened = opening if opening is not None and opening.is_before(month) else None
        return sum(
            (
                amount
                for each, amount in self._given.items()
                if first <= each < month and (opened is None or opened.is_before(each))
            ),
            Decimal(0),
        )

    def _note_pending(
        self, agreed: CreditRegime, counted: Mapping[Failed, Fraction], issued: Decimal
    ) -> None:
        if agreed.earn_back is not None and issued > 0:
            self._pending += _shares(counted, issued)


def _needs_charges(agreed: CreditRegime) -> bool:
    """Say whether anything of a regime is a percentage of charges."""
    flat = isinstance(agreed, FlatRegime) and agreed.percent is None
    caps = agreed.cap.month is not None or agreed.cap.year is not None
    return not flat or caps


def _shares(counted: Mapping[Failed, Fraction], issued: Decimal) -> Iterator[Pending]:
    """Yield what of an issued credit each failure bears; the last one bears what is left."""
    due = sum(counted.values(), Fraction(0))
    left = issued
    failures = [failed for failed, amount in counted.items() if amount]
    for number, (level, period) in enumerate(failures, start=1):
        share = as_decimal(Fraction(issued) * counted[level, period] / due)
        amount = left if number == len(failures) else share.quantize(issued)
        left -= amount
        yield Pending(service_level=level, period=period, amount=amount)


def _adding_up(lines: Iterable[CreditLine], issued: Bounded) -> tuple[CreditLine, ...]:
    """Return all lines of a credit, with what rounding makes of their sum."""
    found = (*lines, *issued.lines)
    exact = sum((Fraction(line.amount) for line in found), Fraction(0))
    rest = as_decimal(Fraction(issued.amount) - exact)
    if not rest:
        return found
    return (*found, CreditLine(kind=LineKind.ROUNDING, cause="rounding", amount=rest))
