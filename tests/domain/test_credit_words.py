"""A credit is told step by step, each with its number."""

from decimal import Decimal

from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.credit_words import credits_in_words
from tests.builders import agreement, period

CAPPED = ServiceCredit(
    service="voice",
    regime="points",
    period=period("2026-10"),
    amount=Decimal("1500.00"),
    currency="GBP",
    points=Decimal(2),
    capped=True,
    lines=(
        CreditLine(
            cause="phone 2026-10 serious",
            amount=Decimal(2000),
            how="2 points at 1 % of GBP 100,000.00",
        ),
        CreditLine(kind=LineKind.MONTH_CAP, cause="cap of 1.5 %", amount=Decimal(-500)),
    ),
)


def test_each_step_stands_with_its_amount() -> None:
    (words,) = credits_in_words(agreement(), [CAPPED])
    assert words.splitlines() == [
        "Service credit of October 2026 for Customer care, by points: GBP 1,500.00.",
        "  1. phone 2026-10 serious (2 points at 1 % of GBP 100,000.00): GBP 2,000.00",
        "  2. month cap: cap of 1.5 %: GBP \N{MINUS SIGN}500.00",
    ]


def test_a_bonus_and_a_month_without_misses_say_so() -> None:
    bonus = ServiceCredit(
        service="mail",
        regime="points-bonus",
        period=period("2026-10"),
        amount=Decimal(-50),
        currency="GBP",
        points=None,
        capped=False,
        lines=(CreditLine(kind=LineKind.BONUS, cause="phone beyond", amount=Decimal(-50)),),
    )
    nothing = ServiceCredit(
        service="voice",
        period=period("2026-10"),
        amount=Decimal(0),
        currency="GBP",
        points=Decimal(0),
        capped=False,
        lines=(),
    )
    first, second = credits_in_words(agreement(), [bonus, nothing])
    assert first.startswith("Bonus of October 2026 for mail, by points-bonus: GBP")
    assert second.splitlines()[1] == "  Nothing was missed that costs."
