"""The commands about mails that wait, went out, or may have; each imports what it needs late."""

from __future__ import annotations

from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "Installation"
commands = typer.Typer()
outbox = typer.Typer(help="Mails: those that wait, those in doubt, and what became of each.")
commands.add_typer(outbox, name="outbox", rich_help_panel=PANEL)

_Key = Annotated[str, typer.Argument(help="The mail's key, or how it begins.")]


@outbox.command("list")
def list_mails(
    state: Annotated[
        list[str] | None, typer.Option("--state", help="Only of this state; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """List mails, the newest first, with how many there are of each state."""
    from concord.cli.outbox import list_outbox

    raise typer.Exit(list_outbox(state or [], limit, as_json=output is Format.JSON))


@outbox.command("show")
def show_mail(key: _Key) -> None:
    """Show one mail: every attempt to send it, and every copy that may have gone out."""
    from concord.cli.outbox import show_outbox

    raise typer.Exit(show_outbox(key))


@outbox.command("decide")
def decide_mail(
    key: _Key,
    decision: Annotated[str, typer.Argument(help="arrived, send-again or give-up.")],
    by: Annotated[str, typer.Option("--by", help="Who decides.")],
    note: Annotated[str, typer.Option("--note", help="How you know, or why.")],
) -> None:
    """Decide about a mail of which nobody can tell whether it went out."""
    from datetime import UTC, datetime

    from concord.cli.outbox import decide_outbox

    raise typer.Exit(decide_outbox(key, decision, by, note, datetime.now(UTC)))
