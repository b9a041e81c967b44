"""Evidence: the delivered rows behind a figure, each with the file and row it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from concord.domain.finding import Finding
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import Restatement


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A row in its file: the content hash, the sheet (None for a text file), the row number.

    `values` are columns with their values as text, None where a cell had no readable one.
    A row that is not `counted` could not be read and is left out of the figure.
    """

    sha256: str
    sheet: str | None
    row: int
    counted: bool
    values: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """Another way to count: invalid rows too, or days cut `shift` later on the clock."""

    with_invalid: bool = False
    shift: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersededCell:
    """A value that a newer file replaced; the figure is made of the new one."""

    key: str
    column: str
    old: str | None
    new: str | None
    from_sha256: str
    to_sha256: str


def superseded_cells(
    source: Source,
    restatements: Iterable[Restatement],
    columns: Iterable[str],
    period: MeasurementPeriod,
    dimension: Dimension,
) -> tuple[SupersededCell, ...]:
    """Return what restatements changed in `columns` of the rows of a period and dimension.

    A cell whose key does not tell to which rows it belongs is among them.
    """
    used = frozenset(columns)
    return tuple(
        SupersededCell(
            key=cell.key,
            column=cell.column,
            old=cell.old,
            new=cell.new,
            from_sha256=restatement.from_sha256,
            to_sha256=restatement.to_sha256,
        )
        for restatement in restatements
        if restatement.source == source.id and restatement.period.overlaps(period)
        for cell in restatement.changed
        if cell.column in used and _may_belong(cell.key, source, period, dimension)
    )


def _may_belong(key: str, source: Source, period: MeasurementPeriod, dimension: Dimension) -> bool:
    parts = key.split("|")
    if len(parts) != len(source.key):
        return True
    values = dict(zip(source.key, parts, strict=True))
    day = values.get(source.day_column or "", "")[:_DAY_LENGTH]
    if day and not period.start.isoformat() <= day <= period.end.isoformat():
        return False
    return all(values.get(name, value) == value for name, value in dimension)


def row_day(row: EvidenceRow, day_column: str, ends: Mapping[str, str]) -> str:
    """Return a row's day as text: its own, or the end of its file's period by `ends`."""
    return (dict(row.values).get(day_column) or ends[row.sha256])[:_DAY_LENGTH]


_DAY_LENGTH = len("2026-10-31")


def findings_on(row: EvidenceRow, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings whose place is a cell of the row, or its line."""
    return tuple(finding for finding in findings if _row_of(finding.where) == row.row)


def _row_of(where: str) -> int | None:
    match = re.search(r"(?:line |![A-Z]*)([0-9]+)$", where)
    return int(match[1]) if match else None
