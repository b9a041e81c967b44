"""The portfolio: who is ranked, over which months, and what stands beside the score."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.period import MeasurementPeriod
from concord.domain.portfolio import (
    PartnerFigures,
    Portfolio,
    partner_figures,
    portfolio,
)
from concord.domain.score import Score
from concord.domain.score_over_time import MonthlyScores
from concord.domain.service_level import OutcomeKind
from tests.builders_report import OCTOBER, an_agreement, an_outcome

AUGUST, SEPTEMBER = OCTOBER.previous().previous(), OCTOBER.previous()
QUARTER = (AUGUST, SEPTEMBER, OCTOBER)


def scored(values: Mapping[MeasurementPeriod, int | None]) -> MonthlyScores:
    return MonthlyScores(
        scores={
            month: Score(value=None if value is None else Fraction(value), unscored=())
            for month, value in values.items()
        }
    )


def a_partner(name: str, *scores: int | None) -> PartnerFigures:
    """Return a partner with these scores of August, September and October."""
    return PartnerFigures(
        partner=name.lower(),
        name=name,
        live=True,
        scores=scored(dict(zip(QUARTER, scores, strict=False))),
        services=(),
        rated=0,
        missed=0,
        credits=(),
        open_issues=0,
    )


def ranks(found: Portfolio) -> list[tuple[int | None, str]]:
    return [(row.rank, row.figures.name) for row in found.ranked]


def test_partners_are_ranked_by_the_mean_of_the_months() -> None:
    partners = [a_partner("Acme", 90, 90, 90), a_partner("Zenith", 100, 100, 100)]
    found = portfolio(partners, QUARTER)
    assert ranks(found) == [(1, "Zenith"), (2, "Acme")]
    assert found.compared == found.months == QUARTER
    assert found.ranked[0].score.value == 100


def test_equal_scores_share_a_rank_and_stand_by_name() -> None:
    partners = [
        a_partner("zenith", 90, 80, 70),
        a_partner("Acme", 80, 80, 80),
        a_partner("Borealis", 99, 99, 99),
        a_partner("Castellan", 1, 1, 1),
    ]
    assert ranks(portfolio(partners, QUARTER)) == [
        (1, "Borealis"),
        (2, "Acme"),
        (2, "zenith"),
        (4, "Castellan"),
    ]


def test_a_partner_that_lacks_a_compared_month_stands_beside_and_it_is_said_which() -> None:
    partners = [
        a_partner("Acme", 90, 90, 90),
        a_partner("Borealis", 100, None, 100),
        a_partner("Zenith"),
    ]
    found = portfolio(partners, QUARTER)
    assert ranks(found) == [(1, "Acme")]
    assert [(row.figures.name, row.rank, row.lacking) for row in found.beside] == [
        ("Borealis", None, (SEPTEMBER,)),
        ("Zenith", None, QUARTER),
    ]
    assert found.beside[0].score.value == 100


def test_one_early_file_leaves_nobody_else_behind() -> None:
    partners = [
        a_partner("Acme", 90, 90, None),
        a_partner("Borealis", 80, 80),
        a_partner("Zenith", 70, 70, 100),
    ]
    found = portfolio(partners, QUARTER)
    assert found.compared == (AUGUST, SEPTEMBER)
    assert ranks(found) == [(1, "Acme"), (2, "Borealis"), (3, "Zenith")]
    assert found.ranked[2].score.value == 70


def test_without_any_score_nobody_is_ranked_and_nothing_compared() -> None:
    found = portfolio([a_partner("Acme", None), a_partner("Zenith")], QUARTER)
    assert (found.ranked, found.compared) == ((), ())
    assert [row.figures.name for row in found.beside] == ["Acme", "Zenith"]
    assert portfolio([], QUARTER).beside == ()


def test_scores_outside_the_months_count_for_nothing() -> None:
    july = AUGUST.previous()
    old = replace(a_partner("Acme"), scores=scored({july: 100}))
    assert portfolio([old], QUARTER).ranked == ()


lists = st.lists(
    st.lists(st.none() | st.integers(0, 100), min_size=3, max_size=3), min_size=1, max_size=6
)


@given(values=lists)
def test_every_ranked_partner_has_data_in_every_compared_month(
    values: list[list[int | None]],
) -> None:
    partners = [a_partner(f"P{number}", *own) for number, own in enumerate(values)]
    found = portfolio(partners, QUARTER)
    for row in found.ranked:
        assert set(found.compared) <= row.figures.scores.months
        assert row.score.months == found.compared
    assert len(found.ranked) + len(found.beside) == len(partners)
    scores = [row.score.value for row in found.ranked]
    assert scores == sorted(scores, key=lambda value: value or 0, reverse=True)


@given(values=lists, order=st.randoms(use_true_random=False))
def test_the_order_of_the_partners_changes_nothing(
    values: list[list[int | None]], order: Random
) -> None:
    partners = [a_partner(f"P{number}", *own) for number, own in enumerate(values)]
    shuffled = list(partners)
    order.shuffle(shuffled)
    assert portfolio(shuffled, QUARTER) == portfolio(partners, QUARTER)


def credit(amount: str, currency: str = "GBP") -> ServiceCredit:
    return ServiceCredit(
        service="voice",
        period=OCTOBER,
        amount=Decimal(amount),
        currency=currency,
        points=Decimal(0),
        capped=False,
        lines=(),
    )


def test_figures_of_the_months_asked_for_and_the_course_of_the_year() -> None:
    months = [OCTOBER]
    while len(months) < 6:
        months.insert(0, months[0].previous())
    values = ["40", "40", "40", "80", "80", "72"]
    outcomes = [
        an_outcome("answered", value, month) for month, value in zip(months, values, strict=True)
    ]
    outcomes.append(an_outcome("qa", None))
    found = partner_figures(
        an_agreement(),
        [SEPTEMBER, OCTOBER],
        outcomes,
        [credit("10.50"), credit("5", "EUR"), credit("2")],
        open_issues=3,
        live=False,
    )
    assert (found.rated, found.missed) == (2, 1)
    assert found.credits == (("EUR", Decimal(5)), ("GBP", Decimal("12.50")))
    assert (found.open_issues, found.live) == (3, False)
    assert found.scores.course == "improving"
    assert [name for name, _ in found.services] == ["Customer care by phone"]
    assert found.services[0][1].of(OCTOBER).value == found.scores.of(OCTOBER).value == 90


def test_services_have_scores_of_their_own() -> None:
    one = an_agreement()
    first, *others = one.service_levels
    two = replace(
        one,
        services=(*one.services, replace(one.services[0], id="chat", name="Chat")),
        service_levels=(replace(first, service="chat"), *others),
    )
    outcomes = [an_outcome("answered", "40"), an_outcome("qa", "95")]
    found = partner_figures(two, QUARTER, outcomes, (), open_issues=0, live=True)
    values = {name: scores.of(OCTOBER).value for name, scores in found.services}
    assert values == {"Customer care by phone": 100, "Chat": 50}


def test_a_bonus_is_no_part_of_the_credits() -> None:
    bonus = replace(
        credit("-40"),
        lines=(CreditLine(kind=LineKind.BONUS, cause="bonus", amount=Decimal(-40)),),
    )
    owed = [credit("100"), bonus]
    found = partner_figures(an_agreement(), QUARTER, [], owed, open_issues=0, live=True)
    assert (found.credits, found.bonuses) == (
        (("GBP", Decimal(100)),),
        (("GBP", Decimal(40)),),
    )


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if not kind.is_rated])
def test_what_was_not_rated_is_no_miss(kind: OutcomeKind) -> None:
    outcome = an_outcome("answered", "10", kind=kind)
    found = partner_figures(an_agreement(), QUARTER, [outcome], (), open_issues=0, live=True)
    assert (found.rated, found.missed, found.credits) == (0, 0, ())
