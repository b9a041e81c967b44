"""Numbers and percentages."""

from __future__ import annotations

import re
from decimal import Decimal

from concord.domain.quantity.spelling import QuantityError, trimmed

NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
MOST_DIGITS = 28  # what Decimal's arithmetic keeps: a longer number would be rounded in silence


def parse_number(text: str) -> Decimal:
    """Read `80`, `1.5` or `120,000.00`: the point is decimal, commas only group thousands."""
    bare = trimmed(text)
    if not re.fullmatch(NUMBER, bare):
        raise QuantityError(text, "a number such as 80, 1.5 or 120,000.00")
    if sum(character.isdigit() for character in bare) > MOST_DIGITS:
        raise QuantityError(text, f"a number of at most {MOST_DIGITS} digits")
    return Decimal(bare.replace(",", ""))


def parse_percent(text: str) -> Decimal:
    """Read `80 %` or `80%` as percent points; the sign is required, so 0.8 never means 80."""
    if match := re.fullmatch(rf"({NUMBER}) *%", trimmed(text)):
        return parse_number(match[1])
    raise QuantityError(text, "a percentage such as 80 % or 99.5 %")
