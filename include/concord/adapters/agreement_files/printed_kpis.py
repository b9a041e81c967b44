"""Read which KPIs columns only print: by what each KPI is for a single row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concord.adapters.agreement_files.kpis import ReadKpis
from concord.adapters.agreement_files.printed_columns import PRINTING, names_kpi
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.printed_ratio import PrintedRatio, ratio_of_rows
from concord.domain.quantity import PERCENT
from concord.domain.source import Column, ColumnType, Source


def with_printed_kpis(
    root: Section, sources: Mapping[str, Source], kpis: ReadKpis
) -> tuple[Source, ...]:
    """Return the sources, whose columns of printed KPIs say what those are of a row.

    A column of percentages that bears a KPI's name prints it without more words.
    """
    silent = Remarks("")
    texts = {
        source: dict(Section.unchecked(table, silent).named_tables("columns"))
        for source, table in Section.unchecked(root.table, silent).named_tables("sources")
    }
    found = []
    for source in sources.values():
        tables = texts.get(source.id, {})
        sections = {name: Section.unchecked(t, root.remarks) for name, t in tables.items()}
        columns = (_with_kpi(c, sections.get(c.name), source, kpis) for c in source.columns)
        found.append(replace(source, columns=tuple(columns)))
    return tuple(found)


def _with_kpi(column: Column, section: Section | None, source: Source, kpis: ReadKpis) -> Column:
    if section is None or column.prints is not None or column.type not in PRINTING:
        return column
    if "prints" in section:
        return replace(column, prints=_named(column, section, source, kpis))
    kpi = kpis.get(column.name)
    alike = column.type is ColumnType.PERCENT and kpi is not None and kpi.unit == PERCENT
    if not alike or kpi is None or kpi.source != source.id:
        return column
    return replace(column, prints=_without(column, ratio_of_rows(kpi)))


def _named(
    column: Column, section: Section, source: Source, kpis: ReadKpis
) -> PrintedRatio | None:
    """Return what a row comes to for the KPI that a column says it prints."""
    written = section.written("prints")
    if written is None or not names_kpi(written.text):
        return None
    name = section.reference("prints", kpis.declared, "unknown-kpi", "one of the agreement's KPIs")
    kpi = None if name is None else kpis.get(name)
    if kpi is None:
        return None
    ratio = _without(column, ratio_of_rows(kpi))
    percent = column.type is ColumnType.PERCENT
    if ratio is None or kpi.source != source.id or ratio.times_100 is not percent:
        section.remarks.error(
            written.place,
            "does-not-fit",
            found=f"{column.name} as what {kpi.id} comes to",
            expected="a KPI in the column's unit that is a ratio of sums over this source",
        )
        return None
    return ratio


def _without(column: Column, ratio: PrintedRatio | None) -> PrintedRatio | None:
    """Return a ratio that is not made of the column itself."""
    return None if ratio is None or column.name in ratio.columns else ratio
