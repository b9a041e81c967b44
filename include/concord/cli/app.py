"""The command's entry: one subcommand per module, each imported only when it runs."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.output import complain
from concord.cli.plan_format import PlanFormat
from concord.cli.version_commands import commands as version_commands
from concord.domain.errors import ConcordError

app = typer.Typer(
    name="concord",
    help="Concord keeps both sides of an outsourcing relationship to what they agreed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="Concord's own database.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(version_commands)


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class SchemaName(StrEnum):
    """The files that have a schema."""

    AGREEMENT = "agreement"
    ORGANISATION = "organisation"


class Page(StrEnum):
    """The pages that are made from the model."""

    AGREEMENT = "agreement"
    KPIS = "kpis"


AgreementPath = Annotated[Path, typer.Argument(help="An agreement file.", metavar="AGREEMENT")]


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A file or a folder; default: all agreements.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Check agreements and print everything that is wrong with them, all at once."""
    from concord.cli.check import check_agreements

    raise typer.Exit(check_agreements(path, as_json=output is Format.JSON))


@app.command("try")
def try_(
    agreement: AgreementPath,
    folder: Annotated[Path, typer.Argument(help="A folder with the partner's files.")],
    first: Annotated[str | None, typer.Option("--from", help="First period to show.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last period to show.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="As of this moment; default: now.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write mails and reports to this folder.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", help="Set this table of figures beside ours.")
    ] = None,
) -> None:
    """Run the whole chain on a folder, send nothing, and print what would happen."""
    from concord.cli.try_folder import TryOptions, try_folder

    options = TryOptions(
        agreement=agreement,
        folder=folder,
        first=first,
        last=last,
        at=at,
        as_json=output is Format.JSON,
        out=out,
        compare=compare,
    )
    raise typer.Exit(try_folder(options, datetime.now(UTC)))


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A workbook or text file, as it was delivered.")],
    partner: Annotated[str | None, typer.Option("--partner", help="The partner's id.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Read it as this source, whatever its name.")
    ] = None,
    agreement: Annotated[
        Path | None, typer.Option("--agreement", help="By this file, not the installation's.")
    ] = None,
    rows: Annotated[int, typer.Option("--rows", help="How many rows to show.", min=0)] = 10,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Show how one workbook is read: sheet, header, columns, rows and findings.  Keeps nothing."""
    from concord.cli.read import ReadOptions, read_file

    options = ReadOptions(
        file=file,
        partner=partner,
        agreement=agreement,
        source=source,
        rows=rows,
        as_json=output is Format.JSON,
    )
    raise typer.Exit(read_file(options))


@app.command()
def explain(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    kpi: Annotated[str, typer.Argument(help="The KPI's id; or the period, with --service-level.")],
    period: Annotated[str | None, typer.Argument(help="The period, such as 2026-10.")] = None,
    dimension: Annotated[
        list[str] | None, typer.Option("--dimension", help="A part, such as site=manila.")
    ] = None,
    service_level: Annotated[
        str | None, typer.Option("--service-level", help="How this one was applied, alone.")
    ] = None,
    *,
    all_rows: Annotated[bool, typer.Option("--all", help="Show every row.")] = False,
    trial: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--try", help="From an agreement and a folder of files, as `try` does."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Print how one figure came about, down to the cells, and what was made of it."""
    from concord.cli.explain import ExplainOptions, explain_figure

    options = ExplainOptions(
        partner=partner,
        kpi=kpi if period else None,
        period=period or kpi,
        dimension=tuple(dimension or ()),
        service_level=service_level,
        all_rows=all_rows,
        as_json=output is Format.JSON,
        trial=trial,
    )
    raise typer.Exit(explain_figure(options, datetime.now(UTC)))


@app.command()
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


@app.command()
def show(
    partner: Annotated[str, typer.Argument(help="A partner's id, or an agreement file.")],
    on: Annotated[
        str | None, typer.Option("--on", help="In force on this day; default: today.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Print the agreement in force on a day: what holds, since when, by which amendment."""
    from concord.cli.show import show_agreement

    day = _today() if on is None else _day(on)
    raise typer.Exit(show_agreement(partner, day, as_json=output is Format.JSON))


@app.command()
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


@app.command()
def kpis(
    name: Annotated[str | None, typer.Argument(help="One of them; default: all.")] = None,
) -> None:
    """Print the standard KPIs that an agreement may name, or one with its formula."""
    from concord.cli.kpis import print_kpis

    raise typer.Exit(print_kpis(name))


@app.command()
def schema(
    name: Annotated[
        SchemaName, typer.Argument(help="Of which file.", show_default=True)
    ] = SchemaName.AGREEMENT,
) -> None:
    """Print the JSON Schema of agreement files, by which editors complete and check."""
    from concord.cli.reference import schema_text

    typer.echo(schema_text(name), nl=False)


@app.command()
def reference(page: Annotated[Page, typer.Argument(help="Which page.")]) -> None:
    """Print a page of the reference in Markdown: every key, standard KPI or finding."""
    from concord.cli.reference import page_text

    typer.echo(page_text(page), nl=False)


@app.command()
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
        first=_today() if first is None else _day(first),
        days=days,
        partner=partner,
        person=person,
        format=output,
    )
    raise typer.Exit(print_plan(options))


@app.command()
def doctor(
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Examine this installation, and say of each item whether it is well and what to do if not."""
    from concord.cli.doctor import examine_installation

    raise typer.Exit(examine_installation(as_json=output is Format.JSON))


@app.command()
def decide(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    obligation: Annotated[str, typer.Argument(help="The obligation, as its reminder names it.")],
    decision: Annotated[str, typer.Argument(help="renew, renegotiate, terminate or done.")],
    by: Annotated[str, typer.Option("--by", help="Who decided: a person's id.")],
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
) -> None:
    """Record what was decided about a notice date or a review, which ends its reminders."""
    from concord.cli.decide import record_decision

    raise typer.Exit(record_decision(partner, obligation, decision, by, note, datetime.now(UTC)))


@app.command("go-live")
def go_live(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    by: Annotated[str, typer.Option("--by", help="Who lets it go live: one of your people.")],
    first: Annotated[
        str | None,
        typer.Option("--from", help="First month with effects; default: the running one."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
) -> None:
    """End a partner's shadow time: mails and issues reach everybody from now on."""
    from concord.cli.go_live import GoLiveOptions, let_go_live

    options = GoLiveOptions(partner=partner, by=by, effects_from=first, note=note)
    raise typer.Exit(let_go_live(options, datetime.now(UTC)))


@app.command()
def status(
    partner: Annotated[str | None, typer.Argument(help="A partner's id; default: all.")] = None,
) -> None:
    """Print how each partner stands: live or in shadow, what is open, what comes next."""
    from concord.cli.status import print_status

    raise typer.Exit(print_status(partner, datetime.now(UTC)))


@app.command()
def away(
    person: Annotated[
        str | None, typer.Argument(help="Who: an id, or PARTNER/ID. Nobody: list all.")
    ] = None,
    first: Annotated[str | None, typer.Argument(help="The first day.", metavar="FROM")] = None,
    last: Annotated[str | None, typer.Argument(help="The last day.", metavar="TO")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who says so; default: they.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    *,
    cancel: Annotated[bool, typer.Option("--cancel", help="End what is not over.")] = False,
    without_deputy: Annotated[
        bool, typer.Option("--without-deputy", help="Even if nobody stands in.")
    ] = False,
) -> None:
    """Say who is away, and hand what waits for them to their deputies; or list, or cancel."""
    from concord.cli.away import AwayOptions, record_away

    options = AwayOptions(
        person=person,
        first=first,
        last=last,
        by=by,
        note=note,
        cancel=cancel,
        without_deputy=without_deputy,
    )
    raise typer.Exit(record_away(options, datetime.now(UTC)))


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")],
    on: Annotated[
        str | None, typer.Option("--on", help="As it is on this day; default: today.")
    ] = None,
) -> None:
    """Write a made-up company: three agreements and a drive full of their workbooks."""
    from concord.cli.sample import write_sample

    raise typer.Exit(write_sample(folder, _today() if on is None else _day(on)))


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema; safe to repeat."""
    from concord.wiring import deployment

    deployment().store.upgrade()
    typer.echo("The database is up to date.")


def main() -> None:
    """Run the command.  A broken system is told in a sentence, with its remedy, as exit 2."""
    try:
        app()
    except ConcordError as error:
        complain(str(error))
        sys.exit(2)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day; write for example 2026-10-31"
        raise typer.BadParameter(message) from error


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
