"""`concord kpis`: the catalogue of standard KPIs, or one of them with its formula."""

from __future__ import annotations

from concord.cli.output import complain, console, table
from concord.domain.kpi_catalogue import STANDARDS, Standard
from concord.domain.kpi_catalogue.page import formula_words

RAN, COULD_NOT_RUN = 0, 2


def print_kpis(name: str | None) -> int:
    """Print all standards, or the one named; 2 for a name that is none."""
    if name is None:
        rows = [(s.id, s.name, s.unit, s.better, s.definition) for s in STANDARDS.values()]
        header = ("standard", "name", "unit", "better", "definition")
        console().print(table("Standard KPIs", header, rows))
        return RAN
    standard = STANDARDS.get(name)
    if standard is None:
        complain(f"There is no standard KPI {name!r}. `concord kpis` prints them all.")
        return COULD_NOT_RUN
    _print(standard)
    return RAN


def _print(standard: Standard) -> None:
    out = console()
    out.print(f"[bold]{standard.id}[/]: {standard.name}")
    out.print(standard.definition)
    out.print(f"Unit: {standard.unit}. Better: {standard.better}.")
    out.print(f"Aggregation: {standard.aggregation}")
    out.print(f"Source: {standard.source}.")
    roles = [(role.name, role.meaning) for role in standard.roles]
    if roles:
        out.print(table("Columns to map", ("role", "column of"), roles))
    if not standard.option:
        out.print(f"Formula: {formula_words(standard.variants[0]).strip('`')}")
        return
    title = f"Variants, by `{standard.option}`"
    variants = [
        (_word(standard, variant.word), variant.meaning, formula_words(variant).strip("`"))
        for variant in standard.variants
    ]
    out.print(table(title, (standard.option, "meaning", "formula"), variants))


def _word(standard: Standard, word: str) -> str:
    return f"{word} (default)" if word and word == standard.default else word
