"""What is proposed: sources and KPIs, each value with its mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from concord.domain.coverage import Coverage
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.proposal.marks import Note
from concord.domain.quantity import PERCENT
from concord.domain.source import Column, TextFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedColumn:
    """A column, its mark, and what else is worth knowing of it."""

    column: Column
    note: Note
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSource:
    """A source.  `notes` are the marks by key; a key without one is left out of the file.

    `last` is the latest period of the files, `remarks` are sentences about them, contents
    quoted.
    """

    id: str
    files: str
    covers: PeriodLength
    sheet: str
    text: TextFormat
    coverage: Coverage
    key: tuple[str, ...]
    day_column: str | None
    columns: tuple[ProposedColumn, ...]
    totals_rows: tuple[str, ...]
    notes: Mapping[str, Note]
    last: MeasurementPeriod | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedKpi:
    """A KPI: expressions, or (with `service_level`) the roles of the standard service level."""

    id: str
    name: str
    note: Note
    unit: str = PERCENT
    source: str = ""
    numerator: str = ""
    denominator: str = ""
    service_level: Mapping[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ()

    def of(self, source: str, by: tuple[str, ...]) -> ProposedKpi:
        """Return the KPI with its source and what it is shown by."""
        return replace(self, source=source, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An agreement on what a partner sends, for a person to complete.

    `partner_note` and `name_note` are None where a person said them; `effects_from` is the
    period after the last one of the files.
    """

    partner: str
    partner_note: Note | None
    name: str
    name_note: Note | None
    files: tuple[str, ...]
    sources: tuple[ProposedSource, ...]
    kpis: tuple[ProposedKpi, ...]
    effects_from: MeasurementPeriod | None = None
    remarks: tuple[str, ...] = ()
