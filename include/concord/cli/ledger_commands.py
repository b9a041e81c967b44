"""The commands about the credit ledger; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

PANEL = "Credits and their ledger"
commands = typer.Typer()
ledger = typer.Typer(
    no_args_is_help=True, help="See what waits in a partner's ledger, and decide about it."
)
commands.add_typer(ledger, name="ledger", rich_help_panel=PANEL)

Partner = Annotated[str, typer.Argument(help="The partner's id.")]
Month = Annotated[str, typer.Argument(help="The month, such as 2026-10.")]
Amount = Annotated[str, typer.Argument(help="How much, in the credit's currency: 1,200.00.")]
Number = Annotated[int, typer.Argument(help="Its number, see `concord ledger waiting`.")]
OurBy = Annotated[str, typer.Option("--by", help="Who: a person's id, on our side.")]
AnyBy = Annotated[str, typer.Option("--by", help="Who: a person's id, of either side.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Service = Annotated[str | None, typer.Option("--service", help="Only this service.")]
Regime = Annotated[
    str | None, typer.Option("--regime", help="Of which regime, where there are several.")
]


class StatementFormat(StrEnum):
    """As text for people, as JSON for programs, or as a workbook."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


@commands.command(rich_help_panel=PANEL)
def statement(
    partner: Partner,
    period: Annotated[str, typer.Argument(help="A month or year: 2026-10, 2026, FY2026.")],
    service: Service = None,
    output: Annotated[
        StatementFormat, typer.Option("--format", help="Text, JSON or a workbook.")
    ] = StatementFormat.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write to this file; default: print it.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who issues it: one of ours.")] = "",
    *,
    issue: Annotated[
        bool, typer.Option("--issue", help="Put on record that it went out to the partner.")
    ] = False,
) -> None:
    """Print what a partner's credits come to: opening, entries with causes, closing."""
    from concord.cli.statement import StatementOptions, run_statement

    options = StatementOptions(
        partner=partner, period=period, service=service, output=output, out=out, issue=issue, by=by
    )
    raise typer.Exit(run_statement(options, datetime.now(UTC)))


@commands.command("sign-off", rich_help_panel=PANEL)
def sign_off(
    partner: Partner,
    month: Month,
    by: AnyBy,
    service: Service = None,
    note: Annotated[str, typer.Option("--note", help="What to keep with it.")] = "",
) -> None:
    """Sign a month's statement; once both sides have, it is locked."""
    from concord.cli.ledger import run_sign_off

    raise typer.Exit(run_sign_off(partner, month, service, by, note, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def dispute(
    partner: Partner,
    month: Month,
    amount: Amount,
    by: Annotated[str, typer.Option("--by", help="Who: a person's id, on the partner's side.")],
    reason: Reason,
    service: Service = None,
    regime: Regime = None,
    of: Annotated[
        str | None,
        typer.Option("--of", help="The month whose credit it concerns; default: the same."),
    ] = None,
) -> None:
    """Record that the partner disputes an amount of a month's statement."""
    from concord.cli.ledger import DisputeOptions, run_dispute

    options = DisputeOptions(
        partner=partner,
        month=month,
        amount=amount,
        by=by,
        reason=reason,
        service=service,
        regime=regime,
        of=of,
    )
    raise typer.Exit(run_dispute(options, datetime.now(UTC)))


@commands.command("resolve-dispute", rich_help_panel=PANEL)
def resolve_dispute(
    partner: Partner,
    number: Number,
    by: OurBy,
    reason: Reason,
    waive: Annotated[
        str, typer.Option("--waive", help="How much of it is waived; the rest is confirmed.")
    ] = "0",
) -> None:
    """End a dispute: a part of it is waived, the rest confirmed."""
    from concord.cli.ledger import run_resolve

    raise typer.Exit(run_resolve(partner, number, waive, by, reason, datetime.now(UTC)))


@commands.command("pass-dispute", rich_help_panel=PANEL)
def pass_dispute(
    partner: Partner,
    number: Number,
    to: Annotated[str, typer.Option("--to", help="Who must act on it now: a person's id.")],
    by: OurBy,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
) -> None:
    """Give a dispute to somebody else, with as much time as before."""
    from concord.cli.ledger import run_pass

    raise typer.Exit(run_pass(partner, number, to, by, note, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def waive(
    partner: Partner,
    month: Month,
    amount: Amount,
    by: OurBy,
    reason: Reason,
    service: Service = None,
    regime: Regime = None,
) -> None:
    """Waive a part of a month's credit."""
    from concord.cli.ledger import WaiveOptions, run_waive

    options = WaiveOptions(
        partner=partner,
        month=month,
        amount=amount,
        by=by,
        reason=reason,
        service=service,
        regime=regime,
    )
    raise typer.Exit(run_waive(options, datetime.now(UTC)))


@ledger.command()
def waiting(partner: Partner) -> None:
    """List the changes that wait for a release, and the disputes that are open."""
    from concord.cli.ledger import print_waiting

    raise typer.Exit(print_waiting(partner))


@ledger.command()
def release(
    partner: Partner,
    number: Number,
    by: OurBy,
    note: Annotated[str, typer.Option("--note", help="What to keep with it.")] = "",
) -> None:
    """Post a change of a credit that waits."""
    from concord.cli.ledger import run_release

    raise typer.Exit(run_release(partner, number, by, note, datetime.now(UTC)))


@ledger.command()
def refuse(partner: Partner, number: Number, by: OurBy, reason: Reason) -> None:
    """Put on record that a change of a credit shall not be posted as it is."""
    from concord.cli.ledger import run_refuse

    raise typer.Exit(run_refuse(partner, number, by, reason, datetime.now(UTC)))
