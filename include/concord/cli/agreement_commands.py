"""The commands about agreement files; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Format, day_of, today
from concord.cli.plan_format import PlanFormat

PANEL = "Agreements"
commands = typer.Typer()


class SchemaName(StrEnum):
    """The files that have a schema."""

    AGREEMENT = "agreement"
    ORGANISATION = "organisation"


class Page(StrEnum):
    """The pages that are made from the model."""

    AGREEMENT = "agreement"
    FINDINGS = "findings"
    KPIS = "kpis"


@commands.command(rich_help_panel=PANEL)
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A file or a folder; default: all agreements.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="RULE", help="Only say what a rule means, and how to mend it."
        ),
    ] = None,
) -> None:
    """Check agreements and print everything that is wrong with them, all at once."""
    from concord.cli.check import check_agreements, explain_rule

    if explain is not None:
        raise typer.Exit(explain_rule(explain))
    as_json = output is Format.JSON
    raise typer.Exit(check_agreements(path, as_json=as_json, today=today()))


@commands.command(rich_help_panel=PANEL)
def init(
    workbooks: Annotated[
        list[Path], typer.Argument(help="Workbooks that the partner already sends.")
    ],
    partner: Annotated[str, typer.Option("--partner", help="The partner's id.")] = "",
    name: Annotated[str, typer.Option("--name", help="The partner's name in full.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write to this file; default: print it.")
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it is there.")
    ] = False,
) -> None:
    """Propose an agreement from workbooks, with a mark on all that must be confirmed."""
    from concord.cli.init import InitOptions, propose_agreement

    options = InitOptions(workbooks=workbooks, partner=partner, name=name, out=out, force=force)
    raise typer.Exit(propose_agreement(options))


@commands.command(rich_help_panel=PANEL)
def show(
    partner: Annotated[str, typer.Argument(help="A partner's id, or an agreement file.")],
    on: Annotated[
        str | None, typer.Option("--on", help="In force on this day; default: today.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Print the agreement in force on a day: what holds, since when, by which amendment."""
    from concord.cli.show import show_agreement

    day = today() if on is None else day_of(on)
    raise typer.Exit(show_agreement(partner, day, as_json=output is Format.JSON))


@commands.command(rich_help_panel=PANEL)
def diff(
    old: Annotated[str, typer.Argument(help="An agreement file, or a partner's id.")],
    new: Annotated[str, typer.Argument(help="The agreement file to compare it with.")],
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Rate this folder's files under both agreements."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Say in words what a change means, and which past periods it would have failed."""
    from concord.cli.diff import DiffOptions, print_difference

    options = DiffOptions(old=old, new=new, data=data, as_json=output is Format.JSON)
    raise typer.Exit(print_difference(options, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def kpis(
    name: Annotated[str | None, typer.Argument(help="One of them; default: all.")] = None,
) -> None:
    """Print the standard KPIs that an agreement may name, or one with its formula."""
    from concord.cli.kpis import print_kpis

    raise typer.Exit(print_kpis(name))


@commands.command(rich_help_panel=PANEL)
def schema(
    name: Annotated[
        SchemaName, typer.Argument(help="Of which file.", show_default=True)
    ] = SchemaName.AGREEMENT,
) -> None:
    """Print the JSON Schema of agreement files, by which editors complete and check."""
    from concord.cli.reference import schema_text

    typer.echo(schema_text(name), nl=False)


@commands.command(rich_help_panel=PANEL)
def reference(page: Annotated[Page, typer.Argument(help="Which page.")]) -> None:
    """Print a page of the reference in Markdown: every key, standard KPI or finding."""
    from concord.cli.reference import page_text

    typer.echo(page_text(page), nl=False)


@commands.command(rich_help_panel=PANEL)
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")],
    on: Annotated[
        str | None, typer.Option("--on", help="As it is on this day; default: today.")
    ] = None,
) -> None:
    """Write a made-up company: three agreements and a drive full of their workbooks."""
    from concord.cli.sample import write_sample

    raise typer.Exit(write_sample(folder, today() if on is None else day_of(on)))


@commands.command(rich_help_panel=PANEL)
def plan(
    path: Annotated[
        Path | None, typer.Argument(help="A file or a folder; default: all agreements.")
    ] = None,
    days: Annotated[int, typer.Option(help="How many days ahead.", min=0, max=3660)] = 90,
    first: Annotated[
        str | None, typer.Option("--from", help="The first day; default: today.")
    ] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="Of one partner only.")] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="Of one person only: an id, or PARTNER/ID.")
    ] = None,
    output: Annotated[
        PlanFormat, typer.Option("--format", help="Text, JSON or a calendar file.")
    ] = PlanFormat.TEXT,
) -> None:
    """Print what falls due, who has it, and how many mails that makes for each person."""
    from concord.cli.plan import print_plan
    from concord.cli.planning import PlanOptions

    options = PlanOptions(
        path=path,
        first=today() if first is None else day_of(first),
        days=days,
        partner=partner,
        person=person,
        format=output,
    )
    raise typer.Exit(print_plan(options))
