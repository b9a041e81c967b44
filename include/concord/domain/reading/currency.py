"""Currencies that cells show beside their amounts: read by nobody, so they must not differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from concord.domain.finding import Finding, Severity, quoted
from concord.domain.source import Column
from concord.domain.table import Cell, CellKind

_CODE_OF = {"\u20ac": "EUR", "$": "USD", "\u00a3": "GBP", "\u00a5": "JPY", "\u20b9": "INR"}
_CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "INR", "PHP", "AUD", "CAD", "SEK", "PLN", "ZAR")
# A number format names a currency as [$EUR-407]; with nothing before the dash it is a locale.
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


def currency_in(text: str) -> str:
    """Return the code of the currency that stands in a text, or its sign; empty without."""
    sign = next((c for c in text if unicodedata.category(c) == "Sc"), "")
    if sign:
        return _CODE_OF.get(sign, sign)
    return next((code for code in _CODES if code in text.upper()), "")


@cache
def currency_shown(number_format: str) -> str:
    """Return the currency that a number format shows, as `currency_in` does."""
    return currency_in(_LOCALE.sub(r"\1", number_format))


@dataclass(slots=True, kw_only=True)
class Currencies:
    """Remembers for each column of amounts which currencies its cells show, and where first."""

    _first: dict[str, dict[str, str]] = field(default_factory=dict)

    def count(self, column: Column, cell: Cell, where: str) -> None:
        """Take note of a cell of an amount."""
        if cell.kind is CellKind.NUMBER:
            currency = currency_shown(cell.number_format)
        else:
            currency = currency_in(cell.shown)
        if currency:
            self._first.setdefault(column.name, {}).setdefault(currency, where)

    def findings(self) -> Iterator[Finding]:
        """Yield the columns that mix currencies."""
        for name, places in self._first.items():
            if len(places) > 1:
                yield _mixed(name, places)


def _mixed(name: str, places: dict[str, str]) -> Finding:
    shown = ", ".join(f"{currency} in {where}" for currency, where in places.items())
    return Finding(
        severity=Severity.ERROR,
        rule="currencies-mixed",
        where=list(places.values())[1],
        found=", ".join(places),
        expected="one currency",
        message=(
            f"The column {quoted(name)} mixes currencies: {shown}. Please send amounts in the "
            "agreed currency only. The file waits for a decision until then."
        ),
    )
