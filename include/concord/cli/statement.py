"""`concord statement`: what a partner's credits come to in a month or a year."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.markup import escape

from concord.cli.ledger_commands import StatementFormat
from concord.cli.output import complain, console
from concord.cli.statement_json import document
from concord.cli.statement_text import print_statement
from concord.domain.errors import AgreementError
from concord.domain.ledger import LedgerRefusedError, Statement
from concord.domain.notation import day, period_name
from concord.services.approve import Said
from concord.wiring import Deployment, deployment

DONE, REFUSED = 0, 2
ORIGIN = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOptions:
    """What the command was given; with `issue` it is put on record that it went out."""

    partner: str
    period: str
    service: str | None = None
    output: StatementFormat = StatementFormat.TEXT
    out: Path | None = None
    issue: bool = False
    by: str = ""


def run_statement(options: StatementOptions, now: datetime) -> int:
    """Print the statement, or write it to a file; 2 with the reason when it cannot be."""
    here = deployment()
    try:
        _check(options)
        period = here.ledger_period(options.partner, options.period)
        if options.issue:
            _issue(here, options, now)
        found = here.statements(options.partner, period, options.service)
        _give(here, options, found)
    except (LedgerRefusedError, AgreementError) as error:
        complain(str(error))
        return REFUSED
    except OSError as error:
        complain(f"{options.out} cannot be written: {error.strerror}.")
        return REFUSED
    return DONE


def _check(options: StatementOptions) -> None:
    """Raise LedgerRefusedError where the format and the place do not go together."""
    if options.output is StatementFormat.XLSX and options.out is None:
        message = "A workbook is written to a file: name it with --out."
        raise LedgerRefusedError(message)
    if options.output is StatementFormat.TEXT and options.out is not None:
        message = "Text is printed: leave out --out, or name another --format."
        raise LedgerRefusedError(message)


def _give(here: Deployment, options: StatementOptions, found: Sequence[Statement]) -> None:
    if options.output is StatementFormat.XLSX and options.out is not None:
        options.out.write_bytes(here.statement_workbook(found))
        return
    if options.output is StatementFormat.JSON:
        text = json.dumps(document(options.partner, found), indent=2, ensure_ascii=False)
        if options.out is None:
            print(text)  # noqa: T201 - the result
        else:
            options.out.write_text(f"{text}\n", "utf-8")
        return
    out = console()
    for statement in found:
        print_statement(out, statement)
    if not found:
        out.print("There is no service with a currency, and so no credit.")


def _issue(here: Deployment, options: StatementOptions, now: datetime) -> None:
    """Put on record that the month's statements went out, and tell to when they stand open."""
    period = here.ledger_period(options.partner, options.period)
    services = [service.id for service in here.agreement(options.partner).services]
    for each in services if options.service is None else [options.service]:
        said = Said(by=options.by, at=now, origin=ORIGIN)
        here.issue_statement(options.partner, each, period, said)
        for statement in here.statements(options.partner, period, each)[:1]:
            if statement.disputable_to is not None and options.output is StatementFormat.TEXT:
                words = f"{period_name(period)} of {each} may be disputed to the end of "
                console().print(escape(f"{words}{day(statement.disputable_to)}."))
