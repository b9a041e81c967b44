"""Assessments: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from fractions import Fraction

from sqlalchemy import func, select

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.tables import ASSESSMENT, OUTCOME
from concord.domain.period import MeasurementPeriod, YearStart, period_range
from tests.adapters.store import examples
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOVEMBER

FIRST = examples.ASSESSMENT


def test_an_assessment_comes_back_exactly(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.assessments.save(FIRST)
    with store.transaction() as tx:
        assert tx.assessments.of_partner("acme") == (FIRST,)
        assert tx.assessments.of_partner("other") == ()


def test_an_equal_assessment_is_no_new_revision(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.assessments.save(FIRST)
        assert not tx.assessments.save(FIRST)
    with store.transaction() as tx:
        assert not tx.assessments.save(FIRST)


def test_any_difference_is_a_new_revision_and_the_newest_is_current(
    store: StoreWithQueue,
) -> None:
    other_volume = replace(examples.OUTCOME, volume=Fraction(4))
    revisions = (
        replace(FIRST, inputs="other"),
        replace(FIRST, outcomes=(other_volume,)),
        replace(FIRST, measurements=FIRST.measurements[::-1]),
        replace(FIRST, credits=()),
        FIRST,
    )
    with store.transaction() as tx:
        tx.assessments.save(FIRST)
        for revision in revisions:
            assert tx.assessments.save(revision)
            assert tx.assessments.of_partner("acme") == (revision,)


def test_assessments_come_by_period(store: StoreWithQueue) -> None:
    week = MeasurementPeriod.parse("2026-W40")
    weekly = replace(FIRST, period=week, outcomes=(), measurements=(), credits=())
    later = replace(FIRST, period=NOVEMBER)
    with store.transaction() as tx:
        for assessment in (later, FIRST, weekly):
            tx.assessments.save(assessment)
        assert tx.assessments.of_partner("acme") == (weekly, FIRST, later)


def test_periods_of_every_kind_come_back_with_the_start_of_their_year(
    store: StoreWithQueue,
) -> None:
    april, july = YearStart(month=4, day=1), YearStart(month=7, day=1)
    periods = [
        MeasurementPeriod.parse("FY2026-Q2", april),
        MeasurementPeriod.parse("FY2026-Q1", july),
        MeasurementPeriod.parse("FY2026-Q2", july),
        MeasurementPeriod.parse("2026-10/P3M"),
    ]
    assert periods[0].start == periods[1].start
    found = []
    for period in periods:
        outcome = replace(examples.OUTCOME, period=period)
        found.append(replace(FIRST, period=period, outcomes=(outcome,)))
    with store.transaction() as tx:
        assert all(tx.assessments.save(assessment) for assessment in found)
    with store.transaction() as tx:
        expected = sorted(found, key=lambda a: a.period)
        assert tx.assessments.of_partner("acme") == tuple(expected)
        assert not any(tx.assessments.save(assessment) for assessment in found)


def test_earlier_revisions_stay_in_the_database(database_store: SqlStore, url: str) -> None:
    with database_store.transaction() as tx:
        tx.assessments.save(FIRST)
        tx.assessments.save(replace(FIRST, inputs="other"))
    database = Database(url)
    with database.begin() as connection:
        query = select(ASSESSMENT.c.revision, ASSESSMENT.c.inputs).order_by(ASSESSMENT.c.id)
        assert connection.execute(query).all() == [(1, FIRST.inputs), (2, "other")]
        assert connection.scalar(select(func.count()).select_from(OUTCOME)) == 2
    database.close()


def test_three_years_of_a_large_partner_are_saved_and_loaded_as_they_were(
    database_store: SqlStore,
) -> None:
    dimensions = [(("org_code", f"R{number:03d}"),) for number in range(231)]
    months = period_range(MeasurementPeriod.parse("2016-04"), MeasurementPeriod.parse("2019-03"))
    assessments = tuple(
        replace(
            FIRST,
            period=month,
            measurements=tuple(
                replace(examples.MEASUREMENT, dimension=d, value=Fraction(number, 997))
                for number, d in enumerate(dimensions)
            ),
            outcomes=tuple(replace(examples.OUTCOME, dimension=d) for d in dimensions),
        )
        for month in months
    )
    with database_store.transaction() as tx:
        for assessment in assessments:
            tx.assessments.save(assessment)
    with database_store.transaction() as tx:
        assert tx.assessments.of_partner("acme") == assessments
