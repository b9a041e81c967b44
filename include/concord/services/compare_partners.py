"""Portfolio: all partners side by side, from a handful of questions to the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod, period_range
from concord.domain.portfolio import Portfolio, partner_figures, portfolio
from concord.domain.trend import HISTORY_LENGTH
from concord.ports import Store


def compare_partners(
    agreements: Iterable[Agreement], months: Sequence[MeasurementPeriod], *, store: Store
) -> Portfolio:
    """Return the partners of `agreements` over `months`, of which there is at least one.

    Their course is told from the year up to the last of them.
    """
    with store.transaction() as tx:
        outcomes = tx.portfolio.outcomes(_with_a_year(months))
        credits_due = tx.portfolio.credits(months)
        issues = tx.portfolio.open_issues()
        live = tx.live_partners.all()
    found = [
        partner_figures(
            agreement,
            months,
            outcomes.get(agreement.partner, ()),
            credits_due.get(agreement.partner, ()),
            open_issues=issues.get(agreement.partner, 0),
            live=agreement.partner in live,
        )
        for agreement in agreements
    ]
    return portfolio(found, months)


def _with_a_year(months: Sequence[MeasurementPeriod]) -> tuple[MeasurementPeriod, ...]:
    first = last = max(months)
    for _ in range(HISTORY_LENGTH - 1):
        first = first.previous()
    return period_range(min(first, *months), last)
