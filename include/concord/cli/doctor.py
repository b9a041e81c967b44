"""`concord doctor`: whether everything this installation needs is there, and what to do if not."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape

from concord.cli.output import console
from concord.domain.examination import Examined, Health, worst
from concord.wiring.examining import Examination

SCHEMA = "concord.doctor/1"
WELL, FAILING = 0, 1
_COLOURS = {Health.OK: "green", Health.WARNING: "yellow", Health.FAILING: "red"}


def examine_installation(*, as_json: bool, security: bool = False) -> int:
    """Examine every item, or those about security; 1 when something is failing."""
    examination = Examination(os.environ, lambda: datetime.now(UTC))
    found: list[Examined] = []
    with Console(stderr=True).status("") as status:
        for item in examination.security_items() if security else examination.items():
            status.update(escape(item.name))
            found.extend(item.examined())
    if as_json:
        print(json.dumps(document(found), indent=2, ensure_ascii=False))  # noqa: T201 - the result
    else:
        _print(console(), found)
    return FAILING if worst(found) is Health.FAILING else WELL


def document(found: Sequence[Examined]) -> dict[str, object]:
    """Return the JSON, a versioned contract: see docs/reference/doctor.schema.json."""
    items = [
        {
            "item": examined.item,
            "health": examined.health,
            "found": examined.found,
            "remedy": examined.remedy or None,
        }
        for examined in found
    ]
    return {"schema": SCHEMA, "health": worst(found), "items": items}


def _print(out: Console, found: Sequence[Examined]) -> None:
    width = max(len(examined.item) for examined in found)
    for examined in found:
        colour = _COLOURS[examined.health]
        mark = f"[{colour}]{examined.health:<7}[/]"
        out.print(f"{mark}  {escape(examined.item):<{width}}  {escape(examined.found)}")
        if examined.remedy:
            out.print(f"{'':{width + 9}}  [bold]What to do:[/] {escape(examined.remedy)}")
    counts = (f"{sum(e.health is health for e in found)} {health}" for health in Health)
    out.print(", ".join(counts))
