"""Punctuality and first-time-right: shares of deliveries, and never of none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.delivery_rate import (
    is_counted,
    is_good,
    rated_deliveries,
    records_within,
    share_of,
)
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.kpi import DeliveryRate, Kpi
from concord.domain.submission import Submission, Verdict
from tests.builders import kpi, moment, period, submission

DUE = moment("2026-11-04T17:00")
ON_TIME = submission(arrived=DUE)
LATE = submission(sha256="late", arrived=moment("2026-11-04T18:00"))
REFUSED = submission(sha256="refused", verdict=Verdict.REJECTED, observations=None)
PUNCTUALITY, RIGHT = DeliveryRate.PUNCTUALITY, DeliveryRate.FIRST_TIME_RIGHT


def record(
    first: Submission | None,
    *,
    source: str = "daily_ops",
    month: str = "2026-10",
    is_final: bool = True,
) -> DeliveryRecord:
    taken = first if first is not None and first.counts else None
    return DeliveryRecord(
        source=source, period=period(month), due=DUE, first=first, came=taken, is_final=is_final
    )


def counting(rate: DeliveryRate, *sources: str, by: bool = False) -> Kpi:
    return kpi(
        id="rate",
        source="",
        rate=rate,
        deliveries=sources or ("daily_ops",),
        by=(("source",),) if by else (),
    )


@pytest.mark.parametrize(
    ("came", "punctual", "right"),
    [
        ([ON_TIME], "100", "100"),
        ([LATE], "0", "100"),
        ([REFUSED], "0", "0"),
        ([None], "0", None),
        ([ON_TIME, LATE, None], "100/3", "100"),
        ([ON_TIME, REFUSED, None], "100/3", "50"),
        ([], None, None),
    ],
    ids=["on time", "late", "refused", "missing", "three", "three more", "none"],
)
def test_the_share_of_what_was_due_and_of_what_came(
    came: list[Submission | None], punctual: str | None, right: str | None
) -> None:
    records = [record(first) for first in came]
    for rate, expected in ((PUNCTUALITY, punctual), (RIGHT, right)):
        value = None if expected is None else Fraction(expected)
        assert share_of(rate, records)[2] == value


def test_what_is_not_due_yet_is_neither_good_nor_bad() -> None:
    running = record(ON_TIME, is_final=False)
    assert not is_counted(PUNCTUALITY, running)
    assert is_counted(RIGHT, running)


def test_deliveries_belong_to_the_period_they_are_about() -> None:
    october, november = record(ON_TIME), record(ON_TIME, month="2026-11")
    other = record(ON_TIME, source="quality")
    within = records_within(["daily_ops"], period("2026-10"), [october, november, other])
    assert within == (october,)
    assert len(records_within(["daily_ops"], period("2026-Q4"), [october, november])) == 2


def test_each_source_has_its_own_figure_where_it_is_measured_by_source() -> None:
    records = [record(ON_TIME), record(None, source="quality")]
    by_source = counting(PUNCTUALITY, "daily_ops", "quality", by=True)
    found = rated_deliveries(by_source, PUNCTUALITY, period(), records)
    assert [(r.measurement.dimension, r.measurement.value) for r in found] == [
        ((), Fraction(50)),
        ((("source", "daily_ops"),), Fraction(100)),
        ((("source", "quality"),), Fraction(0)),
    ]
    total = rated_deliveries(counting(PUNCTUALITY), PUNCTUALITY, period(), records)
    assert [r.measurement.dimension for r in total] == [()]


@pytest.mark.parametrize(("rate", "contents"), [(PUNCTUALITY, ()), (RIGHT, ("refused",))])
def test_a_figure_names_the_files_it_was_judged_by(
    rate: DeliveryRate, contents: tuple[str, ...]
) -> None:
    [found] = rated_deliveries(counting(rate), rate, period(), [record(REFUSED)])
    assert found.measurement.submissions == contents
    assert found.measurement.numerator == Fraction(0)
    assert found.measurement.denominator == found.measurement.volume == Fraction(1)


def test_without_an_expected_delivery_there_is_no_figure() -> None:
    assert rated_deliveries(counting(RIGHT), RIGHT, period("2026-09"), [record(ON_TIME)]) == ()


@pytest.mark.parametrize("is_final", [True, False])
def test_a_figure_is_final_once_each_of_its_deliveries_is(*, is_final: bool) -> None:
    records = [record(ON_TIME), record(None, is_final=is_final)]
    [found] = rated_deliveries(counting(PUNCTUALITY), PUNCTUALITY, period(), records)
    assert found.is_final == is_final


@given(st.lists(st.sampled_from([ON_TIME, LATE, REFUSED, None])), st.sampled_from(DeliveryRate))
def test_a_share_lies_between_nothing_and_all(
    came: list[Submission | None], rate: DeliveryRate
) -> None:
    records = [record(first) for first in came]
    good, whole, value = share_of(rate, records)
    assert 0 <= good <= whole <= len(records)
    assert value is None if whole == 0 else value is not None and 0 <= value <= 100
    assert good == sum(is_good(rate, r) for r in records if is_counted(rate, r))
