"""The commands about agreement versions; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

PANEL = "Versions of agreements"
commands = typer.Typer()


@commands.command(rich_help_panel=PANEL)
def versions(partner: Annotated[str, typer.Argument(help="The partner's id.")]) -> None:
    """Print a partner's agreement versions: who approved and acknowledged each, and when."""
    from concord.cli.versions import print_versions

    raise typer.Exit(print_versions(partner))


@commands.command(rich_help_panel=PANEL)
def approve(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    by: Annotated[str, typer.Option("--by", help="Who approves: a person's id, on our side.")],
    version: Annotated[
        str | None,
        typer.Option("--version", help="The first digits of its hash; default: the file's."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    *,
    release: Annotated[
        bool, typer.Option("--release", help="Restate reported months at once.")
    ] = False,
) -> None:
    """Have a version of an agreement act, and show what it changes in what was reported."""
    from concord.cli.versions import ApproveOptions, approve_version

    options = ApproveOptions(partner=partner, by=by, version=version, note=note, release=release)
    raise typer.Exit(approve_version(options, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def release(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    by: Annotated[str, typer.Option("--by", help="Who releases: a person's id, on our side.")],
) -> None:
    """Let the version that acts restate the reported months whose changes were held."""
    from concord.cli.versions import release_version

    raise typer.Exit(release_version(partner, by, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def acknowledge(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    by: Annotated[str, typer.Option("--by", help="Who: a person's id, on the partner's side.")],
    how: Annotated[str, typer.Option("--how", help="How it was given, such as a mail's date.")],
    version: Annotated[
        str | None,
        typer.Option("--version", help="The first digits of its hash; default: what acts."),
    ] = None,
) -> None:
    """Record that the partner has acknowledged the version that binds it."""
    from concord.cli.versions import acknowledge_version

    raise typer.Exit(acknowledge_version(partner, version, by, how, datetime.now(UTC)))
