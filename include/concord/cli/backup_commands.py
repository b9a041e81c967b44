"""The commands about backups; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

PANEL = "Installation"
commands = typer.Typer()


@commands.command(rich_help_panel=PANEL)
def backup(
    folder: Annotated[Path, typer.Argument(help="The folder of backups; made if need be.")],
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="Remove all but so many, the newest.")
    ] = None,
) -> None:
    """Back up records, stored files and agreements; secrets are kept by you, apart from it."""
    from concord.cli.backup import run_backup

    raise typer.Exit(run_backup(folder.absolute(), datetime.now(UTC), keep))


@commands.command(rich_help_panel=PANEL)
def restore(
    folder: Annotated[
        Path, typer.Argument(help="The folder of backups, for the newest, or one of them.")
    ],
    by: Annotated[str, typer.Option("--by", help="Who restores: one of your people.")] = "",
    *,
    keep_agreements: Annotated[
        bool, typer.Option("--keep-agreements", help="Leave the folder of agreements as it is.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only read the backup, and say whether it is whole.")
    ] = False,
) -> None:
    """Put a backup into an empty installation; delivery is on hold until you release it."""
    from concord.cli.backup import check_backup, run_restore

    if check:
        raise typer.Exit(check_backup(folder.absolute()))
    now = datetime.now(UTC)
    code = run_restore(folder.absolute(), by, now, keep_agreements=keep_agreements)
    raise typer.Exit(code)
