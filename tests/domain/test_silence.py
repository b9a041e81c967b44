"""Silence must not pay: from when on what was not delivered whole counts as a miss."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.kpi import DeliveryRate
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import CountsAs, ServiceLevel
from concord.domain.silence import Silence, counts_from, silent_periods, source_of
from tests.builders import (
    LONDON,
    agreement,
    kpi,
    moment,
    period,
    service_level,
    source,
    submission,
    terms,
)

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
SEVERE = CountsAs(band="severe", after=parse_span("10 business days"))
LEVEL = service_level(if_incomplete=SEVERE)
OWING = agreement(sources=(source(due=DUE),), service_levels=(LEVEL,))


def due_of(level: ServiceLevel, asked: str, about: Agreement = OWING) -> datetime | None:
    return counts_from(about, level, about.sources[0], period(asked))


def test_it_counts_so_many_business_days_after_the_due_time() -> None:
    # October's file is due on Wednesday 4 November; ten business days later is the 18th.
    assert due_of(LEVEL, "2026-10") == datetime(2026, 11, 18, 17, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026-10-05", "2026-11-18"),
        ("2026-W44", "2026-12-17"),
        ("2026-Q3", "2026-10-19"),
    ],
)
def test_it_is_the_last_delivery_of_the_period_that_is_waited_for(asked: str, day: str) -> None:
    level = replace(LEVEL, period=period(asked).length)
    since = due_of(level, asked)
    assert since is not None
    assert since.date() == date.fromisoformat(day)


def test_the_time_of_day_stays_over_a_change_of_the_clocks() -> None:
    after = CountsAs(band="severe", after=parse_span("1 month"))
    level = replace(LEVEL, if_incomplete=after)
    assert due_of(level, "2026-09") == datetime(2026, 11, 5, 17, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("level", "about"),
    [
        (service_level(), OWING),
        (LEVEL, agreement(service_levels=(LEVEL,))),
    ],
    ids=["provisional", "a source that is never due"],
)
def test_otherwise_it_never_counts(level: ServiceLevel, about: Agreement) -> None:
    assert due_of(level, "2026-10", about) is None


@pytest.mark.parametrize(
    ("asked", "counts"), [("2026-07", False), ("2026-08", True), ("2026-11", False)]
)
def test_outside_the_contract_nothing_is_owed(
    asked: str,
    counts: bool,  # noqa: FBT001 - a column of the table
) -> None:
    ended = Contract(reference="MSA-1", start=date(2026, 8, 1), end=date(2026, 10, 31))
    assert (due_of(LEVEL, asked, replace(OWING, contract=ended)) is not None) is counts


@pytest.mark.parametrize(
    ("now", "collected", "counts"),
    [
        ("2026-11-18T16:59:59+00:00", None, False),
        ("2026-11-18T17:00:00+00:00", None, True),
        ("2026-11-19T09:00:00+00:00", {"daily_ops": "2026-11-18T16:59:59+00:00"}, False),
        ("2026-11-19T09:00:00+00:00", {"daily_ops": "2026-11-18T17:00:00+00:00"}, True),
        ("2026-11-19T09:00:00+00:00", {"other": "2026-11-18T17:00:00+00:00"}, False),
    ],
)
def test_it_counts_once_somebody_could_look_after_that_moment(
    now: str,
    collected: dict[str, str] | None,
    counts: bool,  # noqa: FBT001 - a column of the table
) -> None:
    looked = None if collected is None else {id_: moment(t) for id_, t in collected.items()}
    silence = Silence(agreement=OWING, now=moment(now), collected=looked)
    assert silence.counts(LEVEL, period("2026-10")) is counts
    inputs = ["silence counts for phone"] if counts else []
    assert list(silence.inputs(period("2026-10"))) == inputs
    assert list(silence.inputs(period("2026-Q3"))) == []


def test_a_level_of_another_period_is_no_input() -> None:
    silence = Silence(agreement=OWING, now=moment("2030-01-01"))
    assert (
        list(silence.inputs(MeasurementPeriod.containing(date(2026, 1, 1), PeriodLength.DAY)))
        == []
    )


def test_a_level_on_deliveries_has_no_rows_to_wait_for() -> None:
    counted = kpi(
        id="punctual", rate=DeliveryRate.PUNCTUALITY, source="", deliveries=("daily_ops",)
    )
    level = service_level(kpi="punctual", if_incomplete=SEVERE)
    about = agreement(kpis=(counted,), service_levels=(level,))
    assert source_of(about, level) is None
    assert not Silence(agreement=about, now=moment("2030-01-01")).counts(level, period("2026-10"))
    assert list(silent_periods(about, [submission()], moment("2030-01-01"))) == []


def silent(about: Agreement, *came: str, now: str = "2026-12-01") -> list[str]:
    sent = [submission(month) for month in came]
    return [str(found) for found, _ in silent_periods(about, sent, moment(now))]


def test_a_partner_that_fell_silent_owes_every_month_since() -> None:
    assert silent(OWING, "2026-08") == ["2026-08", "2026-09", "2026-10"]
    assert silent(OWING, "2026-08", now="2026-11-18T16:59+00:00") == ["2026-08", "2026-09"]
    assert silent(agreement(service_levels=(service_level(),)), "2026-08") == []


def test_a_partner_that_never_delivered_owes_from_the_first_effects_on() -> None:
    assert silent(OWING) == []
    assert silent(replace(OWING, effects_from=period("2026-09"))) == ["2026-09", "2026-10"]


def test_terms_that_came_later_do_not_shorten_what_is_looked_at() -> None:
    late = replace(LEVEL, terms=(terms(since=date(2026, 10, 1)),))
    assert silent(replace(OWING, service_levels=(late,)), "2026-09") == ["2026-09", "2026-10"]
