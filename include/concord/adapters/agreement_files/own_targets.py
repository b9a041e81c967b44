"""Read targets of one's own: of single values of a dimension, or stated by the delivered rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.bands import bands_past, read_bands, read_target
from concord.adapters.agreement_files.formulas import check_formula, read_formula
from concord.adapters.agreement_files.model.service_levels import STATED_TARGET
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import Remarks, nearest, one_of
from concord.adapters.agreement_files.section import Section, as_text
from concord.domain.kpi import Expression, Kpi
from concord.domain.quantity import PERCENT, SECONDS, Direction
from concord.domain.service_level import Bands, OwnTarget, ServiceLevel, StatedTarget, Terms
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
    different = _counted(written, "count(distinct {})")
    stating = _counted(written, "count({})")
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


def _counted(written: Text, of_rows: str) -> Expression | None:
    # What is wrong with it was told of the figure itself.
    text = replace(written, text=of_rows.format(written.text))
    return read_formula(text, "numerator", Remarks("")).expression


def _least(written: Text, kpi: Kpi, source: Source | None, remarks: Remarks) -> Expression | None:
    """Return the smallest figure stated."""
    least = read_formula(replace(written, text=f"min({written.text})"), "value", remarks)
    if least.expression is None or source is None or not source.columns:
        return None
    check_formula(
        replace(least, names=tuple(replace(n, place=written.place) for n in least.names)),
        source,
        remarks,
    )
    known = {column.name: column for column in source.columns}
    if not least.columns <= known.keys():
        return None
    plain = known.get(written.text)
    if plain is not None and _UNITS.get(plain.type, kpi.unit) != kpi.unit:
        remarks.error(
            written.place,
            "does-not-fit",
            found=f"{plain.name}, a column of type {plain.type}",
            expected=f"a target in {kpi.unit}, the unit of {kpi.id}",
        )
        return None
    return least.expression


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedValues:
    """Whose values are rated: the one dimension, if it is one, and its declared values."""

    dimension: str | None
    declared: Sequence[str] = ()
    unit: str = ""


def rated_values(section: Section, kpi: Kpi, source: Source | None) -> RatedValues:
    """Return what `for_each` of a service level names."""
    names = Section.unchecked(section.table, Remarks("")).words("for_each")
    if len(names) != 1:
        return RatedValues(dimension=None, unit=kpi.unit)
    columns = () if source is None else source.columns
    declared = next((c.one_of for c in columns if c.name == names[0]), ())
    return RatedValues(dimension=names[0], declared=declared, unit=kpi.unit)


def with_own_targets(
    section: Section, terms: Terms, rated: RatedValues, previous: Terms | None = None
) -> Terms:
    """Return the terms with the targets of single values, those of a revision as before."""
    before = () if previous is None else previous.own
    if "targets" not in section:
        own = tuple(replace(each, bands=bands_past(terms.bands, each.target)) for each in before)
        return replace(terms, own=own)
    return replace(terms, own=tuple(_own(section, terms, rated)))


def _own(section: Section, terms: Terms, rated: RatedValues) -> list[OwnTarget]:
    table = section.table_of("targets")
    why = _why_none(terms, rated)
    if table is None or why:
        if why:
            _refuse(section, "targets", f"targets of single values {why}", "one target for all")
        return []
    found = []
    for value, node in table.entries.items():
        written = as_text(node, section.remarks)
        if rated.declared and value not in rated.declared:
            section.remarks.error(
                table.key_places[value],
                "unknown-word",
                found=value,
                expected=one_of(rated.declared),
                hint=nearest(value, rated.declared),
            )
        elif written is not None and (own := _one(section, value, written, terms, rated)):
            found.append(own)
    return found


def _why_none(terms: Terms, rated: RatedValues) -> str:
    if rated.dimension is None:
        return "without one dimension under for_each"
    if terms.minimum is not None:
        return "beside two thresholds"
    return "" if terms.share_of_days is None else "beside a share of days"


def _one(
    section: Section, value: str, written: Text, terms: Terms, rated: RatedValues
) -> OwnTarget | None:
    target = read_target(written, rated.unit, section.remarks)
    if target is None:
        return None
    if target.direction is not terms.target.direction:
        section.remarks.error(
            written.place,
            "does-not-fit",
            found=written.text,
            expected=f"a target that says {terms.target.direction.replace('_', ' ')}, as `target`",
        )
        return None
    return OwnTarget(value=value, target=target, bands=bands_past(terms.bands, target))


def check_ramp(section: Section, level: ServiceLevel) -> None:
    """Report a ramp beside targets of single values: it would ease one of them for all."""
    if level.ramp is not None and any(terms.own for terms in level.terms):
        _refuse(
            section, "ramp", "a ramp beside targets of single values", "no ramp, or one target"
        )


def _refuse(section: Section, key: str, found: str, expected: str) -> None:
    section.remarks.error(section.place_of(key), "does-not-fit", found=found, expected=expected)
