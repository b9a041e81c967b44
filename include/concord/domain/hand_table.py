"""A table of figures kept by hand: its header matched loosely, each row read or told why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from concord.domain.agreement import Agreement
from concord.domain.finding import quoted
from concord.domain.hand_figure import HandFigure, figure_in, period_in
from concord.domain.kpi import Kpi
from concord.domain.measurement_plan import lengths_of
from concord.domain.reading.text import fold
from concord.domain.table import Cell, Row, Table, column_letters

_SEARCHED_ROWS = 100
_PLAIN = re.compile(r"[^a-z0-9%]+")
_WORDS = {
    "kpi": ("kpi", "kpiid", "kpiname", "metric", "measure", "indicator", "servicelevel"),
    "period": ("period", "month", "quarter", "week", "date", "day", "year"),
    "value": ("value", "figure", "result", "actual", "actuals", "score", "%", "percent"),
    "service": ("service", "serviceid", "servicename"),
}
_NEEDED = ("kpi", "period", "value")
_WHOLE = frozenset({"", "total", "all", "overall"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFigure:
    """A row that could not be read: where it stands, its KPI as it was written, and why."""

    where: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandTable:
    """What a table of figures held; `ignored` are headers that mean nothing here."""

    figures: tuple[HandFigure, ...]
    unread: tuple[UnreadFigure, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    row: int
    places: Mapping[str, int]
    dimensions: Mapping[str, int]
    ignored: tuple[str, ...]


def hand_table(table: Table, agreement: Agreement) -> HandTable:
    """Return the figures of a table.  Raises ValueError when no header row is there."""
    rows = iter(table.rows)
    first = list(islice(rows, _SEARCHED_ROWS))
    header = next((h for row in first if (h := _header(row, agreement)) is not None), None)
    if header is None:
        message = "No row has the headers kpi, period and value above the figures."
        raise ValueError(message)
    figures: list[HandFigure] = []
    unread: list[UnreadFigure] = []
    for row in (*first, *rows):
        if row.number <= header.row or row.is_blank:
            continue
        try:
            figures.append(_figure(row, header, table, agreement))
        except ValueError as error:
            where = table.address(row.number, header.places["value"])
            named = row.cell(header.places["kpi"]).shown
            unread.append(UnreadFigure(where=where, found=named, reason=str(error)))
    return HandTable(figures=tuple(figures), unread=tuple(unread), ignored=header.ignored)


def _header(row: Row, agreement: Agreement) -> _Header | None:
    texts = [_plain(cell.shown) for cell in row.cells]
    places = {role: at for role in _WORDS if (at := _place(texts, _WORDS[role])) is not None}
    if any(role not in places for role in _NEEDED):
        return None
    dimensions = {
        name: at
        for name, words in _dimension_words(agreement)
        if (at := _place(texts, words)) is not None and at not in places.values()
    }
    taken = {*places.values(), *dimensions.values()}
    ignored = (
        f"{column_letters(at)} {quoted(cell.shown)}"
        for at, cell in enumerate(row.cells)
        if at not in taken and cell.shown.strip()
    )
    return _Header(row=row.number, places=places, dimensions=dimensions, ignored=tuple(ignored))


def _plain(text: str) -> str:
    return _PLAIN.sub("", fold(text))


def _place(texts: list[str], words: tuple[str, ...]) -> int | None:
    """Return the place of the first of `words` that is a header, in the order of `words`."""
    return next((texts.index(word) for word in words if word in texts), None)


def _dimension_words(agreement: Agreement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each dimension with the headers it may have: its name, and those of its column."""
    names = dict.fromkeys(
        [name for kpi in agreement.kpis for group in kpi.by for name in group]
        + [n for level in agreement.service_levels for group in level.groupings for n in group]
    )
    for name in names:
        headers = [
            header
            for source in agreement.sources
            for column in source.columns
            if column.name == name
            for header in column.headers
        ]
        yield name, tuple(dict.fromkeys(map(_plain, (name, *headers))))


def _figure(row: Row, header: _Header, table: Table, agreement: Agreement) -> HandFigure:
    """Return the figure of a row.  Raises ValueError with the reason why there is none."""

    def cell(role: str) -> Cell:
        return row.cell(header.places[role])

    service = _service(cell("service"), agreement) if "service" in header.places else None
    kpi = _kpi(cell("kpi").shown, service, agreement)
    period = period_in(cell("period"), lengths_of(kpi, agreement), agreement.year_start)
    dimension = tuple(
        (name, text)
        for name, at in header.dimensions.items()
        if fold(text := row.cell(at).shown.strip()) not in _WHOLE
    )
    return HandFigure(
        where=table.address(row.number, header.places["value"]),
        kpi=kpi.id,
        service=service,
        period=period,
        dimension=dimension,
        written=figure_in(cell("value"), kpi.unit),
    )


def _service(cell: Cell, agreement: Agreement) -> str | None:
    wanted = _plain(cell.shown)
    if not wanted:
        return None
    known = {_plain(text): s.id for s in agreement.services for text in (s.name, s.id)}
    if wanted not in known:
        raise ValueError(_unknown("service", cell.shown, known))
    return known[wanted]


def _kpi(text: str, service: str | None, agreement: Agreement) -> Kpi:
    """Return the KPI of that id or name, or the one that a service level of that id rates."""
    kpis = [kpi for kpi in agreement.kpis if service in {None, kpi.service}]
    known = {
        **{_plain(level.id): level.kpi for level in agreement.service_levels},
        **{_plain(kpi.name): kpi.id for kpi in kpis},
        **{_plain(kpi.id): kpi.id for kpi in kpis},
    }
    found = next((kpi for kpi in kpis if kpi.id == known.get(_plain(text))), None)
    if found is None:
        raise ValueError(_unknown("KPI", text, known))
    return found


def _unknown(what: str, text: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(_plain(text), known, n=1)
    hint = f"; the nearest is {known[near[0]]}" if near else ""
    return f"{quoted(text)} is no {what} of the agreement{hint}"
