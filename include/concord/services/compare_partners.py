"""Portfolio: all partners side by side, from a handful of questions to the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.portfolio import Months, Portfolio, partner_figures, portfolio
from concord.domain.trend import HISTORY_LENGTH
from concord.ports import Store


def compare_partners(
    agreements: Collection[Agreement], months: Sequence[MeasurementPeriod], *, store: Store
) -> Portfolio:
    """Return the partners of `agreements` over `months`, of which there is at least one.

    Their course is told from the year up to the last of them.
    """
    with store.transaction() as tx:
        outcomes = tx.portfolio.outcomes(_with_a_year(months))
        credits_due = tx.portfolio.credits(months)
        issues = tx.portfolio.open_issues()
        live = tx.live_partners.all()
        kpis, past = _aims(agreements, months)
        measured = tx.portfolio.measurements(past, kpis) if kpis else {}
    found = [
        partner_figures(
            agreement,
            months,
            outcomes.get(agreement.partner, ()),
            credits_due.get(agreement.partner, ()),
            measurements=measured.get(agreement.partner, ()),
            open_issues=issues.get(agreement.partner, 0),
            live=agreement.partner in live,
        )
        for agreement in agreements
    ]
    return portfolio(found, months)


def _aims(
    agreements: Collection[Agreement], months: Sequence[MeasurementPeriod]
) -> tuple[frozenset[str], Months]:
    """Return the KPIs of all objectives, and the months since the first of them began."""
    aims = [aim for agreement in agreements for aim in agreement.relationship.objectives]
    whole = _with_a_year(months)
    began = [MeasurementPeriod.containing(a.since, PeriodLength.MONTH) for a in aims if a.since]
    return frozenset(a.kpis[0] for a in aims), period_range(min([*began, whole[0]]), whole[-1])


def _with_a_year(months: Sequence[MeasurementPeriod]) -> Months:
    first = last = max(months)
    for _ in range(HISTORY_LENGTH - 1):
        first = first.previous()
    return period_range(min(first, *months), last)
