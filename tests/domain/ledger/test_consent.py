"""Consent: limits and four eyes, as tables at their thresholds."""

from decimal import Decimal

import pytest

from concord.domain.ledger import (
    Ledger,
    LedgerEventKind,
    LedgerRefusedError,
    check_limit,
    consenting,
    people_needed,
)
from concord.domain.quantity import Money, parse_money
from concord.domain.settlement import Settlement
from tests.builders import person
from tests.builders_ledger import event

LIMITED = person(limit=parse_money("GBP 1,000.00"))
WITHIN = [
    [],
    ["GBP 1,000.00"],
    ["GBP 600.00", "GBP 400.00"],
    ["EUR 0.00"],
]
BEYOND = [
    (["GBP 1,000.01"], r"GBP 1,000\.01"),
    (["GBP 600.00", "GBP 400.01"], r"GBP 1,000\.01"),
    (["EUR 0.01"], r"EUR 0\.01"),
]


def amounts(*texts: str) -> list[Money]:
    return [parse_money(text) for text in texts]


@pytest.mark.parametrize("texts", WITHIN)
def test_somebody_decides_up_to_their_limit(texts: list[str]) -> None:
    check_limit(LIMITED, amounts(*texts))


@pytest.mark.parametrize(("texts", "told"), BEYOND)
def test_nobody_decides_above_their_limit(texts: list[str], told: str) -> None:
    with pytest.raises(LedgerRefusedError, match=rf"ana may decide up to GBP 1,000\.00.*{told}"):
        check_limit(LIMITED, amounts(*texts))


def test_what_is_given_back_counts_like_what_is_claimed() -> None:
    back = Money(amount=Decimal(-1001), currency="GBP")
    with pytest.raises(LedgerRefusedError):
        check_limit(LIMITED, [back])


def test_without_a_limit_anybody_decides_anything() -> None:
    check_limit(person(), amounts("GBP 1,000,000.00", "EUR 1.00"))


@pytest.mark.parametrize(
    ("above", "texts", "needed"),
    [
        (None, ["GBP 9,999,999.00"], 1),
        ("1000", [], 1),
        ("1000", ["GBP 999.99"], 1),
        ("1000", ["GBP 600.00", "GBP 600.00"], 1),
        ("1000", ["GBP 1.00", "GBP 1,000.00"], 2),
    ],
)
def test_two_people_are_needed_for_a_line_from_the_agreed_amount_on(
    above: str | None, texts: list[str], needed: int
) -> None:
    settlement = Settlement(four_eyes_above=None if above is None else Decimal(above))
    assert people_needed(settlement, amounts(*texts)) == needed


def test_one_person_is_enough_where_nothing_is_said() -> None:
    assert people_needed(None, amounts("GBP 1,000.00")) == 1


def test_who_consented_counts_once_and_for_what_they_meant() -> None:
    given = [
        event(LedgerEventKind.CONSENTED, subject=subject, by=by)
        for subject, by in (("x", "kim"), ("x", "lee"), ("x", "kim"), ("y", "joel"))
    ]
    ledger = Ledger(partner="northwind", events=(*given, event(subject="x", by="zoe")))
    assert consenting(ledger, "x") == ("kim", "lee")
