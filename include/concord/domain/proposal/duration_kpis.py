"""KPIs of how long things take: the time of all of them over their number."""

from __future__ import annotations

from collections.abc import Iterator

from concord.domain.finding import quoted
from concord.domain.proposal import vocabulary
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.limits import total
from concord.domain.proposal.marks import confirm, guess
from concord.domain.proposal.proposed import ProposedKpi
from concord.domain.proposal.ratio_kpis import counts_of, largest_finished
from concord.domain.proposal.row_kpis import filter_of
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.proposal.vocabulary import Role, role
from concord.domain.quantity import SECONDS
from concord.domain.source import ColumnType


def duration_kpis(table: TypedTable, *, is_log: bool) -> Iterator[ProposedKpi]:
    """Yield an average for each column of durations that is a sum, or the time of one row."""
    for typed in table.of_type(ColumnType.DURATION):
        if vocabulary.is_average(typed.column.headers[0]):
            continue
        kpi = _of_rows(table, typed) if is_log else _of_counts(table, typed)
        if kpi is not None:
            yield kpi


def _of_counts(table: TypedTable, typed: TypedColumn) -> ProposedKpi | None:
    counts = counts_of(table)
    wholes = [c for c in counts if role(c.column.headers[0]) is Role.WHOLE]
    over = largest_finished(counts) or max(wholes, key=total, default=None)
    if over is None:
        return None
    header = typed.column.headers[0]
    first = next((value for value in typed.numbers if value is not None), 0)
    why = f"is {quoted(header)} ({first:f} s in the first row) the row's total, not its average?"
    return ProposedKpi(
        id=f"average_{typed.column.name}",
        name=f"Average {header}",
        note=confirm(why),
        unit=SECONDS,
        numerator=f"sum({typed.column.name})",
        denominator=f"sum({over.column.name})",
    )


def _of_rows(table: TypedTable, typed: TypedColumn) -> ProposedKpi:
    name, where = typed.column.name, filter_of(table, typed)
    header = typed.column.headers[0]
    return ProposedKpi(
        id=f"average_{name}",
        name=f"Average {header}",
        note=guess(f"one {quoted(header)} a row"),
        unit=SECONDS,
        numerator=f"sum({name}){where}",
        denominator=f"count(*){where}" if where else f"count({name})",
    )
