"""The commands about an installation; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "Installation"
commands = typer.Typer()
database = typer.Typer(help="Concord's own database.", no_args_is_help=True)
commands.add_typer(database, name="db", rich_help_panel=PANEL)


@commands.command(rich_help_panel=PANEL)
def doctor(
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    *,
    security: Annotated[
        bool, typer.Option("--security", help="Only what keeps strangers out.")
    ] = False,
) -> None:
    """Examine this installation, and say of each item whether it is well and what to do if not."""
    from concord.cli.doctor import examine_installation

    raise typer.Exit(examine_installation(as_json=output is Format.JSON, security=security))


@commands.command(rich_help_panel=PANEL)
def watch() -> None:
    """Say what stands still although it should go on; exit status 1 while anything does."""
    from concord.cli.watch import print_alarms

    raise typer.Exit(print_alarms(datetime.now(UTC)))


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema; safe to repeat."""
    from concord.wiring import deployment

    deployment().store.upgrade()
    typer.echo("The database is up to date.")
