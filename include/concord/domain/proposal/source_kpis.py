"""The KPIs that a source's columns allow, each once."""

from __future__ import annotations

from collections.abc import Iterator

from concord.domain.proposal.dimensions import dimensions_of
from concord.domain.proposal.duration_kpis import duration_kpis
from concord.domain.proposal.printed_rates import printed_rates
from concord.domain.proposal.proposed import ProposedKpi, ProposedSource
from concord.domain.proposal.ratio_kpis import ratio_kpis
from concord.domain.proposal.row_kpis import row_kpis
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType


def kpis_of(table: TypedTable, source: ProposedSource) -> Iterator[ProposedKpi]:
    """Yield the KPIs of a source, shown by its dimensions."""
    by = dimensions_of(table, source.key)
    is_log = _is_log(table, source)
    seen: set[tuple[str, str]] = set()
    for kpi in (
        *ratio_kpis(table, printed_rates(table)),
        *row_kpis(table, is_log=is_log),
        *duration_kpis(table, is_log=is_log),
    ):
        formulas = (kpi.numerator, kpi.denominator)
        if kpi.service_level or formulas not in seen:
            seen.add(formulas)
            yield kpi.of(source.id, by)


def _is_log(table: TypedTable, source: ProposedSource) -> bool:
    """Say whether each row is one case: it has an id or a moment of its own."""
    if len(source.key) == 1:
        return table.column(source.key[0]).column.type is ColumnType.TEXT
    return table.day is not None and table.day.column.type is ColumnType.TIMESTAMP
