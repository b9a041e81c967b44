"""The figures of deliveries: values, outcomes, and what they depend on."""

from dataclasses import replace
from datetime import datetime, time
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.delivery_figures import DeliveryFigures, delivery_figures, delivery_inputs
from concord.domain.delivery_record import delivery_records
from concord.domain.kpi import TOTAL, DeliveryRate
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Submission
from tests.builders import (
    agreement,
    at_least,
    bands,
    kpi,
    moment,
    period,
    service_level,
    source,
    submission,
    terms,
)

IN_THREE_DAYS = DueRule(after_end=parse_span("3 business days"), at=time(17))
PUNCTUAL = kpi(
    id="punctual",
    source="",
    rate=DeliveryRate.PUNCTUALITY,
    deliveries=("daily_ops", "quality"),
    by=(("source",),),
)
ALWAYS = service_level(
    kpi="punctual", terms=(terms(target=at_least("95"), bands=bands("serious", minor="50")),)
)
NORTHWIND = agreement(
    sources=(source(due=IN_THREE_DAYS), source(id="quality", due=IN_THREE_DAYS)),
    kpis=(kpi(), PUNCTUAL),
    service_levels=(service_level(id="answered"), ALWAYS),
    effects_from=period(),
)
DAILY = submission(arrived=moment("2026-11-03T09:00"))
QUALITY = submission(source="quality", sha256="q", arrived=moment("2026-11-05T09:00"))
LATER = "2026-11-10T09:00"


def figures(
    *came: Submission,
    at: str = LATER,
    agreed: Agreement = NORTHWIND,
    month: MeasurementPeriod | None = None,
) -> DeliveryFigures:
    now = moment(at)
    records = delivery_records(agreed, came, None, now)
    return delivery_figures(agreed, month or period(), records, now)


@pytest.mark.parametrize(
    ("came", "at", "kind", "value"),
    [
        ([DAILY, QUALITY], LATER, OutcomeKind.MISSED, Fraction(50)),
        ([DAILY, replace(QUALITY, arrived=DAILY.arrived)], LATER, OutcomeKind.MET, Fraction(100)),
        ([], LATER, OutcomeKind.MISSED, Fraction(0)),
        ([DAILY], "2026-11-04T16:59", OutcomeKind.OPEN, None),
        ([DAILY], "2026-11-04T17:00", OutcomeKind.MISSED, Fraction(50)),
    ],
)
def test_they_are_rated_like_any_kpi_once_all_was_due(
    came: list[Submission], at: str, kind: OutcomeKind, value: Fraction | None
) -> None:
    [outcome] = figures(*came, at=at).outcomes
    assert (outcome.dimension, outcome.kind, outcome.value) == (TOTAL, kind, value)
    assert outcome.completeness == 1


def test_each_source_is_rated_where_that_is_agreed() -> None:
    each = replace(NORTHWIND, service_levels=(replace(ALWAYS, for_each=("source",)),))
    found = {o.dimension: o.kind for o in figures(DAILY, QUALITY, agreed=each).outcomes}
    assert found == {
        TOTAL: OutcomeKind.MISSED,
        (("source", "daily_ops"),): OutcomeKind.MET,
        (("source", "quality"),): OutcomeKind.MISSED,
    }


def test_where_nothing_was_ever_due_there_is_no_volume() -> None:
    never = replace(NORTHWIND, sources=(source(), source(id="quality")))
    found = figures(DAILY, agreed=never)
    assert [m.value for m in found.measurements] == [None] * 3
    assert [o.kind for o in found.outcomes] == [OutcomeKind.INSUFFICIENT_DATA]


def test_a_period_of_another_length_or_without_deliveries_has_none() -> None:
    for month in (period("2026-Q4"), period("2026-08")):
        assert figures(DAILY, month=month) == DeliveryFigures(measurements=(), outcomes=())


def test_a_quarter_counts_the_deliveries_of_its_months() -> None:
    quarterly = replace(ALWAYS, period=PeriodLength.QUARTER)
    agreed = replace(NORTHWIND, service_levels=(quarterly,))
    found = figures(DAILY, QUALITY, agreed=agreed, month=period("2026-Q4"))
    assert found.measurements[0].denominator == 2
    assert [o.kind for o in found.outcomes] == [OutcomeKind.OPEN]


def test_while_a_period_runs_its_figure_is_open_though_all_has_come() -> None:
    early = replace(
        NORTHWIND,
        sources=(source(due=DueRule(after_end=parse_span("0 days"), at=time(9))),),
        kpis=(replace(PUNCTUAL, deliveries=("daily_ops",)),),
    )
    weekly = replace(early, sources=(replace(early.sources[0], covers=PeriodLength.WEEK),))
    [outcome] = figures(agreed=weekly, at="2026-10-28T09:00").outcomes
    assert outcome.kind is OutcomeKind.OPEN


def inputs(*came: Submission, at: str = LATER) -> list[str]:
    now: datetime = moment(at)
    return list(
        delivery_inputs(NORTHWIND, period(), delivery_records(NORTHWIND, came, None, now), now)
    )


def test_what_they_depend_on_changes_with_what_came_and_with_time() -> None:
    assert inputs(DAILY) == inputs(DAILY, at="2026-12-01T09:00")
    assert inputs(DAILY) != inputs(DAILY, QUALITY)
    assert inputs(DAILY) != inputs(DAILY, at="2026-11-04T16:59")
