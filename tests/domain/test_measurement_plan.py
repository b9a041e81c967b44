"""Which periods are measured, and when they are measured anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.kpi import DeliveryRate
from concord.domain.measurement_plan import (
    inputs_of,
    is_full,
    is_over,
    lengths_of,
    planned_periods,
)
from concord.domain.period import (
    FiscalLength,
    MeasurementPeriod,
    PeriodLength,
    RollingMonths,
    YearStart,
)
from concord.domain.submission import Submission, Verdict
from tests.builders import agreement, kpi, moment, period, service_level, source, submission

NOW = moment("2026-11-20")
MANILA = ZoneInfo("Asia/Manila")
THREE_MONTHS = RollingMonths(months=3)
TAX_QUARTER = FiscalLength(length=PeriodLength.QUARTER, year_start=YearStart(month=4, day=6))


def planned(
    agreed: Agreement, submissions: Sequence[Submission], now: datetime = NOW
) -> dict[str, set[str]]:
    return {
        str(p): set(sources) for p, sources in planned_periods(agreed, submissions, now).items()
    }


def test_a_kpi_is_measured_for_its_service_levels_periods() -> None:
    levels = tuple(
        service_level(id=str(length), period=length)
        for length in (PeriodLength.MONTH, PeriodLength.DAY)
    )
    assert lengths_of(kpi(), agreement(service_levels=levels)) == {
        PeriodLength.MONTH,
        PeriodLength.DAY,
    }


def test_a_kpi_nobody_rates_is_measured_as_it_is_delivered() -> None:
    weekly = agreement(service_levels=(), sources=(source(covers=PeriodLength.WEEK),))
    assert lengths_of(kpi(), weekly) == {PeriodLength.WEEK}


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("2026-10-31T15:59:59+00:00", False),
        ("2026-10-31T16:00:00+00:00", True),
        ("2026-11-01T00:00:00+08:00", True),
    ],
)
def test_a_period_is_over_at_midnight_where_its_days_are_cut(now: str, over: object) -> None:
    assert is_over(period("2026-10"), MANILA, datetime.fromisoformat(now)) is over


def test_from_the_first_file_to_the_last_there_are_no_gaps() -> None:
    found = planned(agreement(), [submission("2026-07"), submission("2026-09")])
    assert found == {month: {"daily_ops"} for month in ("2026-07", "2026-08", "2026-09")}


def test_nothing_delivered_is_nothing_to_measure() -> None:
    assert planned(agreement(), []) == {}
    assert planned(agreement(), [submission(period=None)]) == {}
    assert planned(agreement(), [submission(source="other")]) == {}


def test_a_file_that_cannot_be_used_shows_as_a_period_without_data() -> None:
    broken = submission("2026-10", verdict=Verdict.QUARANTINED, observations=None)
    assert list(planned(agreement(), [submission("2026-09"), broken])) == ["2026-09", "2026-10"]
    assert list(planned(agreement(), [broken])) == ["2026-10"]


def test_a_broken_file_dated_far_away_makes_no_periods() -> None:
    ahead = submission("2062-10", verdict=Verdict.REJECTED, observations=None)
    behind = submission("1926-10", verdict=Verdict.REJECTED, observations=None)
    found = planned(agreement(), [submission("2026-10"), ahead, behind])
    assert list(found) == ["2026-10", "2026-11"]


def test_what_another_source_delivered_this_one_lacks() -> None:
    mail = source(id="mail_ops")
    two = agreement(
        sources=(source(), mail),
        kpis=(kpi(), kpi(id="mails", source="mail_ops")),
        service_levels=(service_level(), service_level(id="mails", kpi="mails")),
    )
    found = planned(two, [submission("2026-08"), submission("2026-10", source="mail_ops")])
    assert found == {
        "2026-08": {"daily_ops"},
        "2026-09": {"daily_ops"},
        "2026-10": {"daily_ops", "mail_ops"},
    }


def test_longer_periods_contain_the_delivered_ones() -> None:
    quarterly = agreement(service_levels=(service_level(period=PeriodLength.QUARTER),), credits=())
    assert list(planned(quarterly, [submission("2026-03"), submission("2026-10")])) == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]


@pytest.mark.parametrize(
    ("bears_money", "found"),
    [(True, ["2026-10", "2026-Q4"]), (False, ["2026-Q4"])],
)
def test_credits_need_the_months_in_which_they_land(bears_money: object, found: list[str]) -> None:
    level = replace(service_level(period=PeriodLength.QUARTER), bears_money=bool(bears_money))
    plan = planned(agreement(service_levels=(level,)), [submission("2026-10")])
    assert sorted(plan) == found


def test_a_month_of_which_nothing_came_takes_the_credit_of_a_period_that_ends_in_it() -> None:
    level = service_level(period=PeriodLength.QUARTER)
    plan = planned(agreement(service_levels=(level,)), [submission()], moment("2027-01-20"))
    assert plan == {"2026-10": {"daily_ops"}, "2026-Q4": {"daily_ops"}, "2026-12": set()}


def test_fiscal_periods_contain_the_delivered_ones() -> None:
    fiscal = agreement(service_levels=(service_level(period=TAX_QUARTER),), credits=())
    found = planned(fiscal, [submission("2026-04"), submission("2026-10")])
    assert list(found) == ["FY2025-Q4", "FY2026-Q1", "FY2026-Q2", "FY2026-Q3"]


def test_a_rolling_period_ends_in_each_month_delivered() -> None:
    rolling = agreement(service_levels=(service_level(period=THREE_MONTHS),), credits=())
    found = planned(rolling, [submission("2026-08"), submission("2026-10")])
    assert list(found) == ["2026-08/P3M", "2026-09/P3M", "2026-10/P3M"]


@pytest.mark.parametrize(
    ("began", "full"),
    [
        (["2026-07-31"], True),
        (["2026-08-31"], True),
        (["2026-10-01", "2026-08-03"], True),
        (["2026-09-01"], False),
        ([], False),
    ],
)
def test_a_rolling_period_is_full_once_deliveries_reach_its_first_month(
    began: list[str], full: object
) -> None:
    assert is_full(period("2026-10/P3M"), map(date.fromisoformat, began)) is full


def test_a_quarter_counts_as_full_from_its_first_delivery() -> None:
    assert is_full(period("2026-Q4"), [date(2026, 12, 1)])


def test_a_rolling_period_is_over_with_its_last_month() -> None:
    assert not is_over(period("2026-10/P3M"), MANILA, moment("2026-10-31T15:59:59"))
    assert is_over(period("2026-10/P3M"), MANILA, moment("2026-10-31T16:00:00"))


def test_an_earlier_first_delivery_changes_the_inputs_of_a_rolling_period() -> None:
    window = MeasurementPeriod.parse("2026-10/P3M")
    plan = {window: frozenset({"daily_ops"})}
    late = [submission("2026-09"), submission("2026-10")]
    early = [submission("2026-06"), *late]
    hashes = [inputs_of(plan, sent, agreement(), NOW)[window] for sent in (late, early)]
    assert hashes[0] != hashes[1]


def hashed(*submissions: Submission, agreed: Agreement | None = None, now: datetime = NOW) -> str:
    october = {period("2026-10"): frozenset({"daily_ops"})}
    return inputs_of(october, submissions, agreed or agreement(), now)[period("2026-10")]


@pytest.mark.parametrize(
    "other",
    [
        hashed(),
        hashed(submission(), submission(sha256="newer", observations="newer rows")),
        hashed(submission(observations="other rows")),
        hashed(submission(), agreed=agreement(version="b" * 64)),
        hashed(submission(), now=moment("2026-10-20")),
    ],
)
def test_whatever_changes_a_figure_changes_its_inputs(other: str) -> None:
    assert other != hashed(submission())


def test_the_order_of_arrival_matters() -> None:
    one, two = submission(), submission(sha256="other", observations="other")
    assert hashed(one, two) != hashed(two, one)


@pytest.mark.parametrize(
    "unrelated",
    [
        submission("2026-09"),
        submission(source="other", sha256="other"),
        submission(verdict=Verdict.QUARANTINED, sha256="other", observations=None),
    ],
)
def test_what_does_not_bear_on_a_period_changes_nothing(unrelated: Submission) -> None:
    assert hashed(submission(), unrelated) == hashed(submission())


def test_a_source_that_a_period_does_not_use_changes_nothing() -> None:
    two = agreement(sources=(source(), source(id="mail_ops")))
    assert hashed(submission(), agreed=two) == hashed(submission())


def test_a_longer_period_depends_on_all_files_within() -> None:
    quarter = {period("2026-Q4"): frozenset({"daily_ops"})}
    one = inputs_of(quarter, [submission("2026-10")], agreement(), NOW)
    two = inputs_of(quarter, [submission("2026-10"), submission("2026-11")], agreement(), NOW)
    assert one != two


def test_what_counts_deliveries_is_measured_by_month_or_as_it_is_rated() -> None:
    counting = kpi(id="punctual", source="", rate=DeliveryRate.PUNCTUALITY)
    assert lengths_of(counting, agreement(service_levels=())) == {PeriodLength.MONTH}
    quarterly = service_level(kpi="punctual", period=PeriodLength.QUARTER)
    rated = agreement(service_levels=(quarterly,))
    assert lengths_of(counting, rated) == {PeriodLength.QUARTER}


def test_months_of_which_nothing_came_are_measured_where_deliveries_are_counted() -> None:
    counting = kpi(
        id="punctual", source="", rate=DeliveryRate.PUNCTUALITY, deliveries=("daily_ops",)
    )
    weekly = source(id="weekly", covers=PeriodLength.WEEK)
    agreed = agreement(sources=(source(), weekly), kpis=(counting,), service_levels=())
    came = [submission("2026-08")]
    assert planned(agreed, came, moment("2026-11-10T09:00")) == {
        "2026-08": set(),
        "2026-09": set(),
        "2026-10": set(),
    }
    assert planned(replace(agreed, kpis=()), came, moment("2026-11-10T09:00")) == {}
