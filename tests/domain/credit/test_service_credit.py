"""Credits and their lines."""

from dataclasses import replace
from decimal import Decimal

from concord.domain.credit import CreditLine, LineKind, sum_of
from tests.ledger_books import credit


def test_a_line_says_why_and_how() -> None:
    line = CreditLine(cause="phone 2026-10 minor", amount=Decimal(1200))
    assert str(line) == "phone 2026-10 minor"
    worked_out = replace(line, how="1 point x 1 % of GBP 120,000.00")
    assert str(worked_out) == "phone 2026-10 minor: 1 point x 1 % of GBP 120,000.00"


def test_a_bonus_is_a_credit_of_bonuses() -> None:
    owed = credit("2026-10", "1200")
    bonus = CreditLine(kind=LineKind.BONUS, cause="beyond", amount=Decimal(-300))
    assert not owed.is_bonus
    assert replace(owed, lines=(bonus,)).is_bonus


def test_sums_keep_all_digits() -> None:
    amounts = [Decimal("1E+20"), Decimal("1E-12"), Decimal("-1E+20")]
    assert sum_of(amounts) == Decimal("1E-12")
