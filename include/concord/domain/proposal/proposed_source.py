"""A source proposed from tables of one layout: names, layout and rules, each with its mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.finding import quoted
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.coverage import coverage_of
from concord.domain.proposal.dimensions import declared_values
from concord.domain.proposal.file_names import FileNames, file_names
from concord.domain.proposal.grouping import Group, sheet_of
from concord.domain.proposal.headings import identifier
from concord.domain.proposal.keys import key_of
from concord.domain.proposal.limits import limits_of
from concord.domain.proposal.marks import Note, confirm, guess, samples
from concord.domain.proposal.printed_rates import PrintedRate, printed_rates
from concord.domain.proposal.proposed import ProposedColumn, ProposedSource
from concord.domain.proposal.typed_table import TypedTable, typed_table
from concord.domain.proposal.vocabulary import is_average
from concord.domain.source import Column, ColumnType, FilePattern, TextFormat
from concord.domain.table import CellKind

_SHOWN = 3
_FEWEST_ROWS = 5
_FIRST_YEAR, _LAST_YEAR = 1950, 2150


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGroup:
    """Tables of one layout with their types, and what the names of their files tell."""

    group: Group
    table: TypedTable
    names: FileNames


def typed_group(group: Group) -> TypedGroup:
    """Return the types of a group, with the column of days that its files are named for."""
    table = typed_table(group.tables, group.headers)
    days = table.of_type(ColumnType.DATE, ColumnType.TIMESTAMP)
    ordered = sorted(days, key=lambda c: (c.column.name != "date", not c.column.required))
    choices = [replace(table, day_name=c.column.name) for c in ordered] or [table]
    read = [(one, file_names(one.names, one.days())) for one in choices]
    fitting = [pair for pair in read if "{period:" in pair[1].pattern] or read
    lengths = list(PeriodLength)
    chosen, names = min(fitting, key=lambda pair: lengths.index(pair[1].covers))
    return TypedGroup(group=group, table=chosen, names=names)


def proposed_source(typed: TypedGroup, taken: Collection[str]) -> ProposedSource:
    """Return the source; its id is none of `taken`."""
    table, names = typed.table, typed.names
    key = key_of(table)
    coverage = coverage_of(table, key)
    sheet = _sheet(typed)
    text = replace(
        typed.group.text or TextFormat(),
        decimal=table.signs.decimal,
        thousands=table.signs.thousands,
        date_order=table.order.order,
        null_tokens=table.null_tokens,
    )
    totals = _totals(typed)
    notes = {
        "files": names.pattern_note,
        "covers": names.covers_note,
        **_layout_notes(typed, sheet),
        **_text_notes(typed, text),
        **_row_notes(typed, key, coverage, totals),
    }
    return ProposedSource(
        id=_id(typed, sheet, taken),
        files=names.pattern,
        covers=names.covers,
        sheet=sheet,
        text=text,
        coverage=coverage,
        key=key,
        day_column=table.day_name,
        columns=tuple(_columns(typed)),
        totals_rows=totals,
        notes=notes,
        last=_last(typed),
        remarks=tuple(_remarks(typed)),
    )


def _last(typed: TypedGroup) -> MeasurementPeriod | None:
    """Return the latest period that a file is named for, else that of the latest day."""
    names, length = typed.table.names, typed.names.covers
    pattern = FilePattern(text=typed.names.pattern)
    named = [p for name in names if (p := pattern.period_of(name, length)) is not None]
    days = [day for found in typed.table.days().values() for day in found]
    periods = named or [MeasurementPeriod.containing(day, length) for day in days]
    known = [period for period in periods if _FIRST_YEAR <= period.start.year <= _LAST_YEAR]
    return max(known, key=lambda period: period.start, default=None)


def _id(typed: TypedGroup, sheet: str, taken: Collection[str]) -> str:
    """Return an id from the words of the files' names; the sheet tells several of them apart."""
    plain = re.sub(r"\{period:[^}]*\}|[*?]", " ", typed.names.pattern.rpartition(".")[0])
    name = " ".join(re.findall(r"[^\W\d_]+", plain)) or "deliveries"
    return identifier(name if identifier(name, ()) not in taken else f"{name} {sheet}", taken)


def _sheet(typed: TypedGroup) -> str:
    """Return the sheet's name, empty where it differs between files or there is none."""
    if len({sheet_of(table) for table in typed.group.tables}) > 1:
        return ""
    return typed.group.tables[0].sample.table.sheet or ""


def _layout_notes(typed: TypedGroup, sheet: str) -> dict[str, Note]:
    rows = sorted({table.header_row for table in typed.group.tables})
    where = ", ".join(str(row) for row in rows[:_SHOWN])
    if sheet:
        return {"sheet": guess(f"the header stands in row {where}")}
    return {}


