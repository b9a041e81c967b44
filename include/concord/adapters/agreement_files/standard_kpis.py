"""The catalogue of standard KPIs: an agreement names one and says which columns it takes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from concord.adapters.agreement_files.formulas import Formula, Named
from concord.adapters.agreement_files.remarks import one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.kpi import Expression
from concord.domain.quantity import parse_duration

STANDARD_SERVICE_LEVEL = "service_level"
COLUMNS = ("answered_in", "answered", "abandoned", "abandoned_in", "abandoned_short", "offered")
CATALOGUE_LATER = (
    *("abandonment", "accuracy", "adherence", "aht", "asa", "attrition", "backlog"),
    *("conformance", "cost_per_contact", "csat", "csat_mean", "csat_top_box", "fcr"),
    *("forecast_accuracy", "nps", "occupancy", "qa", "shrinkage", "transfer_rate"),
    *("turnaround", "utilisation"),
)


class Abandons(StrEnum):
    """How callers who hang up count in a service level: contract data, six ways are in use."""

    MET = "met"
    IGNORED = "ignored"
    ALL_HURT = "all_hurt"
    IN_TIME_EXCLUDED = "in_time_excluded"
    SHORT_CREDITED = "short_credited"
    SHORT_EXCLUDED = "short_excluded"


_Sum = tuple[tuple[str, ...], tuple[str, ...]]
"""Column roles that are added, and those that are subtracted."""


def _parts(abandons: Abandons) -> tuple[_Sum, _Sum]:
    """Return numerator and denominator of a variant."""
    match abandons:
        case Abandons.MET:
            return (("answered_in", "abandoned_in"), ()), (("offered",), ())
        case Abandons.IGNORED:
            return (("answered_in",), ()), (("answered",), ())
        case Abandons.ALL_HURT:
            return (("answered_in",), ()), (("offered",), ())
        case Abandons.IN_TIME_EXCLUDED:
            return (("answered_in",), ()), (("offered",), ("abandoned_in",))
        case Abandons.SHORT_CREDITED:
            return (("answered_in", "abandoned_short"), ()), (("offered",), ())
        case Abandons.SHORT_EXCLUDED:
            return (("answered_in",), ()), (("offered",), ("abandoned_short",))
        case _:  # pragma: no cover
            assert_never(abandons)


def service_level_formulas(section: Section) -> Mapping[str, Formula]:
    """Return numerator and denominator of the standard service level, in the variant named."""
    section.require("abandons", one_of(Abandons))
    section.read("within", parse_duration)
    abandons = section.word("abandons", Abandons)
    for role in COLUMNS:
        section.written(role)
    if abandons is None:
        return {}
    numerator, denominator = _parts(abandons)
    formulas = {
        "numerator": _formula(section, numerator),
        "denominator": _formula(section, denominator),
    }
    return (
        {role: f for role, f in formulas.items() if f is not None}
        if all(formulas.values())
        else {}
    )


def _formula(section: Section, parts: _Sum) -> Formula | None:
    plus, minus = (_roles(section, roles) for roles in parts)
    complete = [section.require(role, "the name of a column") for role in (*plus, *minus)]
    named = {role: section.written(role) for role in (*plus, *minus)}
    if not all(complete) or None in named.values():
        return None
    names = tuple(
        Named(column=written.text, place=written.place, as_amount=True)
        for written in named.values()
        if written is not None
    )
    return Formula(expression=_expression(section, plus, minus), names=names)


def _roles(section: Section, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles with `offered` taken apart where no column holds it."""
    taken: list[str] = []
    for role in roles:
        apart = role == "offered" and role not in section
        taken.extend(("answered", "abandoned") if apart else (role,))
    return tuple(taken)


def _expression(section: Section, plus: tuple[str, ...], minus: tuple[str, ...]) -> Expression:
    columns = [section.text(role) for role in (*plus, *minus)]
    signs = ["+"] * len(plus) + ["-"] * len(minus)
    return Expression(
        text=_joined(signs, [f"sum({name})" for name in columns]),
        sql=_joined(signs, [f"SUM({_quoted(name)})" for name in columns]),
        columns=frozenset(columns),
    )


def _joined(signs: list[str], sums: list[str]) -> str:
    return sums[0] + "".join(
        f" {sign} {term}" for sign, term in zip(signs[1:], sums[1:], strict=True)
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
