"""A table whose every row was proven valid, as whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanTable:
    """All rows of a delivery, each valid, as they are stored; with remarks on the workbook."""

    sheet: str
    rows: Any
    period: MeasurementPeriod
    findings: tuple[Finding, ...]
