"""Unknown charges: which credits wait for them, and which do not need any."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeBook, ChargeGap, ChargeTerms
from concord.domain.credit import (
    Cap,
    ConversionBase,
    ConversionRegime,
    ConversionRow,
    CreditRegime,
    FlatRegime,
    Tier,
    TiersRegime,
)
from concord.domain.kpi import TOTAL
from concord.domain.service_level import NthMiss, Outcome, OutcomeKind
from concord.domain.unknown_charges import unknown_charges, waiting_credits
from tests.builders import outcome, period, points_regime, service_level

JULY = period("2026-07")
KNOWN_IN_JULY = ChargeBook(terms={"voice": ChargeTerms(months={JULY: Decimal(5)})})
NEVER = ChargeBook(terms={"voice": ChargeTerms()})
LEVELS = (
    service_level(),
    service_level(id="mail"),
    service_level(id="free", bears_money=False),
    service_level(id="two", repeated_miss=NthMiss()),
)
MISSED = outcome("2026-07", OutcomeKind.MISSED, "minor")
MET = outcome("2026-07", OutcomeKind.MET)
CONVERSION = ConversionRegime(
    service="voice",
    currency="GBP",
    points={"minor": Decimal(1)},
    table=(ConversionRow(points=Decimal(1), percent=Decimal(1)),),
)
CAP = Cap(month=Decimal(10))
TIERS = TiersRegime(
    service="voice",
    currency="GBP",
    service_level="phone",
    tiers=(Tier(edge=Decimal(90), percent=Decimal(10)),),
)
AMOUNT = FlatRegime(service="voice", currency="GBP", service_level="phone", amount=Decimal(500))
SHARE = FlatRegime(service="voice", currency="GBP", service_level="phone", percent=Decimal(1))


def waiting(regime: CreditRegime, *outcomes: Outcome, book: ChargeBook = NEVER) -> list[str]:
    found = unknown_charges([regime], LEVELS, outcomes, book)
    return [f"{month}: {c.month} {c.gap}" for month, cs in found.items() for c in cs]


@pytest.mark.parametrize(
    ("regime", "found", "book", "expected"),
    [
        (points_regime(), MISSED, NEVER, ["2026-07: 2026-07 not stated"]),
        (points_regime(), MISSED, KNOWN_IN_JULY, []),
        (points_regime(), MET, NEVER, []),
        (CONVERSION, MISSED, KNOWN_IN_JULY, ["2026-07: 2026-08 not known yet"]),
        (TIERS, MET, NEVER, ["2026-07: 2026-07 not stated"]),
        (SHARE, MISSED, NEVER, ["2026-07: 2026-07 not stated"]),
        (AMOUNT, MISSED, NEVER, []),
        (replace(AMOUNT, cap=CAP), MISSED, NEVER, ["2026-07: 2026-07 not stated"]),
        (
            replace(CONVERSION, cap=CAP),
            MISSED,
            NEVER,
            ["2026-07: 2026-08 not stated", "2026-07: 2026-07 not stated"],
        ),
        (
            replace(CONVERSION, base=ConversionBase.PERIOD),
            MISSED,
            NEVER,
            ["2026-07: 2026-07 not stated"],
        ),
        (replace(SHARE, service_level="mail"), MISSED, NEVER, []),
        (replace(points_regime(), service="chat"), MISSED, NEVER, []),
        (points_regime(), replace(MISSED, service_level="free"), NEVER, []),
        (points_regime(), replace(MISSED, band="unpriced"), NEVER, []),
        (points_regime(), replace(MISSED, service_level="two"), NEVER, []),
    ],
)
def test_a_failure_that_costs_a_share_of_charges_waits_for_them(
    regime: CreditRegime, found: Outcome, book: ChargeBook, expected: list[str]
) -> None:
    assert waiting(regime, found, book=book) == expected


def test_a_month_s_credits_that_wait_are_said_to_wait() -> None:
    (found,) = unknown_charges([points_regime()], LEVELS, [MISSED], NEVER)[JULY]
    assessment = Assessment(
        partner="northwind",
        period=JULY,
        inputs="",
        agreement="",
        measurements=(),
        outcomes=(MISSED,),
        unknown_charges=(found,),
    )
    expected = ("Charges of voice for 2026-07 are not stated.",)
    assert waiting_credits(JULY, [assessment]) == expected
    assert waiting_credits(JULY.next(), [assessment]) == ()


def test_two_failures_of_a_month_wait_for_one_thing() -> None:
    other = replace(MISSED, service_level="mail")
    assert waiting(points_regime(), MISSED, other) == ["2026-07: 2026-07 not stated"]


def test_values_of_dimensions_and_unrated_periods_wait_for_nothing() -> None:
    by_site = replace(MISSED, dimension=(("site", "cebu"),))
    unrated = replace(MISSED, kind=OutcomeKind.INSUFFICIENT_DATA)
    assert by_site.dimension != TOTAL
    assert waiting(points_regime(), by_site, unrated) == []


def test_what_is_not_known_says_of_which_service_and_month() -> None:
    (found,) = unknown_charges([points_regime()], LEVELS, [MISSED], NEVER)[JULY]
    assert (found.service, found.month, found.gap) == ("voice", JULY, ChargeGap.NOT_STATED)
