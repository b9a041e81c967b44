"""The catalogue as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concord.domain.kpi_catalogue.standard import Standard, Variant

_INTRODUCTION = """\
# Standard KPIs

An agreement names one of them and maps its columns:
`kpis: {speed: {standard: asa, waiting: wait_s, answered: answered}}`. Contracts differ in how they
count, so where a KPI has variants the agreement names the one that was signed.

This page is made from the catalogue: `make docs` writes it, `concord kpis NAME` prints one.
"""


def catalogue_page(standards: Iterable[Standard]) -> str:
    """Return the page: a section for each standard."""
    return "\n".join((_INTRODUCTION, *("\n".join(_section(one)) + "\n" for one in standards)))


def _section(standard: Standard) -> Iterator[str]:
    yield f"## `{standard.id}`: {standard.name}"
    yield ""
    yield standard.definition
    yield ""
    yield f"- Unit: {standard.unit}; better: {standard.better}."
    yield f"- Aggregation: {standard.aggregation}"
    yield f"- Source: {standard.source}."
    for parameter in standard.parameters:
        yield f"- `{parameter}`: the time that the columns were counted by; only shown."
    yield ""
    if standard.roles:
        yield "| role | column of |"
        yield "|---|---|"
        for role in standard.roles:
            yield f"| `{role.name}` | {role.meaning} |"
        yield ""
    if standard.option:
        chosen = f"default `{standard.default}`" if standard.default else "required"
        yield f"| `{standard.option}` ({chosen}) | meaning | formula |"
        yield "|---|---|---|"
        for variant in standard.variants:
            yield f"| `{variant.word}` | {variant.meaning} | {formula_words(variant)} |"
    else:
        yield f"Formula: {formula_words(standard.variants[0])}"


def formula_words(variant: Variant) -> str:
    """Return a variant's formula for people: `sum(answered_in) ÷ sum(offered)`."""
    parts = [text.replace("{", "").replace("}", "") for text in variant.formula.parts.values()]
    several = [f"({part})" if " " in part and len(parts) > 1 else part for part in parts]
    return f"`{' ÷ '.join(several)}`"
