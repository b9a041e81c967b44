"""The portfolio from what is on record: scores, misses, credits and issues of every partner."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from concord.domain.assessment import Assessment
from concord.domain.objectives import ObjectiveState
from concord.domain.period import MeasurementPeriod
from concord.domain.relationship import Objective, Relationship
from concord.domain.score_over_time import months_of_span
from concord.domain.service_level import Outcome
from concord.domain.shadow import LivePartner
from concord.services.compare_partners import compare_partners
from tests.builders import at_least, measurement
from tests.builders_report import NOW, OCTOBER, a_year, an_agreement, an_issue
from tests.fakes_store import FakeStore

NORTHWIND = an_agreement()
ZENITH = replace(NORTHWIND, partner="zenith", name="Zenith")
QUARTER = months_of_span(MeasurementPeriod.parse("2026-10/P3M"))


def an_assessment(period: MeasurementPeriod, outcomes: list[Outcome]) -> Assessment:
    return Assessment(
        partner="northwind",
        period=period,
        inputs="inputs",
        agreement="5f0c9d2e",
        measurements=(),
        outcomes=tuple(outcomes),
    )


def a_store() -> FakeStore:
    """Return a store with a year of one partner, and one month of another."""
    store = FakeStore()
    with store.transaction() as tx:
        for assessment in a_year():
            tx.assessments.save(assessment)
        tx.assessments.save(replace(a_year()[-1], partner="zenith"))
        tx.issues.save(an_issue())
        tx.live_partners.add(LivePartner(partner="zenith", since=NOW, by="kim"))
    return store


def test_partners_are_set_side_by_side() -> None:
    found = compare_partners([ZENITH, NORTHWIND], [OCTOBER], store=a_store())
    assert [(row.rank, row.figures.partner) for row in found.ranked] == [
        (1, "northwind"),
        (1, "zenith"),
    ]
    northwind, zenith = (row.figures for row in found.ranked)
    assert (northwind.live, zenith.live) == (False, True)
    assert (northwind.open_issues, zenith.open_issues) == (1, 0)
    assert (northwind.rated, northwind.missed) == (6, 2)
    assert [currency for currency, _ in northwind.credits] == ["GBP"]
    assert northwind.credits == zenith.credits


def test_a_course_needs_the_year_and_the_rest_the_months_asked_for() -> None:
    found = compare_partners([NORTHWIND, ZENITH], QUARTER, store=a_store())
    assert [row.figures.partner for row in found.ranked] == ["northwind"]
    northwind = found.ranked[0].figures
    assert (northwind.rated, len(northwind.scores.months)) == (18, 12)
    assert northwind.scores.course is not None
    (zenith,) = found.beside
    assert (zenith.lacking, zenith.figures.scores.course) == (QUARTER[:2], None)


def test_a_partner_of_whom_nothing_is_known_stands_beside() -> None:
    found = compare_partners([NORTHWIND], [OCTOBER], store=FakeStore())
    assert found.ranked == ()
    assert [row.figures.name for row in found.beside] == ["Northwind Contact"]


def test_more_than_a_year_can_be_asked_for() -> None:
    months = months_of_span(MeasurementPeriod.parse("2026-10/P18M"))
    found = compare_partners([NORTHWIND], months, store=a_store())
    assert (len(found.months), len(found.compared)) == (18, 12)


def test_objectives_are_told_from_their_beginning_on() -> None:
    aim = Objective(
        id="better",
        what="Better calls",
        kpis=("qa",),
        target=at_least("95"),
        since=date(2025, 1, 1),
        by=date(2026, 12, 31),
    )
    aiming = replace(NORTHWIND, relationship=Relationship(objectives=(aim,)))
    store = a_store()
    with store.transaction() as tx:
        for text, value in (("2025-01", "85"), ("2026-10", "90"), ("2026-11", "99")):
            month = MeasurementPeriod.parse(text)
            measured = replace(measurement(value), kpi="qa", period=month)
            tx.assessments.save(replace(an_assessment(month, []), measurements=(measured,)))
    for months in ([OCTOBER], QUARTER):
        found = compare_partners([aiming, ZENITH], months, store=store)
        told = {
            row.figures.partner: [(one.progress, one.state) for one in row.figures.objectives]
            for row in (*found.ranked, *found.beside)
        }
        assert told == {"northwind": [(Fraction(50), ObjectiveState.BEHIND)], "zenith": []}
