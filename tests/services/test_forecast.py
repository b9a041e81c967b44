"""Forecasts of a partner's running periods, from what is recorded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.errors import ConcordError, FigureError, LandingStoreError
from concord.domain.forecast import Bound, DaysNeeded, Forecast, ForecastLabel, Interval
from concord.domain.kpi import TOTAL, DeliveryRate
from concord.domain.period import PeriodLength, RollingMonths
from concord.domain.relief import Drops
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.source import Source
from concord.services.assess import assess
from concord.services.forecast import forecasts, forecasts_beside, readable_forecasts
from tests.builders import (
    CALENDAR,
    agreement,
    at_least,
    at_site,
    bands,
    kpi,
    moment,
    outcome,
    period,
    service_level,
    source,
    submission,
    terms,
)
from tests.builders_relief import event
from tests.fakes_observations import FakeObservations, Row
from tests.fakes_store import FakeStore
from tests.stored_places import Place, day, in_files, in_memory

ON_TRACK, AT_RISK, LOST = ForecastLabel
NOW = moment("2026-11-16T09:00")
BY_SITE = agreement(service_levels=(service_level(for_each=("site",)),))


class Case:
    """A partner whose files cover days of several months."""

    def __init__(self, place: Place, agreed: Agreement | None = None) -> None:
        self.agreed = replace(agreed or agreement(), credits=())
        self.place = place
        self.store = FakeStore()

    @property
    def source(self) -> Source:
        return self.agreed.sources[0]

    def deliver(self, month: str, rows: Iterable[Row]) -> None:
        file = self.place.keep(self.source, period(month), list(rows))
        with self.store.transaction() as tx:
            tx.submissions.add(
                submission(
                    month,
                    sha256=f"{month} {file.observations}",
                    observations=file.observations,
                    arrived=moment("2026-11-16T08:00"),
                )
            )

    def forecasts(self, now: datetime = NOW) -> tuple[Forecast, ...]:
        observations = self.place.observations
        assess(self.agreed, store=self.store, observations=observations, now=now)
        return forecasts(self.agreed, store=self.store, observations=observations, now=now)

    def record(self, *outcomes: Outcome) -> None:
        """Put open outcomes on record, whatever was delivered."""
        with self.store.transaction() as tx:
            tx.assessments.save(
                Assessment(
                    partner="northwind",
                    period=outcomes[0].period,
                    inputs="x",
                    agreement="a" * 64,
                    measurements=(),
                    outcomes=outcomes,
                )
            )


def days(
    first: str, last: str, offered: int = 100, answered: int = 80, site: str = "manila"
) -> list[Row]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    every = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day(each.isoformat(), site, offered, answered) for each in every]


@pytest.fixture(params=[in_memory, in_files])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    made: Place = request.param(tmp_path)
    return made


def only(found: tuple[Forecast, ...]) -> Forecast:
    (forecast,) = found
    return forecast


def test_a_running_month_is_forecast_from_its_days_and_the_weeks_before(place: Place) -> None:
    case = Case(place)
    case.deliver("2026-10", days("2026-10-01", "2026-10-31", 200, 160))
    case.deliver("2026-11", days("2026-11-01", "2026-11-15", 100, 75))
    found = only(case.forecasts())
    assert (found.service_level, str(found.period), found.dimension) == ("phone", "2026-11", TOTAL)
    assert (found.as_of, found.days_left) == (date(2026, 11, 15), 15)
    assert (found.numerator, found.denominator) == (Fraction(1125), Fraction(1500))
    # Of each weekday more lie in October, so that its 200 calls are in the middle.
    assert found.expected_volume == 15 * 200
    assert found.needed == Interval(low=Bound(value=Fraction(165, 2)))
    assert found.label is AT_RISK


def test_months_that_are_over_or_still_ahead_have_no_forecast(place: Place) -> None:
    case = Case(place)
    case.deliver("2026-10", days("2026-10-01", "2026-10-31"))
    case.deliver("2026-12", days("2026-12-01", "2026-12-05"))
    assert [str(f.period) for f in case.forecasts()] == ["2026-11"]
    assert case.forecasts(moment("2027-01-01T09:00")) == ()


def test_the_day_is_that_of_the_source_s_zone(place: Place) -> None:
    case = Case(place)
    case.deliver("2026-10", days("2026-10-01", "2026-10-20"))
    assert case.forecasts(moment("2026-10-31T23:59")) != ()
    assert case.forecasts(moment("2026-11-01T00:00")) == ()


def test_each_part_that_is_rated_has_a_forecast_of_its_own(place: Place) -> None:
    case = Case(place, BY_SITE)
    case.deliver(
        "2026-11",
        [
            *days("2026-11-01", "2026-11-15", 100, 50, "cebu"),
            *days("2026-11-01", "2026-11-15", 100, 90),
        ],
    )
    labels = {f.dimension: f.label for f in case.forecasts()}
    assert labels == {TOTAL: AT_RISK, at_site("cebu"): LOST, at_site("manila"): ON_TRACK}


@pytest.mark.parametrize(("for_each", "left"), [((), 15), (("site",), 20)])
def test_days_of_a_part_are_missing_only_where_the_coverage_asks_for_them(
    place: Place, for_each: tuple[str, ...], left: int
) -> None:
    covered = Coverage(every=CoverageUnit.CALENDAR_DAY, for_each=for_each, calendar=CALENDAR)
    case = Case(place, replace(BY_SITE, sources=(source(coverage=covered),)))
    case.deliver(
        "2026-11",
        [
            *days("2026-11-01", "2026-11-15"),
            *days("2026-11-01", "2026-11-10", site="cebu"),
        ],
    )
    found = {f.dimension: f.days_left for f in case.forecasts()}
    assert found[at_site("cebu")] == left
    assert (found[TOTAL], found[at_site("manila")]) == (15, 15)


def test_rows_of_days_to_come_are_no_days_with_data(place: Place) -> None:
    case = Case(place)
    case.deliver(
        "2026-11",
        [*days("2026-11-01", "2026-11-10"), *days("2026-11-11", "2026-11-30", 0, 0)],
    )
    found = only(case.forecasts())
    assert (found.as_of, found.days_left) == (date(2026, 11, 10), 20)


def test_volume_of_days_to_come_is_there_already(place: Place) -> None:
    case = Case(place)
    case.deliver("2026-11", days("2026-11-01", "2026-11-30", 100, 70))
    found = only(case.forecasts())
    assert (found.as_of, found.days_left, found.label) == (date(2026, 11, 30), 0, LOST)
    assert found.denominator == Fraction(3000)


def test_a_day_that_is_not_over_is_never_lost_by_what_came_until_noon(place: Place) -> None:
    level = service_level(period=PeriodLength.DAY)
    case = Case(place, agreement(service_levels=(level,)))
    case.deliver(
        "2026-11",
        [*days("2026-11-01", "2026-11-15"), *days("2026-11-16", "2026-11-16", 40, 20)],
    )
    found = only(case.forecasts())
    assert (str(found.period), found.days_left) == ("2026-11-16", 1)
    assert (found.expected_volume, found.label) == (Fraction(60), AT_RISK)
    assert found.needed == Interval(low=Bound(value=Fraction(100)))


def test_rows_without_days_are_labelled_by_their_value_to_date(place: Place) -> None:
    case = Case(place, agreement(sources=(source(day_column=None),)))
    case.deliver("2026-11", [day("2026-11-10", "manila", 100, 70)])
    found = only(case.forecasts())
    assert (found.label, found.value, found.needed) == (AT_RISK, Fraction(70), None)
    assert (found.as_of, found.expected_volume) == (date(2026, 11, 16), None)


@pytest.mark.parametrize(
    ("length", "named"),
    [
        (PeriodLength.WEEK, "2026-W47"),
        (PeriodLength.QUARTER, "2026-Q4"),
        (RollingMonths(months=3), "2026-11/P3M"),
    ],
)
def test_periods_of_any_length_are_forecast(
    place: Place, length: PeriodLength, named: str
) -> None:
    case = Case(place, agreement(service_levels=(service_level(period=length),)))
    case.deliver("2026-09", days("2026-09-01", "2026-09-30"))
    case.deliver("2026-10", days("2026-10-01", "2026-10-31"))
    case.deliver("2026-11", days("2026-11-01", "2026-11-16"))
    found = only(case.forecasts())
    assert (str(found.period), found.label) == (named, ON_TRACK)


OUTAGE = event(
    drops=Drops.DAY,
    begins=moment("2026-11-10T08:00"),
    ends=moment("2026-11-10T12:00"),
)


def test_what_relief_leaves_out_counts_neither_so_far_nor_for_the_rest(place: Place) -> None:
    maintenance = replace(
        OUTAGE,
        id="maintenance",
        begins=moment("2026-11-27T00:00"),
        ends=moment("2026-11-28T00:00"),
    )
    case = Case(place, agreement(relief=(OUTAGE, maintenance)))
    case.deliver(
        "2026-11",
        [
            *days("2026-11-01", "2026-11-09"),
            *days("2026-11-10", "2026-11-10", 1000, 0),
            *days("2026-11-11", "2026-11-15"),
        ],
    )
    found = only(case.forecasts())
    assert (found.numerator, found.denominator) == (Fraction(1120), Fraction(1400))
    assert (found.days_left, found.expected_volume) == (14, Fraction(1400))


def test_a_period_that_relief_drops_has_no_forecast(place: Place) -> None:
    dropping = replace(OUTAGE, drops=Drops.PERIOD)
    case = Case(place, agreement(relief=(dropping,)))
    case.deliver("2026-11", days("2026-11-01", "2026-11-15"))
    assert case.forecasts() == ()


def test_combinations_of_dimensions_have_forecasts_of_their_own(place: Place) -> None:
    case = Case(place, agreement(service_levels=(service_level(crosses=(("site",),)),)))
    case.deliver("2026-11", days("2026-11-01", "2026-11-15"))
    assert [f.dimension for f in case.forecasts()] == [TOTAL, at_site("manila")]


def test_a_share_of_days_is_forecast_by_its_days(place: Place) -> None:
    daily = terms(target=at_least("80"), share_of_days=Decimal(90), bands=bands())
    case = Case(place, agreement(service_levels=(service_level(terms=(daily,)),)))
    case.deliver(
        "2026-11", [*days("2026-11-01", "2026-11-12"), *days("2026-11-13", "2026-11-15", 100, 10)]
    )
    found = only(case.forecasts())
    # 27 of 30 days make 90 %: each of the 15 to come.
    assert found.days == DaysNeeded(counted=15, kept=12, left=15, needed=15)
    assert (found.value, found.target, found.label) == (Fraction(80), at_least("90"), AT_RISK)


@pytest.mark.parametrize("error", [FigureError, LandingStoreError])
def test_rows_that_cannot_be_read_stop_nothing_but_the_forecast(
    error: type[ConcordError],
) -> None:
    rows = FakeObservations()
    case = Case(Place(rows, rows.add))
    case.deliver("2026-11", days("2026-11-01", "2026-11-15"))
    assert readable_forecasts(case.agreed, store=case.store, observations=rows, now=NOW) == ()
    assert case.forecasts() != ()

    def fail() -> None:
        message = "The stored observations are missing."
        raise error(message)

    rows.on_measure = fail
    store = case.store
    agreed, month = case.agreed, period("2026-10")
    assert readable_forecasts(agreed, store=store, observations=rows, now=NOW) is None
    assert forecasts_beside(agreed, month, store=store, observations=rows, now=NOW) == ()
    with pytest.raises(error):
        forecasts(agreed, store=store, observations=rows, now=NOW)


def test_without_files_or_a_known_level_there_is_nothing_to_forecast(place: Place) -> None:
    case = Case(place)
    assert case.forecasts() == ()
    other = outcome("2026-11", OutcomeKind.OPEN, service_level="another")
    case.record(other, outcome("2026-11", OutcomeKind.OPEN, value=None, volume=None))
    assert forecasts(case.agreed, store=case.store, observations=place.observations, now=NOW) == ()


def test_a_rate_of_deliveries_is_labelled_by_its_value_to_date(place: Place) -> None:
    rate = kpi(
        id="punctuality",
        source="",
        numerator=None,
        denominator=None,
        rate=DeliveryRate.PUNCTUALITY,
        deliveries=("daily_ops",),
    )
    level = service_level(kpi="punctuality", terms=(terms(target=at_least("95")),))
    case = Case(place, agreement(kpis=(rate,), service_levels=(level,)))
    case.record(
        outcome(
            "2026-11",
            OutcomeKind.OPEN,
            kpi="punctuality",
            value=Fraction(90),
            target=at_least("95"),
        )
    )
    found = only(
        forecasts(case.agreed, store=case.store, observations=place.observations, now=NOW)
    )
    assert (found.label, found.as_of, found.days_left) == (AT_RISK, date(2026, 11, 16), 14)


@pytest.mark.parametrize(
    ("month", "beside"), [("2026-09", False), ("2026-10", True), ("2026-11", False)]
)
def test_only_the_report_of_the_month_before_shows_what_runs_now(
    place: Place, month: str, *, beside: bool
) -> None:
    case = Case(place)
    case.deliver("2026-11", days("2026-11-01", "2026-11-15"))
    running = case.forecasts()
    found = forecasts_beside(
        case.agreed,
        period(month),
        store=case.store,
        observations=place.observations,
        now=NOW,
    )
    assert found == (running if beside else ())
