"""Periods are valued together: a repeat and its credit follow from the month before."""

from decimal import Decimal

from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeBook
from concord.domain.service_level import OutcomeKind
from concord.domain.valued_periods import valued_periods
from tests.builders import agreement, outcome, period


def test_each_period_keeps_its_own_outcomes_and_credits() -> None:
    agreed = agreement()
    drafts = [
        Assessment(
            partner="northwind",
            period=period(month),
            inputs="",
            agreement="",
            measurements=(),
            outcomes=(outcome(kind=OutcomeKind.MISSED, band="minor", period=period(month)),),
        )
        for month in ("2026-09", "2026-10")
    ]
    book = ChargeBook(terms={each.id: agreed.charge_terms(each) for each in agreed.services})
    first, second = valued_periods(agreed, drafts, book)
    assert (first.outcomes[0].repeat, second.outcomes[0].repeat) == (False, True)
    assert [c.period for c in (*first.credits, *second.credits)] == [d.period for d in drafts]
    assert second.credits[0].amount == first.credits[0].amount * Decimal(2)
