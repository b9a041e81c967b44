"""The command that reads files again; it imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from concord.cli.options import Format

commands = typer.Typer()


@commands.command(rich_help_panel="Files that wait for a decision")
def reprocess(
    partner: Annotated[str, typer.Argument(help="A partner's id.")],
    source: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Only this period, such as 2026-10.")
    ] = None,
    file: Annotated[
        str, typer.Option("--file", help="Only the file whose content hash begins so.")
    ] = "",
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    *,
    tell: Annotated[bool, typer.Option("--tell", help="Write to the partner as well.")] = False,
) -> None:
    """Read files that are kept again, by today's agreement."""
    from concord.cli.reprocess import ReprocessOptions, run_reprocess

    options = ReprocessOptions(
        partner=partner,
        source=source,
        period=period,
        content=file,
        tell=tell,
        as_json=output is Format.JSON,
    )
    raise typer.Exit(run_reprocess(options, datetime.now(UTC)))
