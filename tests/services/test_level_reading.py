"""What a service level is rated by: values with the volume that counts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from concord.domain.kpi import TOTAL
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.service_level import DayValue, MinimumVolume, ServiceLevel
from concord.services.level_reading import NO_FIGURE, LevelReading
from tests.builders import at_site, kpi, period, service_level, source, terms
from tests.fakes_observations import FakeObservations, Row
from tests.stored_places import day

OCTOBER = period("2026-10")
ROWS: list[Row] = [day("2026-10-01", "cebu", 10, 7), day("2026-10-02", "manila", 20, 20)]
FIRST = LeftOut(days=frozenset(OCTOBER.days()[:1]))


def reading(level: ServiceLevel) -> LevelReading:
    observations = FakeObservations()
    file = observations.add(source(), OCTOBER, ROWS)
    return LevelReading(
        level=level, kpi=kpi(), source=source(), files=[file], observations=observations
    )


def test_the_volume_is_the_kpi_s_own() -> None:
    found = reading(service_level()).read([OCTOBER], NOTHING)
    assert {
        place[1]: (f.value(service_level(), place), f.volume) for place, f in found.items()
    } == {
        TOTAL: (Fraction(90), Fraction(30)),
        at_site("cebu"): (Fraction(70), Fraction(10)),
        at_site("manila"): (Fraction(100), Fraction(20)),
    }


def test_the_volume_is_that_of_the_column_that_the_minimum_names() -> None:
    level = service_level(minimum_volume=MinimumVolume(amount=Decimal(5), column="answered"))
    found = reading(level).read([OCTOBER], NOTHING)
    assert found[OCTOBER, TOTAL].volume == 27
    assert reading(level).read([OCTOBER], FIRST)[OCTOBER, TOTAL].volume == 20


def test_rows_that_are_left_out_count_for_nothing() -> None:
    asked = reading(service_level())
    found = asked.read([OCTOBER], FIRST)
    assert found[OCTOBER, TOTAL].value(service_level(), (OCTOBER, TOTAL)) == Fraction(100)
    assert (OCTOBER, at_site("cebu")) not in found
    assert asked.rows_left_out([OCTOBER], FIRST) == {
        (OCTOBER, TOTAL): 1,
        (OCTOBER, at_site("cebu")): 1,
    }


def test_without_rows_there_is_no_value() -> None:
    assert NO_FIGURE.value(service_level(), (OCTOBER, TOTAL)) is None
    assert NO_FIGURE.volume is None


def test_single_days_are_read_where_a_share_of_them_is_agreed() -> None:
    assert reading(service_level()).read([OCTOBER], NOTHING)[OCTOBER, TOTAL].days == ()
    shares = service_level(terms=(terms(share_of_days=Decimal(90)),))
    found = reading(shares).read([OCTOBER], NOTHING)
    assert found[OCTOBER, TOTAL].days == (
        DayValue(day=date(2026, 10, 1), value=Fraction(70), volume=Fraction(10)),
        DayValue(day=date(2026, 10, 2), value=Fraction(100), volume=Fraction(20)),
    )
    assert [each.day.day for each in found[OCTOBER, at_site("manila")].days] == [2]
    assert found[OCTOBER, TOTAL].value(shares, (OCTOBER, TOTAL)) == 50
    left = reading(shares).read([OCTOBER], FIRST)
    assert [each.day.day for each in left[OCTOBER, TOTAL].days] == [2]


def test_a_day_s_volume_is_that_of_the_column_that_the_minimum_names() -> None:
    minimum = MinimumVolume(amount=Decimal(8), column="answered")
    shares = service_level(terms=(terms(share_of_days=Decimal(90)),), minimum_volume=minimum)
    found = reading(shares).read([OCTOBER], NOTHING)[OCTOBER, TOTAL]
    assert [each.volume for each in found.days] == [7, 20]
