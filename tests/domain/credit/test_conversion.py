"""Conversion: a table turns points, or their average, into a share of charges."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from concord.domain.credit import ConversionBase, CreditTerms
from concord.domain.credit.conversion import Converted, converted
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Span, SpanUnit
from tests.builders import period
from tests.builders_credit import conversion_regime

TABLE = (("3", "1"), ("5", "4"), ("10", "12.5"))
BILLED = {"2026-10": Decimal(100_000), "2026-11": Decimal(200_000)}
THREE = Span(count=3, unit=SpanUnit.MONTH)
YEAR = Span(count=1, unit=SpanUnit.YEAR)


def charges(_service: str, month: MeasurementPeriod) -> Decimal | None:
    return BILLED.get(str(month))


def of(points: Mapping[str, str], last: str = "2026-10", **changes: object) -> Converted | None:
    """Return what the points of months come to in the last of them."""
    regime = conversion_regime(*TABLE, **changes)
    sums = {period(month): Decimal(number) for month, number in points.items()}
    terms = CreditTerms(regimes=(regime,), levels=(), charges=charges)
    return converted(regime, period(last), sums, terms)


@pytest.mark.parametrize(
    ("points", "amount"),
    [
        ("0", 0),
        ("2.99", 0),
        ("3", 1000),
        ("4.5", 1000),
        ("5", 4000),
        ("10", 12500),
        ("99", 12500),
    ],
)
def test_a_row_holds_from_its_points_on(points: str, amount: int) -> None:
    found = of({"2026-10": points}, base=ConversionBase.PERIOD)
    assert found is not None
    assert found.amount == amount


def test_the_next_period_s_charges_count_unless_it_is_said() -> None:
    found = of({"2026-10": "5"})
    assert found is not None
    assert (str(found.amount), found.cause) == ("8000", "5 points 2026-10")
    assert found.how == "5 points: 4 % of the charges of 2026-11"


def test_a_credit_waits_for_charges_that_are_not_known_yet() -> None:
    assert of({"2026-11": "5"}, last="2026-11") is None
    assert of({"2026-12": "5"}, last="2026-12", base=ConversionBase.PERIOD) is None


@pytest.mark.parametrize(
    ("points", "span", "amount"),
    [
        ({"2026-08": "2", "2026-09": "3", "2026-10": "4"}, THREE, 2000),
        ({"2026-09": "2", "2026-10": "4"}, THREE, 2000),
        ({"2026-07": "90", "2026-08": "1", "2026-09": "1", "2026-10": "4"}, THREE, 0),
        ({"2026-08": "9", "2026-10": "1"}, THREE, 8000),
        ({"2025-10": "90", "2025-11": "3", "2026-10": "7"}, YEAR, 8000),
    ],
)
def test_an_average_is_over_the_months_on_record(
    points: dict[str, str], span: Span, amount: int
) -> None:
    found = of(points, average_over=span)
    assert found is not None
    assert found.amount == amount


def test_an_average_is_told() -> None:
    found = of({"2026-09": "2", "2026-10": "4"}, average_over=THREE)
    assert found is not None
    assert found.how == "3 points on the average of 2 months: 1 % of the charges of 2026-11"
