"""The commands about files that wait; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "Files that wait for a decision"
commands = typer.Typer()


class Word(StrEnum):
    """What can be decided, as it is typed."""

    ACCEPT = "accept"
    REJECT = "reject"
    ASK_AGAIN = "ask-again"


@commands.command(rich_help_panel=PANEL)
def files(
    partner: Annotated[str | None, typer.Argument(help="A partner's id; default: all.")] = None,
    content: Annotated[
        str | None,
        typer.Argument(help="The first digits of a file's content hash: print its question."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """List the files that wait for a person: in quarantine, or held as late corrections."""
    from concord.cli.files import print_files, print_question

    if partner is not None and content is not None:
        raise typer.Exit(print_question(partner, content))
    raise typer.Exit(print_files(partner, as_json=output is Format.JSON))


@commands.command("decide-file", rich_help_panel=PANEL)
def decide_file(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    content: Annotated[str, typer.Argument(help="The first digits of its content hash.")],
    decision: Annotated[Word, typer.Argument(help="What shall become of it.")],
    by: Annotated[str, typer.Option("--by", help="Who decides: a person's id, on our side.")],
    note: Annotated[
        str, typer.Option("--note", help="Why: the partner reads it. To accept or reject: needed.")
    ] = "",
    *,
    anew: Annotated[
        bool, typer.Option("--anew", help="Even if somebody decided before; both are kept.")
    ] = False,
) -> None:
    """Accept a file as it is, reject it, or ask for it again; the partner is told."""
    from concord.cli.files import DecideOptions, record_file_decision

    options = DecideOptions(
        partner=partner, content=content, word=decision, by=by, note=note, anew=anew
    )
    raise typer.Exit(record_file_decision(options, datetime.now(UTC)))
