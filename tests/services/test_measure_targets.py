"""Targets that delivered rows state: what is rated needs one in all its rows."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.kpi import TOTAL
from concord.domain.quantity import Direction
from concord.domain.service_level import Bands, OutcomeKind, StatedTarget
from tests.builders import (
    agreement,
    at_least,
    column,
    expression,
    service_level,
    source,
)
from tests.fakes_observations import Row
from tests.services.test_measure import CEBU, MANILA, figures, outcomes
from tests.stored_places import day

STATED = StatedTarget(
    since=date(2026, 1, 1),
    direction=Direction.AT_LEAST,
    text="agreed",
    least=expression('MIN("agreed")', "agreed"),
    different=expression('COUNT(DISTINCT "agreed")', "agreed"),
    stating=expression('COUNT("agreed")', "agreed"),
    bands=Bands(),
)
STATING = agreement(
    sources=(source(columns=(*source().columns, column("agreed"))),),
    service_levels=(service_level(terms=(), stated=STATED, for_each=("site",)),),
)


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ([80, 80], OutcomeKind.MET),
        ([81, 81], OutcomeKind.MISSED),
        ([80, None], OutcomeKind.INSUFFICIENT_DATA),
        ([0, 0], OutcomeKind.MET),
        ([80, 81], OutcomeKind.INSUFFICIENT_DATA),
        ([0, 80], OutcomeKind.INSUFFICIENT_DATA),
        ([None, None], OutcomeKind.INSUFFICIENT_DATA),
    ],
)
def test_what_is_rated_needs_one_target_in_all_its_rows(
    stated: list[int | None], kind: OutcomeKind
) -> None:
    rows: list[Row] = [
        {**day(f"2026-10-0{number}", "cebu", 10, 8), "agreed": agreed}
        for number, agreed in enumerate(stated, start=1)
    ]
    other: Row = {**day("2026-10-01", "manila", 10, 9), "agreed": 95}
    found = outcomes(figures(STATING, [*rows, other]))
    assert found[CEBU].kind is kind
    assert found[MANILA].kind is OutcomeKind.MISSED
    assert found[TOTAL].kind is OutcomeKind.INSUFFICIENT_DATA
    unclear = kind is OutcomeKind.INSUFFICIENT_DATA
    assert found[CEBU].target == (None if unclear else at_least(str(stated[0])))


@pytest.mark.parametrize(("agreed", "kind"), [(80, OutcomeKind.MET), (90, OutcomeKind.MISSED)])
def test_without_dimensions_the_rows_of_each_period_state_the_target_of_the_whole(
    agreed: int, kind: OutcomeKind
) -> None:
    whole = replace(STATING.service_levels[0], for_each=())
    rows: list[Row] = [
        {**day("2026-10-01", site, 10, 8), "agreed": agreed} for site in ("cebu", "manila")
    ]
    found = outcomes(figures(replace(STATING, service_levels=(whole,)), rows))
    assert {d: o.kind for d, o in found.items()} == {TOTAL: kind}
