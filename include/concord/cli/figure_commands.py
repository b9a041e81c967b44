"""The commands about files and figures; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "Files and figures"
commands = typer.Typer()


AgreementPath = Annotated[Path, typer.Argument(help="An agreement file.", metavar="AGREEMENT")]


@commands.command(rich_help_panel=PANEL)
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


@commands.command("try", rich_help_panel=PANEL)
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


@commands.command(rich_help_panel=PANEL)
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


@commands.command("backtest", rich_help_panel=PANEL)
def backtest_(
    draft: Annotated[Path, typer.Option("--agreement", help="The changed agreement, a file.")],
    first: Annotated[
        str | None, typer.Option("--from", help="First period; default: twelve months.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Last period; default: the last month over.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    *,
    always: Annotated[
        bool, typer.Option("--always", help="As if the draft's newest terms had always held.")
    ] = False,
) -> None:
    """Replay what was delivered under a changed agreement, beside what was agreed."""
    from concord.cli.backtest import BacktestOptions, print_backtest

    options = BacktestOptions(
        draft=draft, first=first, last=last, always=always, as_json=output is Format.JSON
    )
    raise typer.Exit(print_backtest(options, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def forecast(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Estimate where a partner's running periods head for, and what is needed still."""
    from concord.cli.forecast import forecast_periods

    code = forecast_periods(partner, datetime.now(UTC), as_json=output is Format.JSON)
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def settlement(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Hold invoices and credit notes against charges and confirmed credits."""
    from concord.cli.settlement import print_settlement

    as_json = output is Format.JSON
    raise typer.Exit(print_settlement(partner, datetime.now(UTC), as_json=as_json))


@commands.command("explain-credit", rich_help_panel=PANEL)
def explain_credit(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    month: Annotated[str, typer.Argument(help="The month, such as 2026-10.")],
    service: Annotated[str | None, typer.Option("--service", help="Of one service only.")] = None,
) -> None:
    """Say how a month's service credits came about, step by step, ready for a mail."""
    from concord.cli.explain_credit import explain_credits

    raise typer.Exit(explain_credits(partner, month, service))
