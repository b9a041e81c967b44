"""`concord plan`: what falls due in the days ahead, and who has it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from concord.adapters.agreement_files import load_agreement, load_folder
from concord.cli.check import agreements_folder
from concord.cli.output import complain, console, table
from concord.domain.agreement import Agreement
from concord.domain.plan import PlannedDate, planned

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2


def print_plan(path: Path | None, today: date, days: int) -> int:
    """Print the plan of one agreement or of all; 1 when some could not be used."""
    where = path or agreements_folder()
    if not where.exists():
        complain(f"There is no file or folder {where}. Name the agreement to plan.")
        return COULD_NOT_RUN
    usable, unusable = _agreements(where)
    last = today + timedelta(days=days)
    found = [(a, entry) for a in usable for entry in planned(a, today, last)]
    found.sort(key=lambda pair: (pair[1].day, pair[0].partner, pair[1].what))
    title = f"From {today:%d %b %Y} to {last:%d %b %Y}"
    header = ("day", "partner", "what", "who")
    console().print(table(title, header, [_row(a, entry) for a, entry in found]))
    for name in unusable:
        complain(f"{name} has errors and is not in the plan: run `concord check`.")
    return HAS_ERRORS if unusable else RAN


def _agreements(where: Path) -> tuple[list[Agreement], list[str]]:
    loaded = load_folder(where).agreements if where.is_dir() else (load_agreement(where),)
    usable = [entry.agreement for entry in loaded if entry.agreement is not None]
    return usable, [entry.path.name for entry in loaded if entry.agreement is None]


def _row(agreement: Agreement, entry: PlannedDate) -> tuple[str, ...]:
    who = ", ".join(entry.who) or "nobody"
    return (f"{entry.day:%a %d %b %Y}", agreement.name, entry.what, who)
