"""`concord read` for people: from the file's name to the figures its rows come to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.cli.output import table
from concord.domain.agreement import Agreement
from concord.domain.finding import quoted
from concord.domain.kpi import Measurement
from concord.domain.notation import counted, figure, named, number, period_name, shown
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.layout import ColumnPlace, Layout
from concord.services.read_workbook import Reading, SourceMatch, WorkbookRead

_HASH_SHOWN = 12


def print_reading(out: Console, agreement: Agreement, read: WorkbookRead) -> None:
    """Print what the file's name says, then how it reads as a delivery of each source."""
    out.print(
        f"{escape(quoted(read.file, limit=80))}, {read.landed.size:,} bytes, "
        f"content {read.landed.sha256[:_HASH_SHOWN]}. Nothing of it is kept."
    )
    header = ("source", "asks for files", "this one", "period in the name")
    out.print(table("Sources", header, [_match(match) for match in read.matches]))
    if not read.readings:
        out.print("[yellow]No source asks for a file of this name:[/] name one with --source.")
    for reading in read.readings:
        out.print()
        _print_one(out, agreement, reading)


def _match(match: SourceMatch) -> tuple[str, ...]:
    if not match.matches:
        return (match.source.id, match.source.files.text, "does not match", "")
    period = _period(match.period)
    return (match.source.id, match.source.files.text, "matches", period)


def _period(period: MeasurementPeriod | None) -> str:
    return "none" if period is None else period_name(period)


def _print_one(out: Console, agreement: Agreement, reading: Reading) -> None:
    result = reading.result
    out.print(
        f"[bold]{escape(reading.source.id)}[/]: {named(result.verdict)}, "
        f"{result.rows_accepted:,} of {counted(result.rows_read, 'row')} accepted, "
        f"period {_period(result.period)}."
    )
    if reading.layout is None:
        out.print("The file could not be opened.")
    else:
        out.print(escape(_where(reading.layout)))
    for drawn in _tables(agreement, reading):
        if drawn.row_count:
            out.print(drawn)


def _where(layout: Layout) -> str:
    place = "text file" if layout.sheet is None else f"sheet {quoted(layout.sheet)}"
    if layout.header_row is None:
        return f"Read from the {place}; no header row was found."
    return f"Read from the {place}; the header is row {layout.header_row}."


def _tables(agreement: Agreement, reading: Reading) -> Iterator[Table]:
    if reading.layout is not None:
        yield from _layout_tables(reading.layout)
    findings = [(f.severity, f.where, f.rule, f.found, f.message) for f in reading.result.findings]
    yield table("Findings", ("", "where", "rule", "found", "what it means"), findings)
    figures = [_figure(agreement, measured) for measured in reading.figures]
    header = ("kpi", "value", "numerator", "denominator")
    yield table("What these rows come to", header, figures)


def _layout_tables(layout: Layout) -> Iterator[Table]:
    header = ("column", "type", "stands in", "under", "sample", "as delivered", "is read as")
    yield table("Columns", header, [_column(column) for column in layout.columns])
    unread = [(column.place, quoted(column.header)) for column in layout.unread]
    yield table("Not in the agreement, not read", ("stands in", "header"), unread)
    totals = [(str(row.row), _agreement_of(agrees=row.agrees)) for row in layout.totals]
    yield table("Totals rows, left out", ("row", "compared with the rows above"), totals)
    names = [column.name for column in layout.columns]
    rows = [
        (str(row.row), *("" if v is None else shown(v) for v in row.values)) for row in layout.rows
    ]
    yield table("First accepted rows", ("row", *names), rows)


def _agreement_of(*, agrees: bool) -> str:
    return "nothing differs" if agrees else "differs: see the findings"


def _column(column: ColumnPlace) -> tuple[str, ...]:
    if column.place is None:
        wanted = " or ".join(quoted(header) for header in column.wanted)
        missing = "MISSING" if column.required else "left out, which is allowed"
        return (column.name, column.type, missing, f"wanted: {wanted}", "", "", "")
    under = quoted(column.header or "")
    sample = column.sample
    if sample is None:
        return (column.name, column.type, column.place, under, "all empty", "", "")
    kind = f"{sample.kind}, {shown(sample.number_format)}" if sample.number_format else sample.kind
    value = "not readable, or no value" if sample.value is None else shown(sample.value)
    raw = f"{quoted(sample.raw)} ({kind})"
    return (column.name, column.type, column.place, under, shown(sample.where), raw, value)


def _figure(agreement: Agreement, measured: Measurement) -> tuple[str, ...]:
    kpi = agreement.kpi(measured.kpi)
    return (
        f"{kpi.name} ({kpi.id})",
        figure(measured.value, measured.unit),
        _number(measured.numerator),
        _number(measured.denominator),
    )


def _number(value: Fraction | None) -> str:
    return "" if value is None else number(value, 0 if value.denominator == 1 else 4)
