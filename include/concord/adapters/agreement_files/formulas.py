"""Read a KPI's expressions, and check their columns against a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.adapters.agreement_files.columns import check_column
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Place, Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.kpi import Expression
from concord.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A column that a formula names, where it does, and whether it must hold amounts."""

    column: str
    place: Place
    as_amount: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One expression of a KPI: None where it has faults, which are reported."""

    expression: Expression | None
    names: tuple[Named, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns it names."""
        return frozenset(named.column for named in self.names)


def read_formulas(section: Section) -> Mapping[str, Formula]:
    """Return the expressions by role: numerator and denominator, or value."""
    ratio = [role for role in ("numerator", "denominator") if role in section]
    if "value" in section and ratio:
        section.remarks.error(
            section.place_of("value"),
            "does-not-fit",
            found="value beside " + " and ".join(ratio),
            expected="either numerator and denominator, or value",
        )
        return {}
    if "value" in section:
        roles = ["value"]
    else:
        roles = ["numerator", "denominator"]
        if not ratio:
            section.require("numerator", "numerator and denominator, or value, or standard")
            return {}
    found = {}
    for role in roles:
        section.require(role, "an aggregate over columns, such as sum(answered)")
        written = section.written(role)
        if written is not None:
            found[role] = read_formula(written, role, section.remarks)
    return found if len(found) == len(roles) else {}


def read_formula(written: Text, role: str, remarks: Remarks) -> Formula:
    """Return the formula of a text, with its faults reported at their place in it."""
    from concord.adapters.expressions import Part, read_expression  # sqlglot takes its time

    read = read_expression(written.text, Part(role))
    for fault in read.faults:
        remarks.error(
            written.at(fault.offset),
            fault.rule,
            found=fault.found,
            expected=fault.expected,
            advice=fault.advice,
        )
    names = tuple(
        Named(
            column=reference.name,
            place=written.at(reference.offset),
            as_amount=reference.as_amount,
        )
        for reference in read.references
    )
    return Formula(expression=read.expression, names=names)


def check_formula(formula: Formula, source: Source, remarks: Remarks) -> None:
    """Report the columns that the source does not have, or that cannot be added up."""
    known = [column.name for column in source.columns]
    for named in formula.names:
        if not check_column(remarks, named.place, named.column, known, source.id):
            continue
        kind = source.column(named.column).type
        if named.as_amount and not kind.is_numeric:
            remarks.error(
                named.place,
                "not-numeric",
                found=f"{named.column}, a column of type {kind}",
                expected="a column of counts, numbers, percentages or durations",
                advice="count(…) counts rows of any type",
            )
