"""Find the header row by its anchors, and which column stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from concord.domain.finding import Finding, Severity, quoted
from concord.domain.reading.merged import merged_header, unmerged
from concord.domain.reading.text import code_points, fold, foreign_letters
from concord.domain.source import Column, Source
from concord.domain.table import CellKind, Row, Table, column_letters

SEARCHED_ROWS = 100
"""How far down a header is looked for."""

_SHOWN_HEADERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header's row and the position of every declared column, None for one left out."""

    row: int
    positions: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    row: Row
    places: Mapping[str, tuple[int, ...]]

    def found(self, columns: Iterable[Column]) -> int:
        return sum(bool(self.places[column.name]) for column in columns)


def find_header(
    table: Table, source: Source, rows: Sequence[Row]
) -> tuple[Header | None, tuple[Finding, ...]]:
    """Return the header among the first rows, or what is wrong with it."""
    whole = unmerged(table, source, rows)
    anchors = {column.name: _anchors(column) for column in source.columns}
    candidates = [_candidate(row, anchors) for row in _searched(whole, source)]
    required = [column for column in source.columns if column.required] or source.columns
    full = [c for c in candidates if c.found(required) == len(required)]
    if len(full) > 1:
        return None, (_ambiguous(table, full),)
    best = full[0] if full else max(candidates, key=lambda c: c.found(required), default=None)
    if best is None or best.found(required) * 2 < len(required) or not best.found(required):
        return None, (_not_found(table, source, rows),)
    if merged := _merged(table, source, best, is_complete=bool(full)):
        return None, (merged,)
    errors = tuple(_errors(table, source, best))
    if errors:
        return None, errors
    positions = {name: places[0] if places else None for name, places in best.places.items()}
    return Header(row=best.row.number, positions=positions), tuple(_extra(table, best))


def repeats_header(row: Row, header: Header, source: Source) -> bool:
    """Say whether a later row holds the whole header again, as a second table would."""
    positions = ((c, header.positions[c.name]) for c in source.columns)
    placed = [(column, at) for column, at in positions if at is not None]
    return all(_header_text(row, at) in _anchors(column) for column, at in placed)


def _searched(rows: Sequence[Row], source: Source) -> Sequence[Row]:
    wanted = source.sheet.header_row
    return rows if wanted is None else [row for row in rows if row.number == wanted]


def _anchors(column: Column) -> frozenset[str]:
    return frozenset(fold(header) for header in column.headers)


def _header_text(row: Row, index: int) -> str:
    cell = row.cell(index)
    return "" if cell.kind is CellKind.EMPTY else fold(cell.shown)


def _candidate(row: Row, anchors: Mapping[str, frozenset[str]]) -> _Candidate:
    texts = [_header_text(row, index) for index in range(len(row.cells))]
    places = {
        name: tuple(i for i, text in enumerate(texts) if text in wanted)
        for name, wanted in anchors.items()
    }
    return _Candidate(row=row, places=places)


def _errors(table: Table, source: Source, found: _Candidate) -> Iterator[Finding]:
    for column in source.columns:
        places = found.places[column.name]
        if len(places) > 1:
            yield _duplicated(table, found, places)
        elif not places and column.required:
            yield _missing(table, found, column)


def _merged(
    table: Table, source: Source, found: _Candidate, *, is_complete: bool
) -> Finding | None:
    if source.sheet.header_row is not None:
        return None
    places = {place for places in found.places.values() for place in places}
    return merged_header(table, found.row.number, places, is_complete=is_complete)


def _duplicated(table: Table, found: _Candidate, places: Sequence[int]) -> Finding:
    header = quoted(found.row.cell(places[0]).shown)
    where = " and ".join(column_letters(place) for place in places)
    return Finding(
        severity=Severity.ERROR,
        rule="column-duplicated",
        where=table.address(found.row.number, places[1]),
        found=header,
        expected="each column once",
        message=(
            f"The column {header} stands there more than once, in {where}. Please keep the right "
            "one, rename or remove the others, and send the file again. None is chosen for you."
        ),
    )


