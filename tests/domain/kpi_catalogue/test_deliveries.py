"""Standards that count deliveries: each has a way to count it, and none needs a column."""

from concord.domain.kpi import DeliveryRate
from concord.domain.kpi_catalogue import CATALOGUE, DELIVERY_STANDARDS, STANDARDS
from concord.domain.kpi_catalogue.deliveries import DELIVERIES
from concord.domain.quantity import PERCENT


def test_each_is_a_rate_that_is_counted() -> None:
    assert {standard.id for standard in DELIVERIES} == set(DeliveryRate)


def test_they_need_no_column_and_say_what_they_count() -> None:
    for standard in DELIVERIES:
        assert standard.roles == ()
        assert standard.unit == PERCENT
        assert standard.definition.endswith(".")
        assert list(standard.variants[0].formula.parts) == ["numerator", "denominator"]


def test_the_standards_are_both_those_of_rows_and_those_of_deliveries() -> None:
    assert CATALOGUE.keys() | DELIVERY_STANDARDS.keys() == STANDARDS.keys()
    assert not CATALOGUE.keys() & DELIVERY_STANDARDS.keys()
    assert list(STANDARDS) == sorted(STANDARDS)
