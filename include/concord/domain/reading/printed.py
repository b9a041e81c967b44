"""Printed figures that the counts beside them do not come to."""

from __future__ import annotations

from collections.abc import Mapping

from concord.domain.finding import Severity, quoted
from concord.domain.kpi import as_text
from concord.domain.printed_ratio import PrintedRatio
from concord.domain.reading.problem import Problem
from concord.domain.source import CellValue, Column


def unlike_counts(
    shown: str, column: Column, ratio: PrintedRatio, values: Mapping[str, CellValue]
) -> Problem:
    """Return what is wrong with a figure that its row's counts do not come to."""
    exact = as_text(ratio.recomputed(values)) or ""
    unit = " %" if ratio.times_100 else ""
    return Problem(
        rule="printed-differs",
        found=shown,
        expected=f"{exact}{unit}, from the counts of the row",
        says=(
            f"The sheet prints {quoted(shown)} under {quoted(column.headers[0])}, and the counts "
            f"of the row come to {exact}{unit}."
        ),
        remedy="Please check which of them is right.",
        severity=Severity.WARNING,
    )
