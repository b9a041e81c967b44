"""Read of which columns another one only prints the share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.printed_ratio import PrintedRatio
from concord.domain.quantity import QuantityError
from concord.domain.source import Column, ColumnType

_SHARE = re.compile(r"\s*(\w+(?:\s*[+-]\s*\w+)*)\s+of\s+(\w+)\s*")
_TERM = re.compile(r"([+-]?)\s*(\w+)")
_PRINTING = frozenset({ColumnType.PERCENT, ColumnType.NUMBER, ColumnType.DURATION, None})


def read_printed(section: Section, kind: ColumnType | None) -> PrintedRatio | None:
    """Return what a column prints; percentages in percent points."""
    found = section.read("prints", _ratio)
    if found is None:
        return None
    if kind not in _PRINTING:
        section.remarks.error(
            section.place_of("prints"),
            "does-not-fit",
            found=f"prints for a column of type {kind}",
            expected="a column of percentages, numbers or durations",
        )
        return None
    plus, minus, whole = found
    percent = kind is ColumnType.PERCENT
    return PrintedRatio(plus=plus, minus=minus, whole=whole, times_100=percent)


def _ratio(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    match = _SHARE.fullmatch(text)
    if match is None:
        expected = "columns such as answered of offered, or offered - answered of offered"
        raise QuantityError(text, expected)
    terms = _TERM.findall(match[1])
    plus = tuple(name for sign, name in terms if sign != "-")
    return plus, tuple(name for sign, name in terms if sign == "-"), match[2]


def check_printed(column: Column, section: Section, columns: Iterable[Column]) -> None:
    """Report columns that a printed share cannot be recomputed from."""
    if column.prints is None:
        return
    numeric = [c.name for c in columns if c.type.is_numeric and c.name != column.name]
    for name in dict.fromkeys(column.prints.columns):
        if name not in numeric:
            section.remarks.error(
                section.place_of("prints"),
                "unknown-column",
                found=name,
                expected="another numeric column of the source",
                hint=nearest(name, numeric),
            )
