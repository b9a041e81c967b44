"""What the command prints, and where: results on standard output, complaints beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.domain.finding import AgreementFinding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


_PIPE_WIDTH = 160


def console() -> Console:
    """Return the console for results: it honours NO_COLOR, and breaks no line in a pipe."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(highlight=False, soft_wrap=True, width=width)


def complain(text: str) -> None:
    """Print a sentence to standard error."""
    Console(stderr=True, highlight=False).print(f"[red]concord:[/] {escape(text)}")


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of plain texts; nothing in a cell is read as markup."""
    drawn = Table(title=title, title_justify="left", title_style="bold", header_style="dim")
    for name in header:
        drawn.add_column(name, overflow="fold")
    for row in rows:
        drawn.add_row(*(escape(cell) for cell in row))
    return drawn


def print_findings(out: Console, findings: Sequence[AgreementFinding]) -> None:
    """Print findings in their order, one a paragraph: place, what, expected, and what helps."""
    for finding in findings:
        colour = _COLOURS[finding.severity]
        place = f"{finding.file}:{finding.line}:{finding.column}"
        out.print(
            f"[{colour}]{finding.severity}[/] {escape(place)} "
            f"[bold]{escape(finding.path)}[/] ({finding.rule})"
        )
        out.print(f"    found {escape(finding.found)}; expected {escape(finding.expected)}")
        if finding.hint:
            out.print(f"    did you mean {escape(finding.hint)}?")
        if finding.advice:
            out.print(f"    {escape(finding.advice)}")


def counted(findings: Sequence[AgreementFinding]) -> str:
    """Return the totals in words, such as `2 errors, 1 warning, 3 notes`."""
    words = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    parts = []
    for severity, word in words:
        number = sum(finding.severity is severity for finding in findings)
        parts.append(f"{number} {word}{'' if number == 1 else 's'}")
    return ", ".join(parts)


def progress(task: str) -> AbstractContextManager[object]:
    """Show on standard error that a long task is under way; silent when nobody looks."""
    return Console(stderr=True).status(task)