def _unmatched(found: _Candidate) -> dict[int, str]:
    taken = {place for places in found.places.values() for place in places}
    return {
        index: cell.shown
        for index, cell in enumerate(found.row.cells)
        if index not in taken and cell.shown.strip()
    }


def _missing(table: Table, found: _Candidate, column: Column) -> Finding:
    others = _unmatched(found)
    wanted = " or ".join(quoted(header) for header in column.headers)
    for index, text in others.items():
        if foreign := foreign_letters(fold(text)):
            return _mixed_script(table.address(found.row.number, index), text, wanted, foreign)
    near = get_close_matches(fold(column.headers[0]), [fold(t) for t in others.values()], n=1)
    meant = next((text for text in others.values() if near and fold(text) == near[0]), "")
    hint = f" The nearest is {quoted(meant)}." if meant else ""
    return Finding(
        severity=Severity.ERROR,
        rule="column-missing",
        where=table.address(found.row.number),
        found=quoted(meant) if meant else "no such column",
        expected=f"a column {wanted}",
        message=(
            f"The column {wanted} is missing from the header row.{hint} Please name the column "
            "so, or have its new name put into the agreement. The file waits for a decision."
        ),
    )


def _mixed_script(where: str, text: str, wanted: str, foreign: tuple[str, ...]) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="mixed-script-header",
        where=where,
        found=quoted(text),
        expected=f"a column {wanted}",
        message=(
            f"The header {quoted(text)} mixes letters of two alphabets that look alike: "
            f"{code_points(foreign)}. Please type the header anew and send the file again."
        ),
    )


def _ambiguous(table: Table, found: Sequence[_Candidate]) -> Finding:
    rows = ", ".join(str(candidate.row.number) for candidate in found)
    return ambiguous_header(table, found[1].row.number, rows)


def ambiguous_header(table: Table, row: int, rows: str) -> Finding:
    """Return the finding on a header that stands in more than one row."""
    return Finding(
        severity=Severity.ERROR,
        rule="header-ambiguous",
        where=table.address(row),
        found=f"the header in rows {rows}",
        expected="one table with one header row",
        message=(
            f"The header stands in more than one row ({rows}), so it cannot be told which table "
            "is meant. Please leave one table on the sheet and send the file again."
        ),
    )


def _not_found(table: Table, source: Source, rows: Sequence[Row]) -> Finding:
    wanted = ", ".join(quoted(c.headers[0]) for c in source.columns if c.required)
    first = next((row for row in rows if not row.is_blank), None)
    texts = [] if first is None else [c.shown for c in first.cells if c.shown][:_SHOWN_HEADERS]
    fixed = source.sheet.header_row
    place = "in the first rows" if fixed is None else f"in row {fixed}"
    return Finding(
        severity=Severity.ERROR,
        rule="header-not-found",
        where="" if first is None else table.address(first.number),
        found=_no_headers(texts, source),
        expected=f"a header row with {wanted}",
        message=(
            f"No header row with the columns {wanted} was found {place}. {table.hint} "
            "Please put these headers above the figures and send the file again."
        ).replace("  ", " "),
    )


def _no_headers(texts: Sequence[str], source: Source) -> str:
    """Return what stands there instead of headers; where it may be people, how much it is."""
    if source.hides_people and texts:
        return f"{len(texts)} cells that are no headers"
    return ", ".join(quoted(text) for text in texts) or "nothing"


def _extra(table: Table, found: _Candidate) -> Iterator[Finding]:
    others = _unmatched(found)
    if not others:
        return
    names = ", ".join(quoted(text) for text in list(others.values())[:_SHOWN_HEADERS])
    yield Finding(
        severity=Severity.WARNING,
        rule="column-unknown",
        where=table.address(found.row.number, min(others)),
        found=names,
        expected="the columns of the agreement",
        message=(
            f"{len(others)} column(s) are not in the agreement and are not read: {names}. "
            "Nothing to do unless they are needed."
        ),
    )
