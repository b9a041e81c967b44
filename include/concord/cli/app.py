"""The command's entry: one subcommand per module, each imported only when it runs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from concord.cli import (
    agreement_commands,
    backup_commands,
    contact_commands,
    delivery_commands,
    figure_commands,
    file_commands,
    installation_commands,
    ledger_commands,
    outbox_commands,
    partner_commands,
    reprocess_commands,
    retention_commands,
    version_commands,
)
from concord.cli.output import complain
from concord.domain.errors import ConcordError

app = typer.Typer(
    name="concord",
    help="Concord keeps both sides of an outsourcing relationship to what they agreed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for commands in (
    agreement_commands.commands,
    figure_commands.commands,
    partner_commands.commands,
    file_commands.commands,
    reprocess_commands.commands,
    ledger_commands.commands,
    outbox_commands.commands,
    contact_commands.commands,
    delivery_commands.commands,
    backup_commands.commands,
    retention_commands.commands,
    version_commands.commands,
    installation_commands.commands,
):
    app.add_typer(commands)


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer gives the option's value so
    if value:
        from importlib.metadata import version

        typer.echo(f"concord {version('concord')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and end.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Concord keeps both sides of an outsourcing relationship to what they agreed."""
    del version


def main() -> None:
    """Run the command.  A broken system is told in a sentence, with its remedy, as exit 2."""
    try:
        app()
    except ConcordError as error:
        complain(str(error))
        sys.exit(2)
