"""Read targets that the delivered rows state: from which column, and on which side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bands import read_bands
from concord.adapters.agreement_files.formulas import Formula, check_formula, read_formula
from concord.adapters.agreement_files.model.service_levels import STATED_TARGET
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.kpi import Expression, Kpi
from concord.domain.quantity import PERCENT, SECONDS, Direction
from concord.domain.service_level import Bands, StatedTarget
from concord.domain.source import ColumnType, Source

_SIDES = {"at_least": Direction.AT_LEAST, "at_most": Direction.AT_MOST}
_UNITS = {ColumnType.PERCENT: PERCENT, ColumnType.DURATION: SECONDS}
_NOT_BESIDE_STATED = (
    *("targets", "expected", "minimum", "nth", "window"),
    *("revisions", "ramp", "stretch", "share_of_days"),
)


def is_stated(section: Section) -> bool:
    """Say whether the rows are to state the target."""
    return isinstance(section.node("target"), Table)


def read_stated(
    section: Section, kpi: Kpi, source: Source | None, in_force: date
) -> StatedTarget | None:
    """Return the target that the rows state, or None with findings."""
    table = section.table_of("target")
    if table is None:
        return None
    inner = Section(table, section.remarks, STATED_TARGET)
    for key in _NOT_BESIDE_STATED:
        if key in section:
            _refuse(section, key, f"{key} beside a target that the rows state", "no such key")
    bands = read_bands(section, kpi.unit) or Bands()
    if bands.steps:
        _refuse(
            section,
            "bands",
            "bands with edges beside a target that the rows state",
            "one band for every miss, such as {missed: beyond}",
        )
    sides = [side for side in _SIDES if side in inner]
    if len(sides) != 1:
        inner.require("at_least", "either at_least or at_most, and the column of the target")
        for side in sides[1:]:
            _refuse(inner, side, f"{side} beside {sides[0]}", "one of them")
        return None
    written = inner.written(sides[0])
    least = None if written is None else _least(written, kpi, source, section.remarks)
    since = section.read("in_force", quantities.day) or in_force
    if written is None or least is None:
        return None
    different = _of_rows(written, "count(distinct ", section.remarks).expression
    stating = _of_rows(written, "count(", Remarks("")).expression
    if different is None or stating is None:
        return None
    return StatedTarget(
        since=since,
        direction=_SIDES[sides[0]],
        text=written.text,
        least=least,
        different=different,
        stating=stating,
        bands=Bands(beyond=bands.beyond),
    )


def _of_rows(written: Text, aggregate: str, remarks: Remarks, part: str = "numerator") -> Formula:
    """Return an aggregate of the figure that each row states; faults are told at its place."""
    place = replace(written.place, column=written.place.column - len(aggregate))
    text = f"{aggregate}{written.text})"
    return read_formula(replace(written, text=text, place=place), part, remarks)


def _least(written: Text, kpi: Kpi, source: Source | None, remarks: Remarks) -> Expression | None:
    """Return the smallest figure stated."""
    least = _of_rows(written, "min(", remarks, "value")
    if least.expression is None or source is None or not source.columns:
        return None
    amounts = tuple(replace(named, as_amount=True) for named in least.names)
    check_formula(replace(least, names=amounts), source, remarks)
    known = {column.name: column.type for column in source.columns}
    if not all(name in known and known[name].is_numeric for name in least.columns):
        return None
    unit = _UNITS.get(known.get(written.text, ColumnType.NUMBER), kpi.unit)
    if unit != kpi.unit:
        remarks.error(
            written.place,
            "does-not-fit",
            found=f"{written.text}, a column of type {known[written.text]}",
            expected=f"a target in {kpi.unit}, the unit of {kpi.id}",
        )
        return None
    return least.expression


def _refuse(section: Section, key: str, found: str, expected: str) -> None:
    section.remarks.error(section.place_of(key), "does-not-fit", found=found, expected=expected)
