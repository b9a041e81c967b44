"""What other terms would have made of periods that are over."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.quantity import Direction, Target
from concord.domain.rating_change import always, rating_changes
from concord.domain.service_level import Bands, OutcomeKind, Terms
from tests.builders import agreement, at_site, outcome, period, service_level

MONTHS = [period(f"2026-{month:02d}") for month in range(1, 13)] + [period("2027-01")]
MET, MISSED, OPEN = OutcomeKind.MET, OutcomeKind.MISSED, OutcomeKind.OPEN


def assessed(kinds: str) -> list[Assessment]:
    """Return a month's assessment for each sign: + met, - missed, o still open."""
    signs = {"+": MET, "-": MISSED, "o": OPEN}
    return [
        Assessment(
            partner="northwind",
            period=month,
            inputs="",
            agreement="",
            measurements=(),
            outcomes=(outcome(kind=signs[sign], period=month),),
        )
        for month, sign in zip(MONTHS, kinds, strict=False)
    ]


def test_the_last_twelve_rated_periods_count() -> None:
    (found,) = rating_changes(assessed("-++++++++++-+"), assessed("--+++++++++--"))
    assert found.periods == tuple(MONTHS[1:])
    assert found.failed == (MONTHS[11],)
    assert found.would_fail == (MONTHS[1], MONTHS[11], MONTHS[12])
    assert found.words == ("phone: 3 of the last 12 periods would have been missed; 1 were")


def test_only_periods_that_both_rate_count() -> None:
    (found,) = rating_changes(assessed("+o+"), assessed("--o"))
    assert found.periods == (MONTHS[0],)
    assert rating_changes(assessed("o"), assessed("+")) == ()
    assert rating_changes(assessed("+"), []) == ()


def test_only_the_total_counts() -> None:
    month = Assessment(
        partner="northwind",
        period=MONTHS[0],
        inputs="",
        agreement="",
        measurements=(),
        outcomes=(outcome(kind=MISSED, period=MONTHS[0], dimension=at_site("cebu")),),
    )
    assert rating_changes([month], [month]) == ()


def test_the_newest_terms_are_taken_as_if_they_had_always_held() -> None:
    first, newest = (
        Terms(
            since=since,
            target=Target(direction=Direction.AT_LEAST, limit=Decimal(limit)),
            bands=Bands(),
        )
        for since, limit in ((date(2024, 4, 1), 80), (date(2027, 7, 1), 82))
    )
    before: Agreement = agreement(service_levels=(service_level(terms=(first, newest)),))
    (level,) = always(before).service_levels
    assert level.terms == (replace(newest, since=date(2024, 4, 1)),)


def test_a_level_whose_rows_state_the_target_stays_as_it_is() -> None:
    level = service_level(terms=())
    stating = replace(agreement(), service_levels=(level,))
    assert always(stating).service_levels == (level,)
