"""`concord plan`: what falls due in the days ahead, who has it, and the mails it makes."""

from __future__ import annotations

import json
from typing import assert_never

import typer

from concord.adapters.agreement_files import load_agreement, load_folder
from concord.cli.check import agreements_folder
from concord.cli.output import complain, console
from concord.cli.plan_format import PlanFormat
from concord.cli.plan_json import document
from concord.cli.plan_text import mails_sentence, mails_table, plan_table
from concord.cli.planning import Plan, PlanOptions, plan_of, why_not

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2


def print_plan(options: PlanOptions) -> int:
    """Print the plan of one agreement or of all; 1 when some could not be used."""
    where = options.path or agreements_folder()
    if not where.exists():
        complain(f"There is no file or folder {where}. Name the agreement to plan.")
        return COULD_NOT_RUN
    loaded = load_folder(where).agreements if where.is_dir() else (load_agreement(where),)
    plan = plan_of(loaded, options)
    if (reason := why_not(plan, loaded, options)) is not None:
        complain(reason)
        return COULD_NOT_RUN
    _print(plan, options.format)
    for name in plan.left_out:
        complain(f"{name} has errors and is not in the plan: run `concord check`.")
    return HAS_ERRORS if plan.left_out else RAN


def _print(plan: Plan, output: PlanFormat) -> None:
    match output:
        case PlanFormat.TEXT:
            _print_text(plan)
        case PlanFormat.JSON:
            typer.echo(json.dumps(document(plan), indent=2, ensure_ascii=False))
        case PlanFormat.ICS:
            typer.echo(_calendar(plan), nl=False)
        case _:
            assert_never(output)


def _print_text(plan: Plan) -> None:
    out = console()
    out.print(plan_table(plan))
    out.print(mails_table(plan.people))
    out.print(mails_sentence(plan.people))


def _calendar(plan: Plan) -> bytes:
    from concord.adapters.calendar_file import IcsWriter

    names = {agreement.partner: agreement.name for agreement in plan.agreements}
    senders = [agreement.organisation.sender for agreement in plan.agreements]
    writer = IcsWriter(organiser=senders[0]) if senders else IcsWriter()
    return writer.plan(plan.entries, names)
