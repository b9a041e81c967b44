"""KPIs of tables with one row a case: shares of rows, and scores."""

from __future__ import annotations

from collections.abc import Iterator

from concord.domain.finding import quoted
from concord.domain.proposal import vocabulary
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.dimensions import flag_of, values_of
from concord.domain.proposal.marks import confirm, guess
from concord.domain.proposal.proposed import ProposedKpi
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType

_MOST_SCORES = 11
_WITHIN_SECONDS = 20


def row_kpis(table: TypedTable, *, is_log: bool) -> Iterator[ProposedKpi]:
    """Yield the shares of rows that say yes, the ones in time, and of the highest score."""
    flags = [c for c in table.of_type(ColumnType.TEXT) if flag_of(c) is not None]
    for flag in flags:
        yield _share_of_yes(flag)
    for wait in table.of_type(ColumnType.DURATION) if is_log else ():
        if vocabulary.is_wait(wait.column.headers[0]):
            yield _in_time(wait, _answered(flags))
    for score in table.of_type(ColumnType.COUNT, ColumnType.NUMBER):
        if vocabulary.is_score(score.column.headers[0]) and _is_score(score):
            yield _top_score(score)


def filter_of(table: TypedTable, typed: TypedColumn) -> str:
    """Return a filter for the rows that a measure is about: the others have none of it."""
    for flag in table.of_type(ColumnType.TEXT):
        meaning = flag_of(flag)
        if meaning is None:
            continue
        rows = zip(flag.values, typed.numbers, strict=True)
        if all(not number for value, number in rows if value != meaning[0]):
            return f" filter (where {flag.column.name} = {literal(meaning[0])})"
    return ""


def literal(text: str) -> str:
    """Return a text as a literal of an expression."""
    return "'" + text.replace("'", "''") + "'"


def _share_of_yes(flag: TypedColumn) -> ProposedKpi:
    yes, no = flag_of(flag) or ("", "")
    name, header = flag.column.name, flag.column.headers[0]
    among = "count(*)"
    if len(values_of(flag)) > 2 or not flag.column.required:  # noqa: PLR2004 - yes and no
        among += f" filter (where {name} in ({literal(yes)}, {literal(no)}))"
    return ProposedKpi(
        id=f"share_{name}",
        name=f"{header}: {yes}",
        note=guess(f"{quoted(header)} says {quoted(yes)} or {quoted(no)}"),
        numerator=f"count(*) filter (where {name} = {literal(yes)})",
        denominator=among,
    )


def _answered(flags: list[TypedColumn]) -> TypedColumn | None:
    return next((f for f in flags if vocabulary.is_answered(f.column.headers[0])), None)


def _in_time(wait: TypedColumn, answered: TypedColumn | None) -> ProposedKpi:
    condition = f"{wait.column.name} <= {_WITHIN_SECONDS}"
    if answered is not None:
        yes, _ = flag_of(answered) or ("", "")
        condition = f"{answered.column.name} = {literal(yes)} and {condition}"
    return ProposedKpi(
        id="answered_in_time",
        name="Answered in time",
        note=confirm(f"how many seconds are agreed? {_WITHIN_SECONDS} is an example"),
        numerator=f"count(*) filter (where {condition})",
        denominator="count(*)",
    )


def _is_score(score: TypedColumn) -> bool:
    return 2 <= len({value for value in score.numbers if value is not None}) <= _MOST_SCORES  # noqa: PLR2004 - one value is no scale


def _top_score(score: TypedColumn) -> ProposedKpi:
    top = max(value for value in score.numbers if value is not None)
    name, header = score.column.name, score.column.headers[0]
    return ProposedKpi(
        id=f"top_{name}",
        name=f"{header}: {top:f}",
        note=confirm(f"is {top:f} the highest score, and is its share what was agreed?"),
        numerator=f"count(*) filter (where {name} = {top:f})",
        denominator=f"count({name})",
    )
