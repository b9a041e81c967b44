"""From what is known in the middle of a period to its forecast."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from concord.domain.forecast import ForecastLabel, RunningPeriod, forecast_of, is_ratio
from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.interval import Bound, Interval
from concord.domain.forecast.lately import Lately
from concord.domain.kpi import Kpi
from concord.domain.quantity import PERCENT, SECONDS, Direction
from concord.domain.service_level import (
    CountedDays,
    FailedDay,
    MinimumVolume,
    Rounding,
    StatedTarget,
)
from tests.builders import at_least, at_most, bands, expression, kpi, service_level, terms
from tests.builders_forecast import daily, day_of, forecast, running, to_come

ON_TRACK, AT_RISK, LOST = ForecastLabel
P90 = kpi(
    id="answer_rate",
    unit=SECONDS,
    numerator=None,
    denominator=None,
    value=expression("quantile_cont(handle_s, 0.9)", "handle_s"),
)
OCTOBER_1 = date(2026, 10, 1)
DAILY = service_level(terms=(terms(share_of_days=Decimal(90), bands=bands()),))


def test_a_forecast_says_where_the_period_stands_and_what_it_needs() -> None:
    figures = daily("2026-10-01", "2026-10-20", 5, 4)
    found = forecast_of(running(75, 100, 100, figures=figures))
    assert found == forecast(
        AT_RISK,
        value=Fraction(75),
        numerator=Fraction(75),
        needed=Interval(low=Bound(value=Fraction(85))),
        ending=Fraction("77.5"),
        band="serious",
        lately=Lately(value=Fraction(80), best=Fraction(80), worst=Fraction(80)),
    )


@pytest.mark.parametrize(
    ("numerator", "rest", "label"),
    [(80, 100, ON_TRACK), (79, 100, AT_RISK), (60, 100, AT_RISK), (59, 100, LOST), (79, 0, LOST)],
)
def test_the_label_follows_from_the_sums_and_the_expected_rest(
    numerator: int, rest: int, label: ForecastLabel
) -> None:
    found = forecast_of(running(numerator, 100, rest))
    assert found is not None
    assert found.label is label
    assert (found.needed is None) == (rest == 0)


@pytest.mark.parametrize(
    ("numerator", "rounding", "band"),
    [
        (160, None, None),
        (159, None, "minor"),
        (156, None, "minor"),
        (155, None, "serious"),
        (159, Rounding(places=0), None),
    ],
)
def test_a_miss_that_a_period_heads_for_has_its_band(
    numerator: int, rounding: Rounding | None, band: str | None
) -> None:
    found = forecast_of(running(numerator, 200, level=service_level(rounding=rounding)))
    assert found is not None
    assert (found.ending, found.band) == (Fraction(numerator, 2), band)


def test_a_target_that_rows_state_has_its_own_band() -> None:
    count = expression("count(target)", "target")
    stated = StatedTarget(
        since=date(2020, 1, 1),
        direction=Direction.AT_LEAST,
        text="target",
        least=count,
        different=count,
        stating=count,
        bands=bands("serious"),
    )
    found = forecast_of(running(70, 100, level=service_level(terms=(), stated=stated)))
    assert found is not None
    assert (found.label, found.band) == (AT_RISK, "serious")


def test_what_is_needed_counts_the_rounding_before_it_is_compared() -> None:
    level = service_level(rounding=Rounding(places=0))
    found = forecast_of(running(59, 100, 100, level=level))
    assert found is not None
    # 159 of 200 are 79.5 %, and so 80 %.
    assert found.needed == Interval(low=Bound(value=Fraction(100)))
    assert found.label is AT_RISK
    assert forecast_of(running(58, 100, 100, level=level)).label is LOST  # type: ignore[union-attr] # there is one


def test_a_period_without_data_yet_goes_by_the_last_weeks() -> None:
    figures = daily("2026-09-01", "2026-09-30", 10, 9)
    found = forecast_of(running(None, None, 100, figures=figures, as_of=day_of("2026-09-30")))
    assert found is not None
    assert (found.value, found.label) == (None, ON_TRACK)
    assert found.needed == Interval(low=Bound(value=Fraction(80)))


@pytest.mark.parametrize(
    "nothing",
    [
        running(None, None, 0),
        running(None, None, None),
        running(outcome=replace(running().outcome, target=None)),
        running(level=service_level(terms=(terms(since=day_of("2027-01-01")),))),
    ],
)
def test_where_nothing_tells_of_a_period_there_is_no_forecast(nothing: RunningPeriod) -> None:
    assert forecast_of(nothing) is None


@pytest.mark.parametrize(
    ("asked", "ratio"),
    [(kpi(), True), (P90, False), (kpi(snapshot=True), False)],
)
def test_only_sums_of_days_that_add_up_can_be_forecast(asked: Kpi, *, ratio: bool) -> None:
    assert is_ratio(asked) == ratio


@pytest.mark.parametrize(("value", "label"), [("300", ON_TRACK), ("300.01", AT_RISK)])
def test_a_percentile_is_labelled_by_its_value_to_date_alone(
    value: str, label: ForecastLabel
) -> None:
    level = service_level(terms=(terms(target=at_most("300"), bands=bands()),))
    so_far = replace(running().outcome, value=Fraction(value), target=at_most("300"))
    found = forecast_of(running(kpi=P90, level=level, outcome=so_far, measured=None))
    assert found is not None
    assert (found.label, found.needed, found.expected_volume) == (label, None, None)


def test_a_ratio_of_an_untold_rest_is_labelled_by_its_value_to_date_alone() -> None:
    found = forecast_of(running(1, 100, None))
    assert found is not None
    assert (found.label, found.needed, found.expected_volume) == (AT_RISK, None, None)


def share(kept: int, counted: int, days_left: int = 11, **changes: Any) -> RunningPeriod:  # noqa: ANN401 - any field
    """Return October with so many days at 80 % or more; 90 % of them are agreed."""
    failed = tuple(
        FailedDay(day=OCTOBER_1 + timedelta(days=n), value=Fraction(70))
        for n in range(counted - kept)
    )
    so_far = replace(
        running().outcome,
        target=at_least("90"),
        value=Fraction(100 * kept, counted) if counted else None,
        days=CountedDays(target=at_least("80"), counted=counted, failed=failed),
    )
    told = running(rest=1000, days_left=days_left, level=DAILY, outcome=so_far)
    return replace(told, **changes)


def test_of_a_share_of_days_the_days_are_counted() -> None:
    found = forecast_of(share(18, 19, figures=daily("2026-10-01", "2026-10-20", 10, 8)))
    assert found is not None
    # 27 of 30 days make 90 %.
    assert found.days == DaysNeeded(counted=19, kept=18, left=11, needed=9)
    assert (found.unit, found.target, found.value) == (PERCENT, at_least("90"), Fraction(1800, 19))
    assert (found.label, found.needed) == (ON_TRACK, None)


@pytest.mark.parametrize(("answered", "label"), [(10, ON_TRACK), (8, ON_TRACK), (7, AT_RISK)])
def test_the_days_of_the_last_weeks_may_make_up_for_a_bad_start(
    answered: int, label: ForecastLabel
) -> None:
    figures = daily("2026-09-01", "2026-09-30", 10, answered)
    found = forecast_of(share(0, 1, figures=figures, days_left=30, as_of=OCTOBER_1))
    assert found is not None
    assert found.days == DaysNeeded(counted=1, kept=0, left=30, needed=28)
    assert found.label is label


def test_a_share_of_days_is_lost_when_too_few_are_left() -> None:
    found = forecast_of(share(26, 30, days_left=1))
    assert found is not None
    assert (found.label, found.is_reachable) == (LOST, False)


def test_a_share_of_days_before_its_first_day_has_no_value() -> None:
    found = forecast_of(share(0, 0, days_left=31))
    assert found is not None
    assert (found.value, found.label) == (None, AT_RISK)


def test_a_minimum_volume_of_days_is_not_one_of_the_period() -> None:
    level = replace(DAILY, minimum_volume=MinimumVolume(amount=Decimal(10)))
    figures = (*daily("2026-10-01", "2026-10-10", 10, 8), *daily("2026-10-11", "2026-10-20", 9))
    told = replace(share(0, 1, figures=figures, rest=to_come(10, 100)), level=level)
    found = forecast_of(told)
    assert found is not None
    assert (found.minimum_volume, found.lacks_volume) == (None, None)
    assert found.days == DaysNeeded(counted=1, kept=0, left=10, needed=10)
    assert found.label is ON_TRACK
    few = forecast_of(replace(told, rest=to_come(10, 99)))
    assert few is not None
    assert few.days == DaysNeeded(counted=1, kept=0, left=0, needed=1)


def test_a_level_that_no_longer_counts_days_is_forecast_by_its_value() -> None:
    plain = terms(since=date(2026, 9, 1))
    found = forecast_of(running(level=replace(DAILY, terms=(*DAILY.terms, plain))))
    assert found is not None
    assert (found.days, found.label) == (None, ON_TRACK)


def test_where_days_are_not_counted_a_share_of_them_is_not_forecast() -> None:
    assert forecast_of(running(level=DAILY)) is None
    assert forecast_of(share(0, 0, days_left=0)) is None


@pytest.mark.parametrize(
    ("minimum", "column", "rest", "lacks"),
    [
        (None, None, 100, None),
        (100, None, 100, False),
        (200, None, 100, False),
        (201, None, 100, True),
        (201, None, None, None),
        (201, "offered", 100, None),
        (100, "offered", 100, False),
    ],
)
def test_a_period_that_heads_for_too_little_volume_says_so(
    minimum: int | None, column: str | None, rest: int | None, *, lacks: bool | None
) -> None:
    agreed = None if minimum is None else MinimumVolume(amount=Decimal(minimum), column=column)
    found = forecast_of(running(80, 100, rest, level=service_level(minimum_volume=agreed)))
    assert found is not None
    assert found.lacks_volume is lacks
    assert found.minimum_volume == (None if minimum is None else Decimal(minimum))


def test_the_rows_of_another_kind_of_value_are_not_forecast() -> None:
    level = service_level(minimum_volume=MinimumVolume(amount=Decimal(201)))
    found = forecast_of(running(80, 100, 1000, kpi=P90, level=level))
    assert found is not None
    assert found.lacks_volume is None
