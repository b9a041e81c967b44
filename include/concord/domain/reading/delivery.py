"""A whole table by its agreement: a stream of typed rows, then the verdict on all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from concord.domain.finding import Finding, Severity, quoted
from concord.domain.period import MeasurementPeriod
from concord.domain.person_key import PersonKey
from concord.domain.reading.beside import Beside
from concord.domain.reading.currency import Currencies
from concord.domain.reading.header import (
    SEARCHED_ROWS,
    Header,
    ambiguous_header,
    find_header,
    repeats_header,
)
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.repeats import Repeats
from concord.domain.reading.rows import NOBODY, ObservedRow, RowReader
from concord.domain.reading.span import Span
from concord.domain.reading.totals import Totals
from concord.domain.source import Column, ColumnType, Source
from concord.domain.submission import ReadResult, verdict_of
from concord.domain.table import CellKind, Row, Table


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One reading of one table.  Exhaust `rows`, then ask for the `result`."""

    table: Table
    source: Source
    named: MeasurementPeriod | None
    person_key: PersonKey = NOBODY
    remarks: Remarks = field(default_factory=Remarks)
    rows_read: int = 0
    rows_valid: int = 0
    _currencies: Currencies = field(default_factory=Currencies)
    _period: MeasurementPeriod | None = None

    def rows(self) -> Iterator[ObservedRow]:
        """Yield the data rows in order: valid and invalid, without totals and repeats."""
        beside = Beside(table=self.table)
        stream = beside.passing(self.table.rows)
        first = list(islice(stream, max(SEARCHED_ROWS, self.source.sheet.header_row or 0)))
        header, findings = find_header(self.table, self.source, first)
        for finding in findings:
            self.remarks.add(finding)
        if header is None:
            self._period = self.named
            return
        span = Span(source=self.source, named=self.named)
        below = (row for row in chain(first, stream) if row.number > header.row)
        for observed in self._observed(below, header, beside):
            span.count(observed)
            yield observed
        self._conclude(span, header, beside)

    @property
    def _amounts(self) -> tuple[Column, ...]:
        return tuple(c for c in self.source.columns if c.type is ColumnType.NUMBER)

    def result(self) -> ReadResult:
        """Return the verdict, the period, the counts and all findings."""
        findings = self.remarks.all()
        verdict = verdict_of(findings)
        return ReadResult(
            verdict=verdict,
            period=self._period,
            rows_read=self.rows_read,
            rows_accepted=self.rows_valid if verdict.is_usable else 0,
            findings=findings,
        )

    def _observed(
        self, rows: Iterator[Row], header: Header, beside: Beside
    ) -> Iterator[ObservedRow]:
        reader = RowReader(
            table=self.table,
            source=self.source,
            header=header,
            remarks=self.remarks,
            person_key=self.person_key,
        )
        totals = Totals(reader=reader, remarks=self.remarks)
        repeats = Repeats(table=self.table, source=self.source, remarks=self.remarks)
        for row in self._without_notes(rows, reader):
            if totals.is_totals(row):
                totals.check(row)
                continue
            if repeats_header(row, header, self.source):
                rows_found = f"{header.row}, {row.number}"
                self.remarks.add(ambiguous_header(self.table, row.number, rows_found))
                continue
            self.rows_read += 1
            beside.count(row)
            self._note_currencies(row, reader)
            observed = reader.read(row)
            if not repeats.drops(observed):
                totals.count(observed)
                self.rows_valid += observed.is_valid
                yield observed

    def _note_currencies(self, row: Row, reader: RowReader) -> None:
        for column in self._amounts:
            self._currencies.count(column, reader.cell(row, column), reader.where(row, column))

    def _without_notes(self, rows: Iterator[Row], reader: RowReader) -> Iterator[Row]:
        """Yield rows with content, but not the lone texts that follow the last of them."""
        waiting: list[Row] = []
        for row in rows:
            if row.is_blank:
                continue
            if self._is_note(row, reader):
                waiting.append(row)
                continue
            yield from waiting
            waiting.clear()
            yield row
        for row in waiting:
            self.remarks.add(_note_below(self.table, row, hidden=self.source.hides_people))

    def _is_note(self, row: Row, reader: RowReader) -> bool:
        filled = [cell for cell in row.cells if cell.kind is not CellKind.EMPTY]
        required = [column for column in self.source.columns if column.required]
        lone = len(filled) == 1 and len(required) > 1
        return lone and filled[0].kind is CellKind.TEXT and not _is_value(row, reader)

    def _conclude(self, span: Span, header: Header, beside: Beside) -> None:
        self._period = span.period
        if not self.rows_read:
            self.remarks.add(_no_rows(self.table))
            return
        if finding := span.finding(self.table):
            self.remarks.add(finding)
        for noted in (*beside.findings(header), *self._currencies.findings()):
            self.remarks.add(noted)


def _is_value(row: Row, reader: RowReader) -> bool:
    """Say whether a row's only cell is one of the values declared for its column."""
    shown = (
        (column.one_of, reader.cell(row, column).shown.strip()) for column in reader.source.columns
    )
    return any(text in allowed for allowed, text in shown if text)


def _note_below(table: Table, row: Row, *, hidden: bool) -> Finding:
    index = next(i for i, cell in enumerate(row.cells) if cell.kind is not CellKind.EMPTY)
    return Finding(
        severity=Severity.WARNING,
        rule="text-below-table",
        where=table.address(row.number, index),
        found="a text" if hidden else quoted(row.cells[index].shown),
        expected="nothing below the last row",
        message="A text stands below the table. It is not read; nothing to do if it is a note.",
    )


def _no_rows(table: Table) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="no-rows",
        where="" if table.sheet is None else table.sheet,
        found="a header without rows",
        expected="at least one row of figures",
        message=(
            "There are no rows below the header. No rows do not mean that nothing happened: "
            "please send the figures, with zeros where there was nothing. The file waits for a "
            "decision until then."
        ),
    )
