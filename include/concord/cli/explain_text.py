"""`concord explain` for people: a figure, and beneath it everything it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.cli.explain_json import FIRST_ROWS
from concord.cli.explain_level_text import print_level
from concord.cli.output import table
from concord.domain.agreement import Agreement
from concord.domain.derivation import Derivation, NoFigure
from concord.domain.evidence import EvidenceRow, findings_on
from concord.domain.figure_text import dimension_text
from concord.domain.kpi import Dimension, as_text
from concord.domain.notation import (
    NO_FIGURE,
    counted,
    figure,
    moment,
    named,
    number,
    period_name,
    shown,
)
from concord.domain.quantity import PERCENT
from concord.domain.retention import removed_words
from concord.domain.submission import Submission
from concord.services.explain import Asked

_HASH_SHOWN = 12


def print_derivation(
    out: Console, agreement: Agreement, found: Derivation, *, all_rows: bool
) -> None:
    """Print the figure, its terms and rows, the files, and what each service level made of it."""
    out.print(f"[bold]{escape(_title(found))}[/]")
    for line in _figure_lines(agreement, found):
        out.print(escape(line))
    for drawn in _tables(agreement, found, None if all_rows else FIRST_ROWS):
        if drawn.row_count:
            out.print()
            out.print(drawn)
    for level in found.levels:
        out.print()
        print_level(out, level, found.kpi.unit)


def print_no_figure(out: Console, asked: Asked, found: NoFigure) -> None:
    """Print that there is no such figure, and what there is."""
    if not found.is_declared:
        near = " or ".join(found.nearest)
        out.print(f"There is no KPI {escape(shown(found.kpi))}. Did you mean {escape(near)}?")
        return
    what = f"{found.kpi}, {period_name(asked.period)}, {_part(asked.dimension)}"
    out.print(f"There is no figure {escape(what)}.")
    if found.dimensions:
        parts = "; ".join(_part(dimension) for dimension in found.dimensions)
        out.print(f"That period has figures for: {escape(parts)}.")
    periods = ", ".join(str(period) for period in found.periods) or "none"
    out.print(f"Periods with figures of {escape(found.kpi)}: {periods}.")


def _part(dimension: Dimension) -> str:
    return shown(dimension_text(dimension))


def _title(found: Derivation) -> str:
    what = f"{found.kpi.name} ({found.kpi.id})"
    return f"{what}, {period_name(found.period)}, {_part(found.dimension)}"


def _figure_lines(agreement: Agreement, found: Derivation) -> Iterator[str]:
    measured = found.measured
    if measured is None:
        yield "No data: nothing that counts was delivered."
    else:
        # Of a share of days the target is one of days, which no single figure is held against.
        rated = (level.outcome for level in found.levels if level.outcome)
        targets = [outcome.target for outcome in rated if outcome.days is None]
        in_reports = figure(measured.value, measured.unit, targets[0] if targets else None)
        exactly = as_text(measured.value) or "no value: there is no volume"
        yield f"In reports: {in_reports}. Exactly: {exactly}."
    for term in found.terms:
        yield f"{term.role}: {term.text} = {_exactly(term.value)}"
    if len(found.terms) > 1:
        factor = " × 100" if found.kpi.unit == PERCENT else ""
        yield f"value: numerator ÷ denominator{factor}"
    if not found.is_current:
        yield "The stored rows come to another figure by now: run `assess` to bring it up to date."
    same = "the one in force" if found.agreement == agreement.version else "not the one of today"
    yield f"Computed under agreement version {found.agreement[:_HASH_SHOWN]}, {same}."


def _exactly(value: Fraction | None) -> str:
    if value is None:
        return "no data"
    return number(value) if value.denominator == 1 else str(as_text(value))


def _tables(agreement: Agreement, found: Derivation, most: int | None) -> Iterator[Table]:
    names = _names(found.rows)
    files = (*found.used, *found.unused)
    title = _rows_title(f"Made of {counted(len(found.counted), 'row')}", found.counted, most)
    rows = [_row(row, files) for row in found.counted[:most]]
    yield table(title, ("file", "sheet", "row", *names), rows)
    title = _rows_title(
        f"Left out: {counted(len(found.left_out), 'row')} not readable", found.left_out, most
    )
    rows = [(*_row(row, files), _reasons(row, files)) for row in found.left_out[:most]]
    yield table(title, ("file", "sheet", "row", *names, "why"), rows)
    superseded = [
        (shown(c.key), c.column, _cell(c.old), _cell(c.new), _file_name(c.to_sha256, files))
        for c in found.superseded
    ]
    header = ("row", "column", "was", "counts as", "since file")
    yield table("Superseded by restatement", header, superseded)
    yield _deliveries(agreement, found)
    yield _files("Files", agreement, found.used)
    yield _files("Delivered for the same time, not used", agreement, found.unused)
    zone = agreement.zone.key
    removed = [(_file_name(r.sha256, files), removed_words(r, zone)) for r in found.removed]
    yield table("No copy is kept of", ("file", "why"), removed)
    findings = [
        (shown(file.file), f.severity, f.where, f.rule, f.message)
        for file in files
        for f in file.findings
    ]
    yield table("Findings in these files", ("file", "", "where", "rule", "message"), findings)


def _names(rows: Sequence[EvidenceRow]) -> tuple[str, ...]:
    return tuple(name for name, _ in rows[0].values) if rows else ()


def _rows_title(title: str, rows: Sequence[EvidenceRow], most: int | None) -> str:
    if most is None or len(rows) <= most:
        return title
    return f"{title}, the first {most} of them (--all shows every one)"


def _row(row: EvidenceRow, files: Sequence[Submission]) -> tuple[str, ...]:
    cells = (_cell(value) for _, value in row.values)
    sheet = "" if row.sheet is None else shown(row.sheet)
    return (_file_name(row.sha256, files), sheet, str(row.row), *cells)


def _cell(value: str | None) -> str:
    return "–" if value is None else shown(value)


def _file_name(sha256: str, files: Sequence[Submission]) -> str:
    found = next((file.file for file in files if file.sha256 == sha256), sha256[:_HASH_SHOWN])
    return shown(found)


def _reasons(row: EvidenceRow, files: Sequence[Submission]) -> str:
    findings = next((file.findings for file in files if file.sha256 == row.sha256), ())
    return "; ".join(f"{f.where} {f.rule}" for f in findings_on(row, findings))


def _deliveries(agreement: Agreement, found: Derivation) -> Table:
    zone = agreement.zone.key
    rows = [
        (
            shown(record.source),
            period_name(record.period),
            NO_FIGURE if record.due is None else moment(record.due, zone),
            "nothing" if record.came is None else moment(record.came.arrived, zone),
            "yes" if record.is_punctual else "no",
            "yes" if record.is_right_first else "no",
        )
        for record in found.deliveries
    ]
    header = ("source", "period", "due", "came", "on time", "right the first time")
    return table(f"Made of {counted(len(rows), 'delivery', 'deliveries')}", header, rows)


def _files(title: str, agreement: Agreement, files: Sequence[Submission]) -> Table:
    rows = [
        (
            shown(file.file),
            file.sha256[:_HASH_SHOWN],
            moment(file.arrived, agreement.zone.key),
            named(file.verdict),
            f"{file.rows_accepted:,} of {file.rows_read:,}",
        )
        for file in files
    ]
    return table(title, ("file", "content", "arrived", "verdict", "rows accepted"), rows)
