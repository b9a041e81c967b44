"""The other ways to compute a KPI: the variants of the catalogue over its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from concord.domain.kpi import Expression, Kpi
from concord.domain.kpi_catalogue import CATALOGUE, Standard, Variant, taken_apart, with_columns
from concord.domain.kpi_catalogue.standard import roles_of
from concord.domain.source import Source

_SERVICE_LEVEL = "service_level"
_ONE_SUM = re.compile(r"sum\((\w+)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherKpi:
    """A KPI computed as another variant of the catalogue has it."""

    variant: Variant
    kpi: Kpi


def other_variants(kpi: Kpi, source: Source) -> Iterator[OtherKpi]:
    """Yield the KPI in every variant for which the source has the columns.

    Roles are those that the agreement maps; where it maps none, columns named as the role.
    A ratio of two sums that is no standard KPI may be a service level all the same.
    """
    standard = CATALOGUE.get(kpi.standard or _SERVICE_LEVEL)
    if standard is None or not standard.option:
        return
    roles = _roles(kpi, source, standard)
    for variant in standard.variants if roles else ():
        parts = _parts(variant, standard, roles)
        if parts is not None and not _is_same(kpi, parts):
            yield OtherKpi(
                variant=variant,
                kpi=replace(
                    kpi,
                    numerator=parts.get("numerator"),
                    denominator=parts.get("denominator"),
                    value=parts.get("value"),
                ),
            )


def _roles(kpi: Kpi, source: Source, standard: Standard) -> Mapping[str, str]:
    known = {column.name for column in source.columns}
    named = {role.name: role.name for role in standard.roles if role.name in known}
    if kpi.standard:
        return {**named, **dict(kpi.roles)}
    parts = (kpi.numerator, kpi.denominator)
    sums = [_ONE_SUM.fullmatch(part.text.strip()) for part in parts if part is not None]
    columns = [match[1] for match in sums if match is not None]
    if len(columns) != len(parts):
        return {}
    return {**named, "answered_in": columns[0], "offered": columns[1]}


def _parts(
    variant: Variant, standard: Standard, roles: Mapping[str, str]
) -> Mapping[str, Expression] | None:
    parts = {}
    for part, text in variant.formula.parts.items():
        whole = taken_apart(text, standard, frozenset(roles))
        wanted = set(roles_of(whole))
        if not wanted <= roles.keys():
            return None
        parts[part] = Expression(
            text=with_columns(whole, roles),
            sql=with_columns(whole, {role: _quoted(roles[role]) for role in wanted}),
            columns=frozenset(roles[role] for role in wanted),
        )
    return parts


def _is_same(kpi: Kpi, parts: Mapping[str, Expression]) -> bool:
    own = (kpi.numerator, kpi.denominator, kpi.value)
    other = (parts.get("numerator"), parts.get("denominator"), parts.get("value"))
    return [e and e.text for e in own] == [e and e.text for e in other]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
