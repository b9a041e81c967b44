"""Money: amounts beside their currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from concord.domain.quantity.number import NUMBER, parse_number
from concord.domain.quantity.spelling import QuantityError, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount of one currency (ISO 4217 code), never rounded in between."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"


def parse_money(text: str) -> Money:
    """Read `GBP 120,000.00`: the currency's code stands first, and is required."""
    bare = trimmed(text)
    if match := re.fullmatch(rf"([A-Z]{{3}}) +({NUMBER})", bare):
        return Money(amount=parse_number(match[2]), currency=match[1])
    if match := re.fullmatch(rf"({NUMBER}) *([A-Z]{{3}})", bare):
        raise QuantityError(text, f"money with its currency first: {match[2]} {match[1]}")
    raise QuantityError(text, "money such as GBP 120,000.00")


def parse_currency(text: str) -> str:
    """Read an ISO 4217 currency code such as GBP."""
    bare = trimmed(text)
    if re.fullmatch(r"[A-Z]{3}", bare):
        return bare
    raise QuantityError(text, "a currency code such as GBP or EUR")
