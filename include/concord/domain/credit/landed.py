"""What falls to a regime in a month: rated outcomes, what they cost, and the lines of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.claim import Claim
from concord.domain.credit.digits import as_decimal
from concord.domain.credit.precedence import Failed, failure_of
from concord.domain.credit.service_credit import CreditLine, LineKind, sum_of
from concord.domain.quantity import Money
from concord.domain.service_level import Outcome

_LEFT_OUT = {
    LineKind.PRECEDENCE: "replaced by a critical failure",
    LineKind.RELATED: "related to a dearer failure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What counts under a regime in one month: the rated outcomes, and what they cost.

    `left_out` are the failures that do not count, of any month, and why.
    """

    rated: tuple[Outcome, ...]
    claims: tuple[Claim, ...]
    left_out: Mapping[Failed, LineKind]

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that count."""
        return tuple(claim for claim in self.claims if failure_of(claim) not in self.left_out)

    @property
    def points(self) -> Decimal:
        """The sum of the points that count, repeats multiplied."""
        return sum_of(claim.repeated_points for claim in self.standing)

    def lines(
        self, amounts: Mapping[Failed, Fraction], charges: Mapping[Failed, Money]
    ) -> tuple[CreditLine, ...]:
        """Return a line for each failure, of nothing where it does not count by itself.

        `charges` are those that a failure is priced by.
        """
        return tuple(_line(claim, self.left_out, amounts, charges) for claim in self.claims)


def _line(
    claim: Claim,
    left_out: Mapping[Failed, LineKind],
    amounts: Mapping[Failed, Fraction],
    charges: Mapping[Failed, Money],
) -> CreditLine:
    outcome, failed = claim.outcome, failure_of(claim)
    kind = left_out.get(failed, LineKind.FAILURE)
    worked_out = claim.worked_out(charges.get(failed))
    return CreditLine(
        kind=kind,
        cause=f"{outcome.service_level} {outcome.period} {outcome.band or outcome.kind.value}",
        amount=as_decimal(amounts.get(failed, Fraction(0))),
        how=_LEFT_OUT.get(kind, worked_out),
        service_level=outcome.service_level,
        outcome_period=outcome.period,
    )


def shares(amounts: Iterable[tuple[Failed, Fraction]], issued: Decimal) -> dict[Failed, Decimal]:
    """Return what of an issued credit each failure bears; the last one bears what is left."""
    bearing = [(failed, amount) for failed, amount in amounts if amount]
    due = sum((amount for _, amount in bearing), Fraction(0))
    found: dict[Failed, Decimal] = {}
    left = issued
    for number, (failed, amount) in enumerate(bearing, start=1):
        share = as_decimal(Fraction(issued) * amount / due).quantize(issued)
        found[failed] = left if number == len(bearing) else share
        left -= found[failed]
    return found
