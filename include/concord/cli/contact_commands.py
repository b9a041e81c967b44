"""The commands about whom mail reaches; each imports what it needs only when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "Installation"
commands = typer.Typer()
contacts = typer.Typer(help="Whom mail reaches, and whom not.", no_args_is_help=True)
commands.add_typer(contacts, name="contacts", rich_help_panel=PANEL)


@contacts.command("list")
def list_everybody() -> None:
    """List everybody of every agreement, and what keeps mail from them."""
    from concord.cli.contacts import list_contacts

    raise typer.Exit(list_contacts())


@contacts.command("reachable")
def reachable(
    address: Annotated[str, typer.Argument(help="The address that works again.")],
    by: Annotated[str, typer.Option("--by", help="Who says so.")],
) -> None:
    """Say that an address works again: mail goes to it from now on."""
    from datetime import UTC, datetime

    from concord.cli.contacts import clear_contact

    raise typer.Exit(clear_contact(address, by, datetime.now(UTC)))


@contacts.command("mails")
def mails() -> None:
    """Count, by partner and month, what became of the mails."""
    from concord.cli.contacts import list_months

    raise typer.Exit(list_months())


@commands.command(rich_help_panel=PANEL)
def listen(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port.")] = 8090,
) -> None:
    """Take the signed events of SendGrid: what was delivered, and what came back."""
    from concord.cli.listen import listen as serve

    raise typer.Exit(serve(host, port))
