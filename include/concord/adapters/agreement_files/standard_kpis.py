"""Read a KPI of the catalogue: which one, in which variant, over which columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concord.adapters.agreement_files.formulas import Formula, Named, read_formula
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks, nearest, one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.kpi_catalogue import STANDARDS, Standard, Variant, taken_apart, with_columns
from concord.domain.kpi_catalogue.standard import roles_of
from concord.domain.quantity import parse_duration


def named_standard(written: Text, remarks: Remarks) -> Standard | None:
    """Return the standard that a text names, or None with a finding."""
    standard = STANDARDS.get(written.text)
    if standard is None:
        remarks.error(
            written.place,
            "unknown-standard",
            found=written.text,
            expected=one_of(STANDARDS),
            hint=nearest(written.text, STANDARDS),
        )
    return standard


def standard_formulas(section: Section, standard: Standard) -> Mapping[str, Formula]:
    """Return the expressions of a standard KPI by role; none where something is missing."""
    for parameter in standard.parameters:
        section.read(parameter, parse_duration)
    mapped = {role.name: section.written(role.name) for role in standard.roles}
    columns = {name: written for name, written in mapped.items() if written is not None}
    variant = _variant(section, standard)
    if variant is None:
        return {}
    texts = {
        part: taken_apart(text, standard, frozenset(columns))
        for part, text in variant.formula.parts.items()
    }
    wanted = dict.fromkeys(name for text in texts.values() for name in roles_of(text))
    complete = [
        section.require(name, f"the name of the column: {standard.role(name).meaning}")
        for name in wanted
    ]
    if not all(complete) or not columns.keys() >= wanted.keys():
        return {}
    return {part: _formula(text, part, columns, section) for part, text in texts.items()}


def _variant(section: Section, standard: Standard) -> Variant | None:
    if not standard.option:
        return standard.variants[0]
    words = [variant.word for variant in standard.variants]
    if not standard.default and not section.require(standard.option, one_of(words)):
        return None
    written = section.written(standard.option)
    if written is None:
        return None if standard.option in section else standard.variant("")
    word = section.choice(written, words)
    return None if word is None else standard.variant(word)


def _formula(text: str, part: str, columns: Mapping[str, Text], section: Section) -> Formula:
    """Return a formula whose columns are found where the agreement maps them."""
    roles = tuple(dict.fromkeys(roles_of(text)))
    quoted = with_columns(text, {role: _quoted(columns[role].text) for role in roles})
    read = read_formula(Text(place=section.place, text=quoted), part, Remarks(""))
    shown = with_columns(text, {role: columns[role].text for role in roles})
    return Formula(
        expression=None if read.expression is None else replace(read.expression, text=shown),
        names=tuple(
            Named(column=columns[role].text, place=columns[role].place, as_amount=True)
            for role in roles
        ),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
