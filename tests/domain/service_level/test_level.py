"""When a service level holds, and on which terms."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.period import RollingMonths
from concord.domain.service_level import (
    OutcomeKind,
    rate,
)
from tests.builders import (
    at_least,
    evidence,
    period,
    service_level,
    terms,
)

OCTOBER = period("2026-10")


@pytest.mark.parametrize(
    ("since", "until", "kind"),
    [
        ("2026-10-01", None, OutcomeKind.MET),
        ("2026-10-02", None, OutcomeKind.NOT_IN_FORCE),
        ("2026-11-01", None, OutcomeKind.NOT_IN_FORCE),
        ("2026-01-01", "2026-10-31", OutcomeKind.MET),
        ("2026-01-01", "2026-10-30", OutcomeKind.NOT_IN_FORCE),
    ],
)
def test_only_full_periods_in_force_are_rated(
    since: str, until: str | None, kind: OutcomeKind
) -> None:
    level = service_level(
        terms=(terms(since=date.fromisoformat(since)),),
        in_force_until=None if until is None else date.fromisoformat(until),
    )
    outcome = rate(level, OCTOBER, (), evidence("82"))
    assert outcome.kind is kind
    assert (outcome.target is None) == (kind is OutcomeKind.NOT_IN_FORCE)


@pytest.mark.parametrize(
    ("amended", "target"),
    [("2026-10-31", "82"), ("2026-10-02", "82"), ("2026-11-01", "80")],
)
def test_the_terms_in_force_on_the_last_day_apply(amended: str, target: str) -> None:
    revised = terms(since=date.fromisoformat(amended), target=at_least("82"), amendment="A-3")
    outcome = rate(service_level(terms=(terms(), revised)), OCTOBER, (), evidence("81"))
    assert outcome.target == at_least(target)


def test_a_rolling_period_is_rated_once_it_lies_in_force_as_a_whole() -> None:
    level = service_level(period=RollingMonths(months=3), terms=(terms(since=date(2026, 8, 1)),))
    assert level.terms_for(period("2026-09/P3M")) is None
    assert level.terms_for(period("2026-10/P3M")) == level.terms[0]


def test_it_counts_days_where_it_was_ever_agreed_for_a_share_of_them() -> None:
    of_days = terms(share_of_days=Decimal(95))
    assert not service_level().counts_days
    assert service_level(terms=(terms(), of_days)).counts_days
