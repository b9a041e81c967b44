"""Read a KPI that counts deliveries: whose, and whether source by source."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.services import service_of
from concord.domain.delivery_rate import SOURCE
from concord.domain.kpi import DeliveryRate, Expression, Kpi
from concord.domain.kpi_catalogue import Standard
from concord.domain.source import Source


def read_delivery_kpi(
    section: Section,
    name: str,
    standard: Standard,
    sources: Mapping[str, Source],
    declared: Collection[str],
    services: Collection[str],
) -> Kpi:
    """Return the KPI; `declared` are the ids of all sources, also of those with errors."""
    chosen = _chosen(section, sources, declared)
    written = section.written("by")
    by = None if written is None else section.choice(written, (SOURCE,))
    formula = standard.variants[0].formula
    return Kpi(
        id=name,
        name=section.text("name", standard.name),
        service=service_of(section, services, _service(chosen, sources)) or "",
        source="",
        unit=standard.unit,
        numerator=_words(formula.numerator),
        denominator=_words(formula.denominator),
        by=() if by is None else ((by,),),
        standard=standard.id,
        rate=DeliveryRate(standard.id),
        deliveries=chosen,
    )


def _words(text: str) -> Expression:
    return Expression(text=text, sql="", columns=frozenset())


def _chosen(
    section: Section, sources: Mapping[str, Source], declared: Collection[str]
) -> tuple[str, ...]:
    if "sources" not in section:
        return tuple(sources)
    expected = "one of the agreement's sources"
    named = section.references("sources", declared, "unknown-source", expected)
    return tuple(dict.fromkeys(name for name in named if name in sources))


def _service(chosen: Collection[str], sources: Mapping[str, Source]) -> str | None:
    found = {sources[name].service for name in chosen}
    return found.pop() if len(found) == 1 else None
