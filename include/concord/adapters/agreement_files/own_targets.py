"""Read the targets of single values of a dimension, where they differ from the others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from concord.adapters.agreement_files.bands import bands_past, read_target
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks, nearest, one_of
from concord.adapters.agreement_files.section import Section, as_text
from concord.domain.kpi import Kpi
from concord.domain.service_level import OwnTarget, ServiceLevel, Terms
from concord.domain.source import Source


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
