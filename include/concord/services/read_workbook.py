"""Read one workbook as its agreement says, keep nothing, and show how it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concord.domain.agreement import Agreement
from concord.domain.kpi import TOTAL, Measurement
from concord.domain.measurement_plan import lengths_of
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.layout import Layout
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Verdict
from concord.ports import (
    LandedFile,
    LandingStore,
    LayoutReader,
    ObservationFile,
    Observations,
    ReadJob,
    SubmissionReader,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPorts:
    """What reading needs from outside: throw-away stores, and the readers over them."""

    landing: LandingStore
    reader: SubmissionReader
    layouts: LayoutReader
    observations: Observations


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMatch:
    """Whether a file's name is one that a source asks for, and the period it states."""

    source: Source
    matches: bool
    period: MeasurementPeriod | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file read as a delivery of one source.

    `layout` is None for a file that could not be opened.  `figures` are what its rows alone
    come to: the totals of the KPIs that are measured for such a period.
    """

    source: Source
    named: MeasurementPeriod | None
    result: ReadResult
    layout: Layout | None
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRead:
    """A file, which sources ask for it, and how it reads as a delivery of each of those."""

    file: str
    landed: LandedFile
    matches: tuple[SourceMatch, ...]
    readings: tuple[Reading, ...]


def read_workbook(
    agreement: Agreement,
    file: str,
    content: Iterable[bytes],
    ports: ReadingPorts,
    *,
    source: str | None = None,
    most_rows: int = 10,
) -> WorkbookRead:
    """Read a file as every source that its name matches, or as the `source` that is named.

    Raises KeyError for a source that is not declared.
    """
    landed = ports.landing.land(content)
    matches = tuple(_match(each, file) for each in agreement.sources)
    wanted = (
        [match for match in matches if match.matches]
        if source is None
        else [_match(agreement.source(source), file)]
    )
    return WorkbookRead(
        file=file,
        landed=landed,
        matches=matches,
        readings=tuple(_read(agreement, file, landed, m, ports, most_rows) for m in wanted),
    )


def _match(source: Source, file: str) -> SourceMatch:
    return SourceMatch(
        source=source,
        matches=source.files.matches(file),
        period=source.files.period_of(file, source.covers),
    )


def _read(
    agreement: Agreement,
    file: str,
    landed: LandedFile,
    match: SourceMatch,
    ports: ReadingPorts,
    most_rows: int,
) -> Reading:
    job = ReadJob(
        landed=landed,
        name=file,
        source=match.source,
        period=match.period,
        partner=agreement.partner,
    )
    (result,) = ports.reader.read([job])
    layout = None
    if result.verdict is not Verdict.REJECTED:
        layout = ports.layouts.layout(job, result.rows_read, most_rows)
    return Reading(
        source=match.source,
        named=match.period,
        result=result,
        layout=layout,
        figures=_figures(agreement, match.source, landed, result, ports.observations),
    )


def _figures(
    agreement: Agreement,
    source: Source,
    landed: LandedFile,
    result: ReadResult,
    observations: Observations,
) -> tuple[Measurement, ...]:
    if result.observations is None or result.period is None:
        return ()
    file = ObservationFile(
        observations=result.observations, submission=landed.sha256, period=result.period
    )
    measured = (
        measurement
        for kpi in agreement.kpis
        if kpi.source == source.id and result.period.length in lengths_of(kpi, agreement)
        for measurement in observations.measure(kpi, source, [file], [result.period])
    )
    return tuple(m for m in measured if m.dimension == TOTAL)
