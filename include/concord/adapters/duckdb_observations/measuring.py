"""KPIs that one statement can answer, and what its figures make of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from concord.adapters.duckdb_observations.groups import Group, Grouping, groupings
from concord.domain.kpi import Expression, Kpi, Measurement, ratio
from concord.domain.source import Source
from concord.ports import ObservationFile

_EXACT = "DECIMAL(38, 12)"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeKpis:
    """KPIs that share a grouping, each with the places of its three figures among those asked.

    They are those of numerator, denominator and value, None for one that it has not.
    """

    grouping: Grouping
    places: tuple[tuple[Kpi, tuple[int | None, ...]], ...]

    def measurements(self, group: Group, submissions: tuple[str, ...]) -> Iterator[Measurement]:
        """Yield the value of each KPI in a group, whose rows are of these submissions."""
        figures = [None if figure is None else Fraction(figure) for figure in group.figures]
        for kpi, places in self.places:
            numerator, denominator, value = (
                None if place is None else figures[place] for place in places
            )
            volume = Fraction(group.count) if kpi.value is not None else denominator
            yield Measurement(
                kpi=kpi.id,
                service=kpi.service,
                period=group.period,
                dimension=group.dimension,
                unit=kpi.unit,
                value=value if kpi.value is not None else ratio(numerator, denominator, kpi.unit),
                numerator=numerator,
                denominator=denominator,
                volume=volume or Fraction(0),
                submissions=submissions,
            )


def alike(kpis: Iterable[Kpi], source: Source, condition: str) -> Iterator[AlikeKpis]:
    """Yield the KPIs of a source by grouping: one stands in each of its own."""
    found: dict[tuple[tuple[str, ...], bool], list[Kpi]] = defaultdict(list)
    for kpi in kpis:
        for by in groupings(kpi):
            found[by, kpi.snapshot].append(kpi)
    for (by, snapshot), each in found.items():
        wanted = [_figures(kpi) for kpi in each]
        figures = dict.fromkeys(sql for figures in wanted for sql in figures if sql is not None)
        number = {sql: index for index, sql in enumerate(figures)}
        yield AlikeKpis(
            grouping=Grouping(
                source=source,
                by=by,
                figures=tuple(figures),
                condition=condition,
                snapshot=snapshot,
            ),
            places=tuple(
                (kpi, tuple(None if sql is None else number[sql] for sql in figures))
                for kpi, figures in zip(each, wanted, strict=True)
            ),
        )


def _figures(kpi: Kpi) -> tuple[str | None, str | None, str | None]:
    value = None if kpi.value is None else f"CAST({kpi.value.sql} AS {_EXACT})"
    return _sql(kpi.numerator), _sql(kpi.denominator), value


def _sql(expression: Expression | None) -> str | None:
    return None if expression is None else expression.sql


def submissions_of(files: Sequence[ObservationFile]) -> Callable[[str], tuple[str, ...]]:
    """Return what tells the submissions of a group by its `files`, which are few."""

    @cache
    def used(digits: str) -> tuple[str, ...]:
        found = (f.submission for f, digit in zip(files, digits, strict=True) if digit == "1")
        return tuple(dict.fromkeys(found))

    return used
