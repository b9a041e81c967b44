"""The commands about how long files are kept; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "How long files are kept"
commands = typer.Typer()


@commands.command(rich_help_panel=PANEL)
def retention(
    by: Annotated[str, typer.Option("--by", help="Who has them removed: one of yours.")] = "",
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Remove them; default: list.")] = False,
) -> None:
    """List the delivered files that have been kept as long as was agreed, or remove them."""
    from concord.cli.retention import RetentionOptions, run_retention

    options = RetentionOptions(apply=apply, by=by, as_json=output is Format.JSON)
    raise typer.Exit(run_retention(options, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def hold(
    partner: Annotated[
        str | None, typer.Argument(help="Whose files to keep. Nobody: list all holds.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so: one of your people.")] = "",
    source: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Only what overlaps it, such as 2026-10.")
    ] = None,
) -> None:
    """Keep a partner's files whatever was agreed, as for a dispute; or list what is held."""
    from concord.cli.hold import HoldOptions, print_holds, record_hold

    if partner is None:
        raise typer.Exit(print_holds())
    options = HoldOptions(partner=partner, reason=reason, by=by, source=source, period=period)
    raise typer.Exit(record_hold(options, datetime.now(UTC)))


@commands.command("lift-hold", rich_help_panel=PANEL)
def lift_hold(
    hold: Annotated[int, typer.Argument(help="The hold's id, see `concord hold`.", metavar="ID")],
    by: Annotated[str, typer.Option("--by", help="Who lifts it: one of your people.")],
) -> None:
    """Lift a hold: what was agreed decides again."""
    from concord.cli.hold import record_lift

    raise typer.Exit(record_lift(hold, by, datetime.now(UTC)))
