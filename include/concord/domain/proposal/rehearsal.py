"""Read the samples by the source that is proposed for them, as deliveries will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.finding import Severity, quoted
from concord.domain.proposal.proposed import ProposedSource
from concord.domain.proposal.sample import SampleTable
from concord.domain.reading.delivery import Delivery
from concord.domain.source import DriveFolder, FilePattern, SheetRule, Source
from concord.domain.submission import ReadResult

_UTC = ZoneInfo("UTC")
_SHOWN = 5


def rehearse(proposed: ProposedSource, samples: Iterable[SampleTable]) -> Iterator[str]:
    """Yield how many rows would be accepted, then what would keep a file waiting, and why."""
    source = _source(proposed)
    results = [(sample.file, _read(source, sample)) for sample in samples]
    rows = sum(result.rows_read for _, result in results)
    accepted = sum(result.rows_accepted for _, result in results)
    yield f"Read as proposed here, {accepted:,} of {rows:,} rows are accepted."
    waiting = [(file, result) for file, result in results if not result.verdict.is_usable]
    for file, result in waiting[:_SHOWN]:
        errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
        yield f"{quoted(file, limit=60)} would wait: {errors[0].message}"


def _read(source: Source, sample: SampleTable) -> ReadResult:
    named = source.files.period_of(sample.file, source.covers)
    delivery = Delivery(
        table=replace(sample.table, rows=iter(sample.rows)), source=source, named=named
    )
    for _ in delivery.rows():
        pass
    return delivery.result()


def _source(proposed: ProposedSource) -> Source:
    return Source(
        id=proposed.id,
        service="",
        drive=DriveFolder(connection=""),
        files=FilePattern(text=proposed.files),
        covers=proposed.covers,
        zone=_UTC,
        calendar=BusinessCalendar(name="", zone=_UTC),
        columns=tuple(column.column for column in proposed.columns),
        day_column=proposed.day_column,
        sheet=SheetRule(name=proposed.sheet),
        text=proposed.text,
        key=proposed.key,
        totals_rows=proposed.totals_rows,
    )
