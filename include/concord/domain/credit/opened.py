"""What an opening says of credits before it: those that may still be earned back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from concord.domain.credit.earned_back import Pending
from concord.domain.credit.regimes import CreditRegime
from concord.domain.opening import Opening
from concord.domain.period import MeasurementPeriod, PeriodLength


def opened_before(
    opening: Opening | None,
    regimes: Sequence[tuple[str, CreditRegime]],
    covered: Mapping[str, Collection[str]],
) -> dict[str, list[Pending]]:
    """Return what the opening says may be earned back, by the name of the regime it is under.

    `covered` are the service levels that each regime is about, by its name.
    It is under the first regime that is about the service level and lets credits be earned
    back: given back twice, it would be more than was ever credited.
    """
    found: dict[str, list[Pending]] = {name: [] for name, _ in regimes}
    if opening is None:
        return found
    for each in opening.earn_back_pending:
        for name, regime in regimes:
            month = MeasurementPeriod.containing(each.period.end, PeriodLength.MONTH)
            back = regime.on(month.end).earn_back
            if back is not None and each.service_level in covered[name]:
                pending = Pending(
                    service_level=each.service_level,
                    period=each.period,
                    amount=each.amount,
                    opened=opening.as_of,
                )
                found[name].append(pending)
                break
    return found
