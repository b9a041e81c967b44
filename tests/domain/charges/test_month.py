"""The charges of one month, at the days on which rates and services begin and end."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.charges import (
    ChargeBase,
    ChargeGap,
    ChargeRate,
    ChargeTerms,
    CountedCharges,
    CountedMonth,
    MonthCharges,
    month_charges,
)
from concord.domain.kpi import Expression
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Applies
from tests.builders import period

JULY = period("2026-07")
FIRST = ChargeRate(since=None, fixed=Decimal(3100))
RAISED = ChargeRate(since=date(2026, 7, 11), fixed=Decimal(6200))
BY_DAY = ChargeRate(since=date(2026, 7, 11), fixed=Decimal(6200), applies=Applies.PRO_RATA)
UNITS = Expression(text="sum(calls)", sql='sum("calls")', columns=frozenset({"calls"}))
CALLS = CountedCharges(source="daily_ops", expression=UNITS)
LINES = CountedCharges(source="invoices", expression=UNITS, are_amounts=True)


def charged(
    terms: ChargeTerms, month: MeasurementPeriod = JULY, counted: CountedMonth | None = None
) -> MonthCharges:
    return month_charges("voice", terms, month, counted)


def counted(total: int, *others: str) -> CountedMonth:
    return CountedMonth(sum=Fraction(total), submissions=("a",), other_currencies=others)


@pytest.mark.parametrize(
    ("rates", "month", "expected"),
    [
        ((FIRST,), "2026-06", 3100),
        ((FIRST, RAISED), "2026-06", 3100),
        ((FIRST, RAISED), "2026-07", 6200),
        ((FIRST, RAISED), "2026-08", 6200),
        ((RAISED,), "2026-07", 6200),
        ((FIRST, BY_DAY), "2026-07", 10 * 100 + 21 * 200),
        ((FIRST, BY_DAY), "2026-08", 6200),
        ((BY_DAY,), "2026-07", 21 * 200),
        ((FIRST, BY_DAY, ChargeRate(since=date(2026, 7, 31), fixed=Decimal(310))), "2026-07", 310),
    ],
)
def test_the_rate_of_the_last_day_is_that_of_the_month_unless_it_applies_by_day(
    rates: tuple[ChargeRate, ...], month: str, expected: int
) -> None:
    assert charged(ChargeTerms(rates=rates), period(month)).amount == expected


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, 31),
        (date(2026, 7, 1), date(2026, 7, 31), 31),
        (date(2026, 7, 2), None, 30),
        (date(2026, 7, 31), None, 1),
        (None, date(2026, 7, 1), 1),
        (date(2026, 7, 5), date(2026, 7, 6), 2),
    ],
)
def test_of_a_part_month_fixed_charges_are_due_by_the_day(
    first: date | None, last: date | None, days: int
) -> None:
    assert charged(ChargeTerms(rates=(FIRST,), first=first, last=last)).amount == 100 * days


def test_a_rate_that_begins_after_the_service_has_ended_is_never_charged() -> None:
    terms = ChargeTerms(rates=(FIRST, RAISED), last=date(2026, 7, 10))
    assert charged(terms).amount == 1000


@pytest.mark.parametrize("month", ["2026-06", "2026-08"])
def test_outside_its_term_nothing_is_charged_and_that_is_no_zero(month: str) -> None:
    terms = ChargeTerms(rates=(FIRST,), first=JULY.start, last=JULY.end)
    found = charged(terms, period(month))
    assert (found.amount, found.gap) == (None, ChargeGap.OUTSIDE_TERM)
    assert (
        str(found) == f"charges of voice for {month} are not due: the service is not bought then"
    )


def test_a_month_that_was_billed_otherwise_counts_as_it_was() -> None:
    months = {JULY: Decimal("118000.00")}
    terms = ChargeTerms(rates=(FIRST,), months=months, counted=CALLS, last=date(2026, 7, 10))
    assert charged(terms).amount == 118_000
    assert charged(ChargeTerms(months={JULY: Decimal(0)})).amount == 0


def test_a_month_that_a_table_of_months_lacks_is_not_known_yet() -> None:
    found = charged(ChargeTerms(months={JULY: Decimal(5)}), period("2026-08"))
    assert (found.amount, found.gap) == (None, ChargeGap.NOT_KNOWN_YET)
    assert str(found) == "charges of voice for 2026-08 are not known yet"


def test_without_any_charges_they_are_not_stated() -> None:
    found = charged(ChargeTerms())
    assert (found.gap, str(found)) == (
        ChargeGap.NOT_STATED,
        "charges of voice for 2026-07 are not stated",
    )
    assert charged(ChargeTerms(rates=(RAISED,)), period("2026-06")).gap is ChargeGap.NOT_STATED


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ((ChargeRate(since=None, per_unit=Decimal("2.50")),), 2500),
        ((ChargeRate(since=None, fixed=Decimal(3100), per_unit=Decimal("2.50")),), 5600),
        (
            (
                ChargeRate(since=None, per_unit=Decimal(2)),
                ChargeRate(since=date(2026, 7, 11), per_unit=Decimal(3)),
            ),
            3000,
        ),
        (
            (
                ChargeRate(since=None, per_unit=Decimal(2)),
                ChargeRate(since=date(2026, 7, 11), per_unit=Decimal(3), applies=Applies.PRO_RATA),
            ),
            Fraction(1000 * (10 * 2 + 21 * 3), 31),
        ),
    ],
)
def test_units_cost_their_price_beside_what_is_fixed(
    rates: tuple[ChargeRate, ...], expected: Fraction
) -> None:
    found = charged(ChargeTerms(rates=rates, counted=CALLS), counted=counted(1000))
    assert (found.amount, found.submissions) == (expected, ("a",))


def test_units_of_a_part_month_are_those_that_were_counted() -> None:
    rate = ChargeRate(since=None, fixed=Decimal(3100), per_unit=Decimal(1))
    terms = ChargeTerms(rates=(rate,), counted=CALLS, first=date(2026, 7, 31))
    assert charged(terms, counted=counted(40)).amount == 140


def test_amounts_of_invoice_lines_are_the_charges() -> None:
    terms = ChargeTerms(counted=LINES)
    assert charged(terms, counted=counted(118_000)).amount == 118_000
    assert str(charged(terms, counted=counted(5))) == "charges of voice for 2026-07"


def test_units_without_a_price_yet_cost_nothing_that_is_known() -> None:
    price = ChargeRate(since=date(2026, 8, 1), per_unit=Decimal(2))
    found = charged(ChargeTerms(rates=(price,), counted=CALLS), counted=counted(1000))
    assert found.gap is ChargeGap.NOT_STATED


@pytest.mark.parametrize("charges", [CALLS, LINES])
def test_before_rows_are_there_the_charges_are_not_known_yet(charges: CountedCharges) -> None:
    found = charged(ChargeTerms(rates=(FIRST,), counted=charges))
    assert (found.amount, found.gap) == (None, ChargeGap.NOT_KNOWN_YET)


def test_amounts_of_several_currencies_are_never_added() -> None:
    found = charged(ChargeTerms(counted=LINES), counted=counted(118_000, "EUR"))
    assert (found.amount, found.gap) == (None, ChargeGap.OTHER_CURRENCY)
    assert found.other_currencies == ("EUR",)
    assert str(found) == "charges of voice for 2026-07 are partly in another currency"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (ChargeBase.NET, "3100"),
        (ChargeBase.WITH_HANDED_ON, "3410"),
        (ChargeBase.WITH_TAX, "3720"),
        (ChargeBase.GROSS, "4092"),
    ],
)
def test_credits_are_of_net_charges_unless_something_else_was_agreed(
    base: ChargeBase, expected: str
) -> None:
    terms = ChargeTerms(rates=(FIRST,), pass_through=Decimal(310), tax=Decimal(20), base=base)
    assert charged(terms).amount == Fraction(expected)


def test_costs_handed_on_are_due_by_the_day_too() -> None:
    terms = ChargeTerms(
        rates=(FIRST,),
        pass_through=Decimal(310),
        base=ChargeBase.WITH_HANDED_ON,
        last=date(2026, 7, 10),
    )
    assert charged(terms).amount == 1100
