"""Which signs stand in numbers written as text: told by those that can be read in one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from concord.domain.reading.numbers import plain

_NUMBER = re.compile(r"[+-]?(\d{1,3}(?:[.,' ]\d{3})+|\d+)(?:([.,])(\d+))?\s*%?")
_GROUPS = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSigns:
    """The decimal and the thousands sign.  `unclear` are texts that leave a factor of 1,000."""

    decimal: str = "."
    thousands: str = ""
    seen: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def number_signs(texts: Iterable[str]) -> NumberSigns:
    """Return the signs that most of the texts speak for."""
    decimals: Counter[str] = Counter()
    thousands: Counter[str] = Counter()
    seen: dict[str, None] = {}
    unclear: dict[str, None] = {}
    for text in texts:
        written = plain(text, _say_nothing)
        if _NUMBER.fullmatch(written) is None:
            continue
        decimal, group = _signs(written.rstrip(" %").lstrip("+-"))
        if decimal is None and group is None:
            if any(sign in written for sign in ".,"):
                unclear[text] = None
            continue
        decimals.update([decimal] if decimal else [])
        thousands.update([group] if group else [])
        seen[text] = None
    return _concluded(decimals, thousands, tuple(seen), tuple(unclear))


def _concluded(
    decimals: Counter[str],
    thousands: Counter[str],
    seen: tuple[str, ...],
    unclear: tuple[str, ...],
) -> NumberSigns:
    (group, _), *_ = thousands.most_common(1) or [("", 0)]
    (decimal, _), *_ = decimals.most_common(1) or [("", 0)]
    if not decimal:
        decimal = "," if group == "." else "."
    if not group and unclear and seen:
        # 1,234 beside 5.6 can only be grouped; beside 5,6 it is 1.234.
        group = "." if decimal == "," else ","
        found = any(group in text for text in unclear)
        return NumberSigns(decimal=decimal, thousands=group if found else "", seen=seen)
    if not group and unclear:
        group = "," if any("," in text for text in unclear) else "."
        decimal = "." if group == "," else ","
    return NumberSigns(
        decimal=decimal,
        thousands="" if group == decimal else group,
        seen=seen,
        unclear=() if seen else unclear,
    )


def _signs(digits: str) -> tuple[str | None, str | None]:
    """Return decimal and thousands sign of a number that can be read in one way."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal = max(".,", key=digits.rfind)
        return decimal, "." if decimal == "," else ","
    group = next((sign for sign in "' " if sign in digits), None)
    sign = "." if points else "," if commas else ""
    if group:
        return sign or None, group
    if points + commas > 1:
        return None, sign
    if not sign:
        return None, None
    return (None, None) if _GROUPS.fullmatch(digits) and digits[0] != "0" else (sign, None)


def _say_nothing(rule: str, raw: str) -> None:
    """Say nothing: a sample is only looked at."""
