"""`concord watch`: what stands still although it should go on."""

from __future__ import annotations

from datetime import datetime

from rich.markup import escape

from concord.cli.output import console, table
from concord.domain.notation import moment
from concord.domain.watch_gauges import gauges
from concord.wiring import deployment

WELL, ALARMING = 0, 1


def print_alarms(now: datetime) -> int:
    """Print how the installation stands, and tell nobody; 1 while an alarm stands."""
    installation = deployment()
    seen = installation.look(now)
    zone = str(installation.organisation.zone)
    out = console()
    rows = [
        (name.removeprefix("concord."), f"{value:,.0f}")
        for name, value in gauges(seen.figures, seen.standing, now).items()
    ]
    out.print(table("How it stands", ("What", "Value"), rows))
    for alarm in seen.standing:
        out.print(f"[red]{escape(alarm.words)}[/] Since {moment(alarm.since, zone)} ({zone}).")
        out.print(f"  [bold]What to do:[/] {escape(alarm.remedy)}")
    if not seen.standing:
        out.print("Nothing stands still.")
    return ALARMING if seen.standing else WELL
