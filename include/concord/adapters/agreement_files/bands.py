"""Read targets and bands: how well is agreed, and how badly a miss is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.quantity import (
    PERCENT,
    Direction,
    QuantityError,
    Target,
    parse_in_unit,
    parse_target,
)
from concord.domain.service_level import Band, Bands

BEYOND = "beyond"
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The figures that a KPI can come to: its unit, and whether it may be above 100 percent."""

    unit: str
    may_exceed_100: bool = False

    def can_be_below(self, limit: Decimal) -> bool:
        """Say whether a figure can lie below `limit`."""
        return self.unit != PERCENT or limit > 0

    def can_be_above(self, limit: Decimal) -> bool:
        """Say whether a figure can lie above `limit`."""
        return self.unit != PERCENT or self.may_exceed_100 or limit < _WHOLE


def read_target(written: Text, unit: str, remarks: Remarks) -> Target | None:
    """Return the target in the KPI's unit, or None with a finding."""

    def parse(text: str) -> Target:
        try:
            return parse_target(text, unit)
        except QuantityError as error:
            if text.startswith("within "):
                forms = {"percent": "within 90–95 %", "seconds": "within 300–480 s"}
                form = forms.get(unit, f"within 3–5 {unit}")
                expected = f"a range from its lower to its upper end, such as {form}"
                raise QuantityError(text, expected) from error
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


def check_target(section: Section, target: Target, scale: Scale) -> None:
    """Warn of a target that no figure reaches."""
    if scale.unit != PERCENT or scale.may_exceed_100 or target.direction is Direction.AT_MOST:
        return
    if target.limit > _WHOLE:
        section.remarks.warning(
            section.place_of("target"),
            "unreachable-target",
            found=section.text("target"),
            expected="at most 100 %, or `may_exceed_100` at the KPI",
        )


def check_bands(section: Section, bands: Bands, target: Target, scale: Scale) -> None:
    """Report edges that do not go from mild to severe, beginning on the target's wrong side.

    Warn of bands that no figure comes to, and of the worst one having an edge.
    """
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
    _check_reach(section, table, bands, target, scale)
    if bands.steps and bands.beyond is None:
        section.remarks.warning(
            table.place,
            "no-band-beyond",
            found=f"{bands.steps[-1].name} as the last band",
            expected=f"a last band `NAME: {BEYOND}`; "
            f"without it {bands.steps[-1].name} takes all that is worse",
        )


def _check_reach(
    section: Section, table: Table, bands: Bands, target: Target, scale: Scale
) -> None:
    """Warn of the first band that lies past all that a figure can come to."""
    within = target.direction is Direction.WITHIN
    edges = [Decimal(0) if within else target.limit, *(step.edge for step in bands.steps)]
    for name, edge in zip(bands.names, edges, strict=False):
        if not _is_past(edge, target, scale):
            section.remarks.warning(
                table.key_places[name],
                "unreachable-band",
                found=name,
                expected="a band that figures can come to: none lies past "
                f"{edge.normalize():f}{' %' if scale.unit == PERCENT else ''}",
            )
            return


def _is_past(edge: Decimal, target: Target, scale: Scale) -> bool:
    """Say whether a figure can be worse than `edge`."""
    match target.direction:
        case Direction.AT_LEAST:
            return scale.can_be_below(edge)
        case Direction.AT_MOST:
            return scale.can_be_above(edge)
        case Direction.WITHIN:
            below, above = target.limit - edge, target.top + edge
            return scale.can_be_below(below) or scale.can_be_above(above)
        case _:  # pragma: no cover
            assert_never(target.direction)


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
