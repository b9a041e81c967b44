"""`concord try --compare`: the figures kept by hand, read and shown beside ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from concord.adapters.workbook.figure_table import open_figures
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.cli.output import table
from concord.domain.agreement import Agreement
from concord.domain.comparison import Comparison, Result
from concord.domain.figure_text import dimension_text
from concord.domain.hand_table import HandTable, hand_table
from concord.domain.kpi import as_text
from concord.domain.notation import number, shown
from concord.domain.quantity import PERCENT

Json = dict[str, object]

_WORDS = {
    Result.EQUAL: "equal",
    Result.EQUAL_AS_SHOWN: "equal as shown",
    Result.DIFFERS: "differs",
    Result.ONLY_OURS: "only ours",
    Result.ONLY_THEIRS: "only theirs",
    Result.UNREADABLE: "not readable",
}
_SHOWN_PLACES = 4
_UNEXPLAINED = "no known cause gives their figure"


def read_figures(path: Path, agreement: Agreement) -> HandTable:
    """Return the figures of a file.  Raises ValueError with a sentence when it has none."""
    try:
        with open_figures(path) as opened:
            return hand_table(opened, agreement)
    except UnreadableTableError as error:
        message = f"{path.name}: {error.finding.message}"
        raise ValueError(message) from error
    except ValueError as error:
        message = f"{path.name}: {error}"
        raise ValueError(message) from error


def comparison_json(comparisons: Iterable[Comparison]) -> list[Json]:
    """Return the array `comparison` of the published document, in its order."""
    return [
        {
            "result": c.result,
            "kpi": shown(c.kpi),
            "service": c.service,
            "period": None if c.period is None else str(c.period),
            "dimension": {name: shown(value) for name, value in c.dimension},
            "unit": c.unit,
            "ours": as_text(c.ours),
            "theirs": as_text(c.theirs),
            "difference": as_text(c.difference),
            "where": None if c.where is None else shown(c.where),
            "read_as": c.read_as,
            "causes": list(c.causes),
        }
        for c in comparisons
    ]


def print_comparison(out: Console, kept: HandTable, comparisons: Iterable[Comparison]) -> None:
    """Print each figure on both sides: what differs by how much, and why it may."""
    header = ("kpi", "period", "for", "ours", "theirs", "result", "how it was read", "may be")
    out.print()
    out.print(table("Compared with the figures kept by hand", header, map(_row, comparisons)))
    for ignored in kept.ignored:
        out.print(f"Its column {escape(ignored)} means nothing here and was not used.")


def _row(c: Comparison) -> tuple[str, ...]:
    where = "" if c.where is None else f"{shown(c.where)}: "
    return (
        shown(c.kpi),
        str(c.period or "?"),
        shown(dimension_text(c.dimension)),
        as_text(c.ours) or "none",
        as_text(c.theirs) or "none",
        _result(c),
        f"{where}{c.read_as or ''}",
        _causes(c),
    )


def _result(c: Comparison) -> str:
    words = _WORDS[c.result]
    if c.result is not Result.DIFFERS or c.difference is None:
        return words
    sign = "+" if c.difference > 0 else ""
    unit = "pp" if c.unit == PERCENT else c.unit
    return f"{words} by {sign}{number(c.difference, _SHOWN_PLACES)} {unit}"


def _causes(c: Comparison) -> str:
    if c.result is Result.DIFFERS and not c.causes:
        return _UNEXPLAINED
    return "; or ".join(c.causes)
