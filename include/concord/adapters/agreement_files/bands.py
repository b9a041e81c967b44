"""Read targets and bands: how well is agreed, and how badly a miss is."""

from __future__ import annotations

from decimal import Decimal

from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.quantity import (
    Direction,
    QuantityError,
    Target,
    parse_in_unit,
    parse_target,
)
from concord.domain.service_level import Band, Bands

BEYOND = "beyond"


def read_target(written: Text, unit: str, remarks: Remarks) -> Target | None:
    """Return the target in the KPI's unit, or None with a finding."""

    def parse(text: str) -> Target:
        try:
            return parse_target(text, unit)
        except QuantityError as error:
            example = {"percent": "80 %", "seconds": "30 s"}.get(unit, f"4.5 {unit}")
            expected = f"a target in {unit} such as at least {example} or at most {example}"
            raise QuantityError(text, expected) from error

    return read_text(written, parse, remarks)


def read_bands(section: Section, unit: str) -> Bands | None:
    """Return the bands under `bands`, mildest first, or None where there are none."""
    table = section.table_of("bands")
    if table is None:
        return None
    steps: list[Band] = []
    beyond: str | None = None
    for name, node in table.entries.items():
        written = as_text(node, section.remarks)
        if written is None:
            continue
        if beyond is not None:
            section.remarks.error(
                table.key_places[name],
                "band-order",
                found=name,
                expected=f"no band after {beyond}: it takes what lies past the last edge",
            )
        elif written.text == BEYOND:
            beyond = name
        else:
            edge = read_text(written, lambda text: parse_in_unit(text, unit), section.remarks)
            if edge is not None:
                steps.append(Band(name=name, edge=edge))
    return Bands(steps=tuple(steps), beyond=beyond)


def check_bands(section: Section, bands: Bands, target: Target) -> None:
    """Report edges that do not go from mild to severe, beginning on the target's wrong side."""
    table = section.node("bands")
    if not isinstance(table, Table):
        return
    within = target.direction is Direction.WITHIN
    milder = Decimal(0) if within else _severity(target.limit, target)
    of_what = "0" if within else "the target"
    for step in bands.steps:
        severity = _severity(step.edge, target)
        if severity <= milder:
            section.remarks.error(
                table.entries[step.name].place,
                "band-order",
                found=f"{step.name}: {step.edge}",
                expected=f"{_worse(target)} {of_what}: bands go from mild to severe",
            )
            return
        milder, of_what = severity, f"the edge of {step.name}"
    if bands.steps and bands.beyond is None:
        section.remarks.warning(
            table.place,
            "no-band-beyond",
            found=f"{bands.steps[-1].name} as the last band",
            expected=f"a last band `NAME: {BEYOND}`; "
            f"without it {bands.steps[-1].name} takes all that is worse",
        )


def _severity(edge: Decimal, target: Target) -> Decimal:
    """Return a number that grows with how bad an edge is."""
    return -edge if target.direction is Direction.AT_LEAST else edge


def _worse(target: Target) -> str:
    return "an edge below" if target.direction is Direction.AT_LEAST else "an edge above"


def bands_past(bands: Bands, target: Target) -> Bands:
    """Return the bands that a new target leaves: those at or better than it fall away."""
    if target.direction is Direction.WITHIN:
        return bands
    limit = _severity(target.limit, target)
    steps = tuple(step for step in bands.steps if _severity(step.edge, target) > limit)
    return Bands(steps=steps, beyond=bands.beyond)
