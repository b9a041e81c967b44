"""Read of which columns another one only prints the share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from concord.domain.quantity import QuantityError
from concord.domain.source import Column, ColumnType

_SUM = r"\w+(?:\s*[+-]\s*\w+)*"
_SHARE = re.compile(rf"\s*({_SUM})\s+of\s+({_SUM})\s*")
_KPI = re.compile(r"\s*[\w.-]+\s*")
_TERM = re.compile(r"([+-]?)\s*(\w+)")
PRINTING = frozenset({ColumnType.PERCENT, ColumnType.NUMBER, ColumnType.DURATION, None})


def read_printed(section: Section, kind: ColumnType | None) -> PrintedRatio | None:
    """Return what a column prints of others; of a KPI that is told once KPIs are read."""
    found = section.read("prints", _ratio)
    if "prints" in section and kind not in PRINTING:
        section.remarks.error(
            section.place_of("prints"),
            "does-not-fit",
            found=f"prints for a column of type {kind}",
            expected="a column of percentages, numbers or durations",
        )
        return None
    if not found:
        return None
    part, whole = found
    return PrintedRatio(part=part, whole=whole, times_100=kind is ColumnType.PERCENT)


def _ratio(text: str) -> tuple[ColumnSum, ...]:
    """Return part and whole, or nothing where a KPI is named."""
    match = _SHARE.fullmatch(text)
    if match is not None:
        return _terms(match[1]), _terms(match[2])
    if names_kpi(text):
        return ()
    expected = "a KPI, or columns such as answered of offered"
    raise QuantityError(text, expected)


def _terms(text: str) -> ColumnSum:
    terms = _TERM.findall(text)
    plus = tuple(name for sign, name in terms if sign != "-")
    return ColumnSum(plus=plus, minus=tuple(name for sign, name in terms if sign == "-"))


def names_kpi(text: str) -> bool:
    """Say whether what is printed is named as a KPI, not by columns."""
    return _SHARE.fullmatch(text) is None and _KPI.fullmatch(text) is not None


def check_printed(column: Column, section: Section, columns: Iterable[Column]) -> None:
    """Report columns that a printed share cannot be recomputed from."""
    if column.prints is None:
        return
    numeric = [c.name for c in columns if c.type.is_numeric and c.name != column.name]
    for name in column.prints.columns:
        if name not in numeric:
            section.remarks.error(
                section.place_of("prints"),
                "unknown-column",
                found=name,
                expected="another numeric column of the source",
                hint=nearest(name, numeric),
            )
