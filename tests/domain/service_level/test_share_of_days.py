"""Which days count toward a share, and which of them fail."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.service_level import (
    CountedDays,
    DayValue,
    MinimumVolume,
    OutcomeKind,
    Rounding,
    counted_days,
    rate,
    value_rated,
)
from tests.builders import at_least, bands, evidence, measurement, period, service_level, terms

OCTOBER = period("2026-10")
DAY_BY_DAY = service_level(
    terms=(terms(share_of_days=Decimal(90), bands=bands("severe", minor="80")),)
)


def day(number: int, value: str | None, volume: int = 100) -> DayValue:
    return DayValue(
        day=date(2026, 10, number),
        value=None if value is None else Fraction(value),
        volume=Fraction(volume),
    )


def ten_days(bad: int) -> tuple[DayValue, ...]:
    return tuple(day(number, "79" if number <= bad else "80") for number in range(1, 11))


@pytest.mark.parametrize(
    ("bad", "share", "kind", "band"),
    [
        (0, 100, OutcomeKind.MET, None),
        (1, 90, OutcomeKind.MET, None),
        (2, 80, OutcomeKind.MISSED, "minor"),
        (3, 70, OutcomeKind.MISSED, "severe"),
        (10, 0, OutcomeKind.MISSED, "severe"),
    ],
)
def test_the_share_of_good_days_is_rated(
    bad: int, share: int, kind: OutcomeKind, band: str | None
) -> None:
    found = rate(DAY_BY_DAY, OCTOBER, (), evidence("50", days=ten_days(bad)))
    assert (found.kind, found.band) == (kind, band)
    assert (found.value, found.compared_value) == (Fraction(share),) * 2
    assert found.target == at_least("90")
    assert found.days is not None
    assert [each.day.day for each in found.days.failed] == list(range(1, bad + 1))
    assert (found.days.target, found.days.counted) == (at_least("80"), 10)


@pytest.mark.parametrize(
    ("value", "places", "good"),
    [("80", None, True), ("79.99", None, False), ("79.95", 1, True), ("79.94", 1, False)],
)
def test_a_day_s_value_is_rounded_as_agreed(
    value: str,
    places: int | None,
    good: bool,  # noqa: FBT001 - a column of the table
) -> None:
    level = service_level(rounding=None if places is None else Rounding(places=places))
    found = counted_days(level, at_least("80"), [day(1, value)])
    assert found.share == (100 if good else 0)
    if not good and places:
        assert [each.value for each in found.failed] == [Fraction("79.9")]


def test_the_share_itself_is_not_rounded() -> None:
    level = service_level(terms=DAY_BY_DAY.terms, rounding=Rounding(places=0))
    days = (*(day(n, "80") for n in range(1, 18)), *(day(n, "79") for n in range(18, 20)))
    found = rate(level, OCTOBER, (), evidence("80", days=days))
    assert (found.kind, found.compared_value) == (OutcomeKind.MISSED, Fraction(1700, 19))


@pytest.mark.parametrize(("volume", "counted"), [(49, 0), (50, 1)])
def test_a_day_under_the_minimum_volume_does_not_count(volume: int, counted: int) -> None:
    level = service_level(minimum_volume=MinimumVolume(amount=Decimal(50)))
    found = counted_days(level, at_least("80"), [day(1, "79", volume)])
    assert (found.counted, len(found.failed)) == (counted, counted)


def test_a_day_without_volume_does_not_count() -> None:
    assert counted_days(DAY_BY_DAY, at_least("80"), [day(1, None, 0)]).counted == 0


def test_without_a_day_that_counts_nothing_is_rated() -> None:
    few = service_level(terms=DAY_BY_DAY.terms, minimum_volume=MinimumVolume(amount=Decimal(50)))
    found = rate(few, OCTOBER, (), evidence("80", days=(day(1, "80", 49),)))
    assert (found.kind, found.value) == (OutcomeKind.INSUFFICIENT_DATA, None)


def test_the_minimum_volume_is_one_of_single_days() -> None:
    few = service_level(terms=DAY_BY_DAY.terms, minimum_volume=MinimumVolume(amount=Decimal(150)))
    found = rate(few, OCTOBER, (), evidence("80", days=(day(1, "80", 150),)))
    assert (found.kind, found.volume) == (OutcomeKind.MET, Fraction(100))


def test_without_any_row_there_is_no_share() -> None:
    nothing = evidence(measurement=None, volume=None, completeness=Fraction(0))
    found = rate(DAY_BY_DAY, OCTOBER, (), nothing)
    assert (found.kind, found.value) == (OutcomeKind.INCOMPLETE, None)
    assert found.days == CountedDays(target=at_least("80"), counted=0)


def test_a_share_of_days_is_in_percent_whatever_the_kpi_s_unit() -> None:
    assert rate(DAY_BY_DAY, OCTOBER, (), evidence()).unit("seconds") == "percent"
    assert rate(service_level(), OCTOBER, (), evidence()).unit("seconds") == "seconds"


def test_while_the_period_runs_the_share_is_that_of_the_days_so_far() -> None:
    found = rate(DAY_BY_DAY, OCTOBER, (), evidence("80", over=False, days=ten_days(5)))
    assert (found.kind, found.value) == (OutcomeKind.OPEN, Fraction(50))


@given(st.lists(st.fractions(0, 100), max_size=31))
def test_days_that_come_in_another_order_come_to_the_same(values: list[Fraction]) -> None:
    days = [day(number, str(value)) for number, value in enumerate(values, start=1)]
    one, other = (counted_days(DAY_BY_DAY, at_least("80"), each) for each in (days, days[::-1]))
    assert one == other
    assert one.good == sum(value >= 80 for value in values)


def test_the_value_that_is_rated_is_the_share_where_one_is_agreed() -> None:
    measured = measurement("82")
    assert value_rated(DAY_BY_DAY, OCTOBER, (), measured, ten_days(1)) == 90
    assert value_rated(service_level(), OCTOBER, (), measured) == 82
    assert value_rated(service_level(), OCTOBER, (), None) is None
