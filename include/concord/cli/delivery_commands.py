"""The commands about whether mail goes out; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

PANEL = "Installation"
commands = typer.Typer()
delivery = typer.Typer(help="Whether mail goes out, or is held.", invoke_without_command=True)
commands.add_typer(delivery, name="delivery", rich_help_panel=PANEL)

_By = Annotated[str, typer.Option("--by", help="Who says so: one of your people.")]


@delivery.callback()
def state(context: typer.Context) -> None:
    """Say whether mail goes out, since when it is held and why, and what waits."""
    if context.invoked_subcommand is None:
        from concord.cli.delivery import print_state

        raise typer.Exit(print_state())


@delivery.command("hold")
def hold(by: _By, reason: Annotated[str, typer.Option("--reason", help="Why.")]) -> None:
    """Hold all mail from now on: it waits until somebody releases it."""
    from concord.cli.delivery import record_hold

    raise typer.Exit(record_hold(reason, by, datetime.now(UTC)))


@delivery.command("release")
def release(
    by: _By,
    mail: Annotated[
        list[str] | None,
        typer.Option("--mail", help="Only this mail: its key, or how it begins. Repeatable."),
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="Only of this kind.")] = "",
    partner: Annotated[str, typer.Option("--partner", help="Only about this partner.")] = "",
    older_than: Annotated[
        str, typer.Option("--older-than", help="Only those written before this day (UTC).")
    ] = "",
    note: Annotated[str, typer.Option("--note", help="Why, for the record.")] = "",
    *,
    everything: Annotated[bool, typer.Option("--all", help="End the hold.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Do so; default: show.")] = False,
) -> None:
    """Show what would go out, and with --apply let it: some mails, or with --all everything."""
    from concord.cli.delivery import ReleaseOptions, run_release
    from concord.cli.options import day_of

    options = ReleaseOptions(
        by=by,
        mails=tuple(mail or ()),
        kind=kind,
        partner=partner,
        older_than=day_of(older_than) if older_than else None,
        note=note,
        everything=everything,
        apply=apply,
    )
    raise typer.Exit(run_release(options, datetime.now(UTC)))
