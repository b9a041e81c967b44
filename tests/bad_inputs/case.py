"""One bad input: how it is made, and what must become of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord.domain.source import ColumnType, DurationUnit, Source, TextFormat
from concord.domain.submission import Verdict
from tests import broken_workbooks as broken
from tests.builders import column, source

HEADER = ("Date", "Site", "Offered", "Answered")

SOURCE: Source = source(
    columns=(
        column("date", ColumnType.DATE, headers=("Date",)),
        column("site", ColumnType.TEXT, headers=("Site",), one_of=("manila", "cebu")),
        column("offered", headers=("Offered",)),
        column("answered", headers=("Answered",), at_most="offered"),
        column("ticket", ColumnType.TEXT, headers=("Ticket",), required=False),
        column("closed", ColumnType.TIMESTAMP, headers=("Closed",), required=False),
        column("rate", ColumnType.PERCENT, headers=("Rate",), required=False),
        column("amount", ColumnType.NUMBER, headers=("Amount",), required=False),
        column(
            *("talk", ColumnType.DURATION),
            headers=("Talk",),
            unit=DurationUnit.MINUTES,
            required=False,
        ),
    ),
    totals_rows=("Total",),
    text=TextFormat(null_tokens=("n/a",)),
)
"""Calls by day and site; what only some deliveries hold is optional."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BadInput:
    """A file that someone will send.  `number` is its place in the catalogue, `says` a pattern.

    `rule` is empty where nothing may be remarked; `rows` is how many rows must count, `reads`
    a column and its value in the first of them.
    """

    number: int
    what: str
    content: Callable[[], bytes]
    verdict: Verdict
    rule: str = ""
    says: str = ""
    where: str = ""
    name: str = "NW_daily_2026-10.xlsx"
    source: Source = SOURCE
    rows: int | None = None
    reads: tuple[str, str] | None = None


def rejected(number: int, what: str, content: Callable[[], bytes], **rest: Any) -> BadInput:  # noqa: ANN401 - fields of a case
    """Return a file of which nothing is read."""
    return BadInput(number=number, what=what, content=content, verdict=Verdict.REJECTED, **rest)


def quarantined(number: int, what: str, content: Callable[[], bytes], **rest: Any) -> BadInput:  # noqa: ANN401 - as above
    """Return a file that waits for a person."""
    return BadInput(number=number, what=what, content=content, verdict=Verdict.QUARANTINED, **rest)


def warned(number: int, what: str, content: Callable[[], bytes], **rest: Any) -> BadInput:  # noqa: ANN401 - as above
    """Return a file that is used, with remarks; rows in error do not count."""
    verdict = Verdict.ACCEPTED_WITH_WARNINGS
    return BadInput(number=number, what=what, content=content, verdict=verdict, **rest)


def accepted(number: int, what: str, content: Callable[[], bytes], **rest: Any) -> BadInput:  # noqa: ANN401 - as above
    """Return a file that only looks bad."""
    return BadInput(number=number, what=what, content=content, verdict=Verdict.ACCEPTED, **rest)


def row(day: int = 1, offered: Any = 500, answered: Any = 410, *more: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any cells
    """Return a row of a day in October 2026."""
    return (date(2026, 10, day), "manila", offered, answered, *more)


def daily(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> Callable[[], bytes]:
    """Return a maker of a workbook with a header and these rows."""
    return lambda: broken.workbook(header, *(rows or (row(),)))


def written(*rows: bytes, after: bytes = b"") -> Callable[[], bytes]:
    """Return a maker of a workbook with the header and rows given as XML cells."""
    head = b"".join(b'<c t="inlineStr"><is><t>%b</t></is></c>' % h.encode() for h in HEADER)
    lines = (b"<row>" + cells + b"</row>" for cells in (head, *rows))
    part = broken.sheet(b"".join(lines), after)
    return lambda: broken.workbook_with({"xl/worksheets/sheet1.xml": part})


def cells(*values: object) -> bytes:
    """Return XML cells: texts, and numbers as they are."""
    made = []
    for value in values:
        if isinstance(value, bytes):
            made.append(value)
        elif isinstance(value, str):
            made.append(b'<c t="inlineStr"><is><t>%b</t></is></c>' % value.encode())
        else:
            made.append(b"<c><v>%b</v></c>" % str(value).encode())
    return b"".join(made)
