"""What lands in a month: claims that count, their points and lines, and shares of a credit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import LineKind
from concord.domain.credit.claim import Claim
from concord.domain.credit.landed import Landed, shares
from concord.domain.quantity import Money
from concord.domain.service_level import OutcomeKind
from tests.builders import outcome, period

MINOR = Claim(
    outcome=outcome("2026-10", OutcomeKind.MISSED, "minor"),
    share=Fraction(1, 100),
    points=Decimal(1),
    multiplier=Decimal(2),
    how="repeated, 2 points x 1 %",
)
UNBANDED = replace(
    MINOR,
    outcome=outcome("2026-10", OutcomeKind.DEFAULTED, service_level="mail"),
    points=Decimal(3),
    multiplier=Decimal(1),
    how="3 points x 1 %",
)
PHONE, MAIL = ("phone", period("2026-10")), ("mail", period("2026-10"))
LANDED = Landed(rated=(), claims=(MINOR, UNBANDED), left_out={MAIL: LineKind.RELATED})


def test_what_is_left_out_counts_no_points() -> None:
    assert LANDED.standing == (MINOR,)
    assert LANDED.points == 2
    assert replace(LANDED, left_out={}).points == 5


def test_every_failure_has_a_line_whether_or_not_it_counts() -> None:
    charges = Money(amount=Decimal("120000.00"), currency="GBP")
    counted, left_out = LANDED.lines({PHONE: Fraction(2400)}, {PHONE: charges})
    assert (counted.kind, str(counted.amount), counted.service_level) == (
        "failure",
        "2400",
        "phone",
    )
    assert str(counted) == ("phone 2026-10 minor: repeated, 2 points x 1 % of GBP 120,000.00")
    assert (left_out.kind.value, str(left_out.amount)) == ("related", "0")
    assert str(left_out) == "mail 2026-10 defaulted: related to a dearer failure"
    assert left_out.outcome_period == period("2026-10")


@pytest.mark.parametrize(
    ("amounts", "issued", "expected"),
    [
        ([1, 2], "300.00", ["100.00", "200.00"]),
        ([1, 1, 1], "100.00", ["33.33", "33.33", "33.34"]),
        ([1, 0], "5.00", ["5.00"]),
        ([], "0.00", []),
    ],
)
def test_an_issued_credit_is_shared_by_what_each_failure_came_to(
    amounts: list[int], issued: str, expected: list[str]
) -> None:
    pairs = [((str(n), period()), Fraction(amount)) for n, amount in enumerate(amounts)]
    assert [str(share) for share in shares(pairs, Decimal(issued)).values()] == expected


@given(
    st.lists(st.fractions(0, 1000), min_size=1, max_size=6),
    st.decimals(0, 10**6, places=2),
)
def test_shares_add_up_to_what_was_issued(amounts: list[Fraction], issued: Decimal) -> None:
    pairs = [((str(n), period()), amount) for n, amount in enumerate(amounts)]
    found = shares(pairs, issued)
    assert sum(found.values(), Decimal(0)) == (issued if any(amounts) else 0)
