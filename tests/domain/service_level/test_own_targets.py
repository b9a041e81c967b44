"""Targets of single values, and targets that the delivered rows state."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.kpi import TOTAL, Dimension
from concord.domain.quantity import Direction, Target, parse_span
from concord.domain.service_level import (
    Applies,
    Bands,
    CountsAs,
    OutcomeKind,
    OwnTarget,
    ServiceLevel,
    StatedTarget,
    rate,
)
from tests.builders import (
    at_least,
    at_site,
    bands,
    evidence,
    expression,
    period,
    service_level,
    terms,
)

OCTOBER = period("2026-10")
MANILA, CEBU = at_site("manila"), at_site("cebu")
OWN = OwnTarget(value="manila", target=at_least("90"), bands=bands("serious", minor="85"))
BY_SITE = service_level(for_each=("site",), terms=(terms(own=(OWN,)),))
STATED = StatedTarget(
    since=date(2026, 1, 1),
    direction=Direction.AT_LEAST,
    text="target",
    least=expression('MIN("target")', "target"),
    different=expression('COUNT(DISTINCT "target")', "target"),
    stating=expression('COUNT("target")', "target"),
    bands=Bands(beyond="missed"),
)
BY_ROWS = service_level(terms=(), stated=STATED)


@pytest.mark.parametrize(
    ("dimension", "value", "kind", "band", "target"),
    [
        (TOTAL, "89", OutcomeKind.MET, None, "80"),
        (CEBU, "89", OutcomeKind.MET, None, "80"),
        (CEBU, "79", OutcomeKind.MISSED, "minor", "80"),
        (MANILA, "90", OutcomeKind.MET, None, "90"),
        (MANILA, "89", OutcomeKind.MISSED, "minor", "90"),
        (MANILA, "84", OutcomeKind.MISSED, "serious", "90"),
        ((*MANILA, ("team", "a")), "89", OutcomeKind.MET, None, "80"),
    ],
)
def test_a_value_with_a_target_of_its_own_is_held_to_it(
    dimension: Dimension, value: str, kind: OutcomeKind, band: str | None, target: str
) -> None:
    outcome = rate(BY_SITE, OCTOBER, dimension, evidence(value))
    assert (outcome.kind, outcome.band, outcome.target) == (kind, band, at_least(target))


@pytest.mark.parametrize(
    ("value", "stated", "kind", "band"),
    [
        ("90", Decimal(90), OutcomeKind.MET, None),
        ("89.9999", Decimal(90), OutcomeKind.MISSED, "missed"),
        ("0", Decimal(0), OutcomeKind.MET, None),
        ("90", None, OutcomeKind.INSUFFICIENT_DATA, None),
        (None, Decimal(90), OutcomeKind.INSUFFICIENT_DATA, None),
    ],
)
def test_the_target_that_rows_state_holds_and_none_is_no_target_of_zero(
    value: str | None, stated: Decimal | None, kind: OutcomeKind, band: str | None
) -> None:
    outcome = rate(BY_ROWS, OCTOBER, (), evidence(value, stated=stated))
    target = None if stated is None else Target(direction=Direction.AT_LEAST, limit=stated)
    assert (outcome.kind, outcome.band, outcome.target) == (kind, band, target)


def test_without_a_stated_target_time_and_completeness_come_first() -> None:
    running = evidence("90", over=False)
    assert rate(BY_ROWS, OCTOBER, (), running).kind is OutcomeKind.OPEN
    partly = evidence("90", completeness=Fraction(1, 2))
    assert rate(BY_ROWS, OCTOBER, (), partly).kind is OutcomeKind.INCOMPLETE


def test_silence_is_a_miss_even_where_no_row_states_a_target() -> None:
    level = replace(BY_ROWS, if_incomplete=CountsAs(band="missed", after=parse_span("1 day")))
    silent = evidence(None, completeness=Fraction(0), silent=True)
    outcome = rate(level, OCTOBER, (), silent)
    assert (outcome.kind, outcome.band, outcome.target) == (OutcomeKind.MISSED, "missed", None)


@pytest.mark.parametrize(
    ("level", "asked", "in_force"),
    [
        (BY_ROWS, "2025-12", False),
        (BY_ROWS, "2026-01", True),
        (replace(BY_ROWS, in_force_until=date(2026, 9, 30)), "2026-10", False),
    ],
)
def test_a_stated_target_is_in_force_like_any_other(
    level: ServiceLevel,
    asked: str,
    in_force: bool,  # noqa: FBT001 - a column of the table
) -> None:
    outcome = rate(level, period(asked), (), evidence("90", stated=Decimal(80)))
    assert (outcome.kind is not OutcomeKind.NOT_IN_FORCE) is in_force


def test_a_level_knows_its_direction_first_day_and_bands_wherever_they_stand() -> None:
    assert (BY_ROWS.direction, BY_ROWS.since) == (Direction.AT_LEAST, date(2026, 1, 1))
    assert BY_ROWS.band_names == ("missed",)
    assert BY_SITE.band_names == ("minor", "serious")
    assert (BY_SITE.direction, BY_SITE.since) == (Direction.AT_LEAST, terms().since)


def test_what_is_rated_beside_the_total_is_single_or_crossed() -> None:
    level = service_level(for_each=("site",), crosses=(("site", "team"),))
    assert level.groupings == (("site",), ("site", "team"))


@pytest.mark.parametrize(
    ("dimension", "value", "kind"),
    [
        # 15 days at 90 and 16 at 92 are 91.0322…; at 80 and 82 they are 81.0322….
        (MANILA, "91.03", OutcomeKind.MISSED),
        (MANILA, "91.04", OutcomeKind.MET),
        (CEBU, "81.03", OutcomeKind.MISSED),
        (CEBU, "81.04", OutcomeKind.MET),
    ],
)
def test_terms_by_day_are_the_mean_of_a_value_s_own_targets(
    dimension: Dimension, value: str, kind: OutcomeKind
) -> None:
    revised = terms(
        since=date(2026, 10, 16),
        target=at_least("82"),
        applies=Applies.PRO_RATA,
        own=(replace(OWN, target=at_least("92")),),
    )
    level = service_level(for_each=("site",), terms=(terms(own=(OWN,)), revised))
    assert rate(level, OCTOBER, dimension, evidence(value)).kind is kind
