"""The commands about partners in service; each imports what it needs only when it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from concord.cli.options import Format

PANEL = "Partners in service"
commands = typer.Typer()


@commands.command(rich_help_panel=PANEL)
def status(
    partner: Annotated[str | None, typer.Argument(help="A partner's id; default: all.")] = None,
) -> None:
    """Print how each partner stands: live or in shadow, what is open, what comes next."""
    from concord.cli.status import print_status

    raise typer.Exit(print_status(partner, datetime.now(UTC)))


@commands.command(rich_help_panel=PANEL)
def portfolio(
    period: Annotated[
        str | None, typer.Option("--period", help="A month, quarter, half-year or year.")
    ] = None,
    last: Annotated[
        int, typer.Option("--last", help="So many months that are over.", min=1, max=60)
    ] = 3,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
) -> None:
    """Print all partners side by side, ranked over months in which each of them has data."""
    from concord.cli.portfolio import PortfolioOptions, print_portfolio

    options = PortfolioOptions(period=period, last=last, as_json=output is Format.JSON)
    raise typer.Exit(print_portfolio(options, datetime.now(UTC)))


@commands.command("one-to-one", rich_help_panel=PANEL)
def one_to_one(
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    person: Annotated[
        str,
        typer.Argument(
            help="Who: a pseudonym, or the name in the files; or the period, with --all."
        ),
    ],
    period: Annotated[str | None, typer.Argument(help="The period, such as 2026-10.")] = None,
    output: Annotated[Format, typer.Option("--format", help="Text or JSON.")] = Format.TEXT,
    *,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody.")] = False,
) -> None:
    """Print a person's figures, their course, and how they lie against the group's median."""
    from concord.cli.one_to_one import OneToOneOptions, print_one_to_ones

    if everybody == (period is not None):
        message = "say who, or --all, and then the period"
        raise typer.BadParameter(message)
    options = OneToOneOptions(
        partner=partner,
        person=None if everybody else person,
        period=period or person,
        as_json=output is Format.JSON,
    )
    raise typer.Exit(print_one_to_ones(options))


@commands.command("go-live", rich_help_panel=PANEL)
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


@commands.command(rich_help_panel=PANEL)
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


@commands.command(rich_help_panel=PANEL)
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
