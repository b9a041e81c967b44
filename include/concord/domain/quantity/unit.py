"""Amounts in the unit of a KPI."""

from __future__ import annotations

import re
from decimal import Decimal

from concord.domain.quantity.duration import parse_seconds
from concord.domain.quantity.number import NUMBER, parse_number, parse_percent
from concord.domain.quantity.spelling import QuantityError, trimmed

PERCENT = "percent"
SECONDS = "seconds"


def parse_in_unit(text: str, unit: str) -> Decimal:
    """Read an amount and return it in `unit`: percent points, seconds or plain numbers.

    A percent KPI takes `80 %` only; a KPI in seconds takes `360 s` or `6 min`; every other
    unit takes a number, with or without the unit's own name behind it.
    """
    if unit == PERCENT:
        return parse_percent(text)
    if unit == SECONDS:
        return parse_seconds(text)
    if match := re.fullmatch(rf"({NUMBER})(?: +{re.escape(unit)})?", trimmed(text)):
        return parse_number(match[1])
    raise QuantityError(text, f"an amount in {unit} such as 4.5 or 4.5 {unit}")
