"""Which claims of a month stand: critical failures replace others, of related ones one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.claim import Claim
from concord.domain.credit.service_credit import LineKind
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import ServiceLevel

Failed = tuple[str, MeasurementPeriod]
"""A failure: the service level and its period, whatever regimes it counts under."""

_Worth = tuple[Fraction, Decimal]


def dropped(
    claims: Iterable[Claim],
    levels: Mapping[str, ServiceLevel],
    charges: Callable[[Claim], Fraction],
) -> dict[Failed, LineKind]:
    """Return which failures of one service and month do not count, and why.

    First critical failures replace ordinary ones, where they are worth anything themselves;
    then of related failures only the dearest counts.  Repeats play no part in that yet.
    `charges` are those that a claim is a share of.
    """
    worth = _worth(claims, charges)
    found = dict.fromkeys(_replaced(worth, levels), LineKind.PRECEDENCE)
    left = [failed for failed in worth if failed not in found]
    return found | dict.fromkeys(_cheaper(left, worth, levels), LineKind.RELATED)


def _worth(claims: Iterable[Claim], charges: Callable[[Claim], Fraction]) -> dict[Failed, _Worth]:
    """Return what each failure comes to under all regimes, in money and in points."""
    sums: dict[Failed, _Worth] = defaultdict(lambda: (Fraction(0), Decimal(0)))
    for claim in claims:
        failed = failure_of(claim)
        money, points = sums[failed]
        sums[failed] = money + claim.money(charges(claim)), points + (claim.points or 0)
    return dict(sums)


def failure_of(claim: Claim) -> Failed:
    """Return the failure that a claim is for."""
    return claim.outcome.service_level, claim.outcome.period


def _replaced(
    worth: Mapping[Failed, _Worth], levels: Mapping[str, ServiceLevel]
) -> Iterable[Failed]:
    critical = [f for f, sums in worth.items() if levels[f[0]].critical and any(sums)]
    return [f for f in worth if f not in critical] if critical else []


def _cheaper(
    failures: Sequence[Failed],
    worth: Mapping[Failed, _Worth],
    levels: Mapping[str, ServiceLevel],
) -> Iterable[Failed]:
    groups: dict[str, list[Failed]] = defaultdict(list)
    for failed in failures:
        if levels[failed[0]].related:
            groups[levels[failed[0]].related].append(failed)
    for group in groups.values():
        # Of two equally dear ones the first by name: whichever it is, the sum is the same.
        dearest = min(group, key=lambda f: (*(-each for each in worth[f]), f[0], f[1].start))
        yield from (failed for failed in group if failed[0] != dearest[0])
