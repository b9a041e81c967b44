"""KPIs of tables that count: a part of a whole, work an hour, and the standard service level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from concord.domain.finding import quoted
from concord.domain.proposal import vocabulary
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.limits import held, total
from concord.domain.proposal.marks import confirm, guess
from concord.domain.proposal.printed_rates import PrintedRate
from concord.domain.proposal.proposed import ProposedKpi
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.proposal.vocabulary import Role, role
from concord.domain.source import ColumnType

_MOSTLY = Fraction(95, 100)
_ABANDONS = "all_hurt"


def ratio_kpis(table: TypedTable, printed: Sequence[PrintedRate]) -> Iterator[ProposedKpi]:
    """Yield the KPIs that the counts of a table give, the standard one first."""
    counts = counts_of(table)
    level = _service_level(counts)
    if level is not None:
        yield level
    for part in counts:
        whole = _whole_of(part, counts)
        if whole is not None:
            is_rest = _is_rest(part)
            why = f"the names and the figures of {_shown(part)} and {_shown(whole)}"
            if not _is_same(level, part, whole):
                yield _share(part, whole, why, is_rest=is_rest)
    for rate in printed:
        part, whole = table.column(rate.part), table.column(rate.whole)
        why = f"what {_shown(table.column(rate.column))} prints"
        if not _is_same(level, part, whole):
            yield _share(part, whole, why, is_rest=rate.is_rest)
    yield from _per_hour(table, counts)


def counts_of(table: TypedTable) -> list[TypedColumn]:
    """Return the columns that count something; a score or a number of a case is no count."""
    counts = table.of_type(ColumnType.COUNT)
    return [c for c in counts if not _is_label(_header(c))]


def largest_finished(counts: Sequence[TypedColumn]) -> TypedColumn | None:
    """Return the largest count of finished work, whether or not it was in time."""
    done = [c for c in counts if vocabulary.is_finished(_header(c))]
    plain = [c for c in done if vocabulary.limit_in(_header(c)) is None]
    return max(plain or done, key=total, default=None)


def _is_label(header: str) -> bool:
    return vocabulary.is_score(header) or vocabulary.is_id(header)


def _header(typed: TypedColumn) -> str:
    return typed.column.headers[0]


def _shown(typed: TypedColumn) -> str:
    return quoted(_header(typed))


def _is_same(level: ProposedKpi | None, part: TypedColumn, whole: TypedColumn) -> bool:
    roles: Mapping[str, str] = {} if level is None else level.service_level
    pair = (part.column.name, whole.column.name)
    return pair == (roles.get("answered_in"), roles.get("offered"))


def _whole_of(part: TypedColumn, counts: Sequence[TypedColumn]) -> TypedColumn | None:
    """Return the smallest whole that nearly always holds the part."""
    if role(_header(part)) not in {Role.GOOD, Role.BAD}:
        return None
    wholes = [c for c in counts if c is not part and role(_header(c)) is Role.WHOLE]
    fitting = [whole for whole in wholes if _fits(part, whole)]
    return min(fitting, key=total, default=None)


def _fits(part: TypedColumn, whole: TypedColumn) -> bool:
    rows, fits, _ = held(part, whole)
    return rows > 0 and fits >= _MOSTLY * rows and total(part) <= total(whole)


def _is_rest(part: TypedColumn) -> bool:
    header = _header(part)
    return role(header) is Role.BAD and not vocabulary.is_watched_as_share(header)


def _share(part: TypedColumn, whole: TypedColumn, why: str, *, is_rest: bool) -> ProposedKpi:
    a, b = part.column.name, whole.column.name
    among = f"sum({b}){_where_both(part, whole)}"
    if is_rest:
        return ProposedKpi(
            id=f"{b}_without_{a}",
            name=f"{_header(whole)} without {_header(part)}",
            note=guess(f"{why}; higher is better"),
            numerator=f"{among} - sum({a})",
            denominator=among,
        )
    return ProposedKpi(
        id=f"{a}_of_{b}",
        name=f"{_header(part)} of {_header(whole)}",
        note=guess(why),
        numerator=f"sum({a})",
        denominator=among,
    )


def _where_both(part: TypedColumn, whole: TypedColumn) -> str:
    """Return a filter where a part is blank beside a whole: what is absent is not zero."""
    pairs = zip(part.values, whole.values, strict=True)
    is_blank = any(a is None and b is not None for a, b in pairs)
    return f" filter (where {part.column.name} is not null)" if is_blank else ""


def _service_level(counts: Sequence[TypedColumn]) -> ProposedKpi | None:
    """Return the standard service level where there are its columns."""
    answered = [c for c in counts if vocabulary.is_answered(_header(c))]
    in_time = next((c for c in answered if vocabulary.limit_in(_header(c))), None)
    offered = None if in_time is None else _whole_of(in_time, counts)
    if in_time is None or offered is None:
        return None
    within = vocabulary.limit_in(_header(in_time)) or ""
    all_answered = largest_finished([c for c in answered if c is not in_time])
    abandoned = next((c for c in counts if vocabulary.is_abandoned(_header(c))), None)
    roles = {"answered_in": in_time, "answered": all_answered, "abandoned": abandoned,
             "offered": offered}  # fmt: skip
    why = "how do abandoned calls count? met, ignored, all_hurt, in_time_excluded, short_…"
    return ProposedKpi(
        id="service_level",
        name=f"Answered within {within}",
        note=confirm(why),
        service_level={
            "within": within,
            "abandons": _ABANDONS,
            **{name: c.column.name for name, c in roles.items() if c is not None},
        },
    )


def _per_hour(table: TypedTable, counts: Sequence[TypedColumn]) -> Iterator[ProposedKpi]:
    done = largest_finished(counts)
    if done is None:
        return
    for hours in table.of_type(ColumnType.NUMBER, ColumnType.COUNT):
        if vocabulary.is_hours(_header(hours)) and hours is not done:
            yield ProposedKpi(
                id=f"{done.column.name}_per_hour",
                name=f"{_header(done)} an hour",
                note=guess(f"the names of {_shown(done)} and {_shown(hours)}"),
                unit="items per hour",
                numerator=f"sum({done.column.name})",
                denominator=f"sum({hours.column.name})",
            )