def _text_notes(typed: TypedGroup, text: TextFormat) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    signs, order = typed.table.signs, typed.table.order
    if typed.group.text is not None and text.delimiter != ",":
        notes["delimiter"] = guess("from the lines of the file")
    if typed.group.text is not None and text.encoding != "utf-8":
        notes["encoding"] = guess("the bytes are no UTF-8, and are letters in this encoding")
    seen = ", ".join(quoted(one) for one in (signs.seen or signs.unclear)[:_SHOWN])
    if signs.unclear:
        note = confirm(f"{seen} can be read in two ways that differ by a factor of 1,000")
        notes["decimal"] = notes["thousands"] = note
    elif text.decimal != "." or text.thousands:
        notes["decimal"] = guess(f"from {seen}")
    if text.thousands and "thousands" not in notes:
        notes["thousands"] = guess(f"from {seen}")
    if order.order:
        dates = ", ".join(quoted(one) for one in order.seen[:_SHOWN])
        others = " or ".join(order.others)
        notes["date_order"] = (
            confirm(f"{others} would do as well: {dates}") if others else guess(f"from {dates}")
        )
    if text.null_tokens:
        notes["null_tokens"] = guess("they stand among figures, for a missing value")
    return notes


def _row_notes(
    typed: TypedGroup, key: tuple[str, ...], coverage: Coverage, totals: tuple[str, ...]
) -> dict[str, Note]:
    table, notes = typed.table, {}
    rows = f"all {len(table.files):,} rows"
    if table.day is not None and table.day_name != "date":
        is_one = len(table.of_type(ColumnType.DATE, ColumnType.TIMESTAMP)) == 1
        mark = guess if is_one else confirm
        notes["day_column"] = mark("by it, rows fall into periods")
    if coverage.every is not CoverageUnit.PERIOD:
        notes["coverage"] = guess("no such day is missing in the files")
    if key:
        mark = guess if len(table.files) >= _FEWEST_ROWS else confirm
        notes["key"] = mark(f"differs in {rows}; a newer file revises rows with the same key")
    if totals:
        notes["totals_rows"] = guess(f"a row of sums, such as {_totals_place(typed)}")
    return notes


def _totals(typed: TypedGroup) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for table in typed.group.tables:
        for row in table.totals:
            texts = (cell.shown.strip() for cell in row.cells if cell.kind is CellKind.TEXT)
            found[next(texts)] = None
    return tuple(found)


def _totals_place(typed: TypedGroup) -> str:
    table = next(table for table in typed.group.tables if table.totals)
    return f"row {table.totals[0].number} of {quoted(table.sample.file, limit=60)}"


def _columns(typed: TypedGroup) -> Iterator[ProposedColumn]:
    limits = limits_of(typed.table)
    printed = {rate.column: rate for rate in printed_rates(typed.table)}
    for one in typed.table.columns:
        rate = printed.get(one.column.name)
        column = replace(
            one.column,
            one_of=declared_values(one),
            at_most=limits.get(one.column.name),
            prints=None if rate is None else _prints(one.column, rate),
        )
        note = _with_spellings(typed.group, one)
        remarks = tuple(_of_column(column, rate))
        yield ProposedColumn(column=column, note=note, remarks=remarks)


def _prints(column: Column, rate: PrintedRate) -> PrintedRatio | None:
    """Return what a column of percentages prints; other numbers may be shares of 1, or of 100."""
    if column.type is not ColumnType.PERCENT:
        return None
    part = ColumnSum(plus=(rate.part,))
    if rate.is_rest:
        part = ColumnSum(plus=(rate.whole,), minus=(rate.part,))
    return PrintedRatio(part=part, whole=ColumnSum(plus=(rate.whole,)), times_100=True)


def _of_column(column: Column, printed: PrintedRate | None) -> Iterator[str]:
    """Yield why a column is in no KPI although it looks like one."""
    if printed is not None:
        rest = "1 - " if printed.is_rest else ""
        rate = f"{rest}{printed.part} / {printed.whole}"
        yield f"{column.name} only prints {rate}: a KPI computes it"
    elif column.type is ColumnType.PERCENT:
        yield f"{column.name} is a rate without its counts: ask for them, rates do not add up"
    elif column.type is ColumnType.DURATION and is_average(column.headers[0]):
        yield f"{column.name} is an average: ask for the total, averages do not add up"


def _with_spellings(group: Group, typed: TypedColumn) -> Note:
    header = typed.column.headers[0]
    if header in group.renamed:
        return confirm(f"one column under two names? {group.renamed[header]}")
    if header in group.absent:
        return confirm(f"{group.absent[header]}; {typed.note.why}")
    return typed.note


def _remarks(typed: TypedGroup) -> Iterator[str]:
    for table in typed.group.tables[:1]:
        if table.twins:
            names = ", ".join(quoted(twin) for twin in table.twins[:_SHOWN])
            yield f"Not proposed, for there are several columns of the name: {names}."
    for column in typed.table.left_out:
        shown = samples((p.where, p.cell) for p in column.damaged or column.bad)
        header = quoted(column.column.headers[0])
        why = "letters in it are damaged" if column.damaged else "its cells are of no type we read"
        yield f"Not proposed, for {why}: {header}, with {shown}."
    if not key_of(typed.table):
        yield "No few columns tell each row from all others: say how corrections are to be told."
