"""Deliveries: what should have come by now, and what has not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from concord.domain.delivery import (
    deliveries_within,
    delivery_periods,
    missing_deliveries,
    noticed,
)
from concord.domain.delivery_rule import DeliveryReminders
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import parse_delay
from concord.domain.submission import Submission, Verdict
from tests.builders import moment
from tests.builders_report import NOW, OCTOBER, a_source, a_submission, an_agreement

AUGUST = MeasurementPeriod.parse("2026-08")
SEPTEMBER = MeasurementPeriod.parse("2026-09")
EARLY_NOVEMBER = datetime(2026, 11, 3, 9, tzinfo=UTC)


def periods(*names: str) -> tuple[MeasurementPeriod, ...]:
    return tuple(MeasurementPeriod.parse(name) for name in names)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.MISSING])
def test_whatever_came_is_not_missing(verdict: Verdict) -> None:
    found = missing_deliveries(an_agreement(), [a_submission(verdict=verdict)], [OCTOBER], NOW)
    assert found == ()


@pytest.mark.parametrize(
    "came",
    [
        [],
        [a_submission(SEPTEMBER)],
        [a_submission(source="other")],
        [a_submission(verdict=Verdict.MISSING)],
    ],
    ids=["nothing", "another period", "another source", "a note of its absence"],
)
def test_what_was_due_and_did_not_come_is_missing(came: list[Submission]) -> None:
    [missing] = missing_deliveries(an_agreement(), came, [OCTOBER], NOW)
    assert (missing.source, missing.period) == ("daily_ops", OCTOBER)
    assert missing.due == datetime(2026, 11, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "count"),
    [
        (datetime(2026, 11, 4, 16, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 4, 17, tzinfo=UTC), 1),
    ],
)
def test_nothing_is_missing_before_it_is_due(now: datetime, count: int) -> None:
    assert len(missing_deliveries(an_agreement(), [], [OCTOBER], now)) == count


def test_without_a_due_rule_nothing_is_missing() -> None:
    agreement = replace(an_agreement(), sources=(a_source(due=False),))
    assert missing_deliveries(agreement, [], [OCTOBER], NOW) == ()


@pytest.mark.parametrize(
    ("period", "count"),
    [("2024-03", 0), ("2024-04", 1), ("2026-Q3", 0), ("2026-09", 1)],
)
def test_only_periods_of_the_source_within_the_contract_count(period: str, count: int) -> None:
    assert len(missing_deliveries(an_agreement(), [], periods(period), NOW)) == count


def test_a_contract_that_ended_expects_nothing_more() -> None:
    agreement = an_agreement()
    assert agreement.contract is not None
    ended = replace(agreement.contract, end=date(2026, 9, 30), renewal=None)
    agreement = replace(agreement, contract=ended)
    assert missing_deliveries(agreement, [], periods("2026-09", "2026-10"), NOW)[0].period == (
        SEPTEMBER
    )
    assert delivery_periods(agreement, [a_submission(AUGUST)], NOW) == (AUGUST, SEPTEMBER)


def test_periods_begin_with_the_first_delivery() -> None:
    came = [a_submission(SEPTEMBER), a_submission(AUGUST)]
    assert delivery_periods(an_agreement(), came, NOW) == (AUGUST, SEPTEMBER, OCTOBER)


def test_a_misnamed_file_that_cannot_be_used_does_not_move_the_beginning() -> None:
    strange = a_submission(MeasurementPeriod.parse("2025-01"), Verdict.QUARANTINED)
    came = [strange, a_submission(SEPTEMBER)]
    assert delivery_periods(an_agreement(), came, NOW) == (SEPTEMBER, OCTOBER)
    assert delivery_periods(an_agreement(), [strange], NOW)[0] == strange.period


def test_periods_begin_with_the_first_effects_when_nothing_came_before() -> None:
    agreement = replace(an_agreement(), effects_from=SEPTEMBER)
    assert delivery_periods(agreement, [], NOW) == (SEPTEMBER, OCTOBER)


def test_of_a_partner_that_never_delivered_only_the_latest_period_counts() -> None:
    assert delivery_periods(an_agreement(), [], NOW) == (OCTOBER,)


def test_periods_never_begin_before_the_contract() -> None:
    came = [a_submission(MeasurementPeriod.parse("2023-12"))]
    assert delivery_periods(an_agreement(), came, NOW)[0] == MeasurementPeriod.parse("2024-04")


def test_without_a_contract_the_first_delivery_begins() -> None:
    agreement = replace(an_agreement(), contract=None)
    assert delivery_periods(agreement, [a_submission(SEPTEMBER)], NOW) == (SEPTEMBER, OCTOBER)


def test_until_due_leaves_out_what_may_still_come() -> None:
    came = [a_submission(SEPTEMBER)]
    assert delivery_periods(an_agreement(), came, EARLY_NOVEMBER) == (SEPTEMBER, OCTOBER)
    assert delivery_periods(an_agreement(), came, EARLY_NOVEMBER, until_due=True) == (SEPTEMBER,)


@pytest.mark.parametrize(
    ("covers", "count", "first", "last"),
    [
        (PeriodLength.MONTH, 1, "2026-10", "2026-10"),
        (PeriodLength.WEEK, 4, "2026-W40", "2026-W43"),
        (PeriodLength.DAY, 31, "2026-10-01", "2026-10-31"),
    ],
)
def test_a_month_is_fed_by_the_deliveries_that_end_in_it(
    covers: PeriodLength, count: int, first: str, last: str
) -> None:
    found = deliveries_within(replace(a_source(), covers=covers), OCTOBER)
    assert (len(found), str(found[0]), str(found[-1])) == (count, first, last)


@pytest.mark.parametrize(("month", "count"), [("2026-09", 1), ("2026-10", 0)])
def test_a_quarter_feeds_the_month_it_ends_in(month: str, count: int) -> None:
    source = replace(a_source(), covers=PeriodLength.QUARTER)
    assert len(deliveries_within(source, MeasurementPeriod.parse(month))) == count


LATER = DeliveryReminders(escalate_after=parse_delay("1 business day"))


@pytest.mark.parametrize(
    ("rule", "seen", "now", "is_noticed"),
    [
        (None, "2026-11-04T17:00", "2026-11-04T17:00", True),
        (None, "2026-11-04T16:59", "2026-11-20T09:00", False),
        (None, None, "2026-11-20T09:00", False),
        (LATER, "2026-11-05T16:59", "2026-11-05T16:59", False),
        (LATER, "2026-11-05T16:59", "2026-11-20T09:00", False),
        (LATER, "2026-11-05T17:00", "2026-11-05T17:00", True),
    ],
)
def test_an_absence_is_answered_for_once_it_is_agreed_and_was_looked_for(
    rule: DeliveryReminders | None, seen: str | None, now: str, *, is_noticed: bool
) -> None:
    source = a_source() if rule is None else replace(a_source(), reminders=rule)
    agreement = replace(an_agreement(), sources=(source,))
    absent = missing_deliveries(agreement, [], [OCTOBER], NOW)
    looked = {} if seen is None else {source.id: moment(seen)}
    assert bool(noticed(agreement, absent, looked, moment(now))) == is_noticed
