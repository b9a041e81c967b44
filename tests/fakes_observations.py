"""Stored observations in memory: rows kept as they are, figures counted by hand."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Self

from concord.domain.completeness import DeliveredCell
from concord.domain.coverage import CoverageUnit
from concord.domain.kpi import Dimension, Expression, Kpi, Measurement, as_text, ratio
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.source import Restates, Source
from concord.domain.submission import ChangedCell, Restatement
from concord.ports import ObservationFile
from tests.stored_rows import Cell, day_of, key_of

Row = Mapping[str, Cell]
_Place = tuple[int, date | None, tuple[tuple[str, str | None], ...]]


class FakeObservations:
    """Knows sums, least and different values of columns alone.

    `asked` are the KPIs and periods measured.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.together_with: list[tuple[str, ...]] = []
        self.on_measure: Callable[[], None] = lambda: None

    def add(
        self, source: Source, period: MeasurementPeriod, rows: Sequence[Row], sent_as: str = ""
    ) -> ObservationFile:
        """Keep rows under a name of their own and return their file."""
        name = f"rows {len(self.rows)}"
        self.rows[name] = [
            {"_valid": True, **row, "_day": day_of(source, row), "_key": key_of(source, row)}
            for row in rows
        ]
        sender = sent_as or f"file-{period}"
        return ObservationFile(observations=name, submission=sender, period=period)

    @contextmanager
    def together(self, rows: Iterable[str]) -> Iterator[Self]:
        self.together_with.append(tuple(rows))
        yield self

    def measure_all(
        self,
        kpis: Sequence[Kpi],
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[Measurement, ...]:
        return tuple(m for kpi in kpis for m in self.measure(kpi, source, files, periods))

    def measure(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> tuple[Measurement, ...]:
        self.on_measure()
        self.asked.append((kpi.id, tuple(map(str, periods))))
        return tuple(
            _measured(kpi, period, dimension, rows)
            for (period, dimension), rows in self._groups(kpi, source, files, periods, left_out)
        )

    def volumes(
        self,
        column: str,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> Mapping[tuple[MeasurementPeriod, Dimension], int]:
        groups = self._groups(kpi, source, files, periods, left_out)
        return {place: int(_sum(column, rows) or 0) for place, rows in groups}

    def rows_left_out(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut,
    ) -> Mapping[tuple[MeasurementPeriod, Dimension], int]:
        every_day = replace(kpi, snapshot=False)
        before, after = (
            {
                place: len(rows)
                for place, rows in self._groups(every_day, source, files, periods, without)
            }
            for without in (NOTHING, left_out)
        )
        fewer = {place: count - after.get(place, 0) for place, count in before.items()}
        return {place: count for place, count in fewer.items() if count}

    def cells(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[DeliveredCell, ...]:
        by_day = source.coverage.every is not CoverageUnit.PERIOD
        counts: dict[_Place, list[int]] = defaultdict(lambda: [0, 0])
        for number, period in enumerate(periods):
            for file, row in self._effective(source, files):
                if _lies_in(row, source, file, period, dated=False):
                    values = tuple((name, _text(row.get(name))) for name in columns)
                    day = row["_day"] if by_day else None
                    assert day is None or isinstance(day, date)
                    counts[number, day, values][0 if row["_valid"] else 1] += 1
        return tuple(
            DeliveredCell(
                period=periods[number], day=day, values=values, accepted=good, invalid=bad
            )
            for (number, day, values), (good, bad) in counts.items()
        )

    def restatement(
        self,
        source: Source,
        before: Sequence[ObservationFile],
        newest: ObservationFile,
        partner: str,
    ) -> Restatement:
        older = [file for file in before if file.period == newest.period]
        old = {row["_key"]: row for _, row in self._effective(source, older)}
        new = {row["_key"]: row for row in self.rows[newest.observations]}
        removed = old.keys() - new.keys() if source.restates is Restates.FILE else ()
        changed = [
            ChangedCell(key=str(key), column=c.name, old=before_, new=after)
            for key in sorted(map(str, old.keys() & new.keys()))
            for c in source.columns
            if (before_ := _text(old[key].get(c.name))) != (after := _text(new[key].get(c.name)))
        ]
        return Restatement(
            partner=partner,
            source=source.id,
            period=newest.period,
            from_sha256=before[-1].submission,
            to_sha256=newest.submission,
            added=len(new.keys() - old.keys()),
            removed=len(removed),
            changed=tuple(changed),
        )

    def _effective(
        self, source: Source, files: Sequence[ObservationFile]
    ) -> list[tuple[ObservationFile, Row]]:
        """Return the rows that no newer file of the same period replaces."""
        newest: dict[tuple[MeasurementPeriod, Cell], ObservationFile] = {}
        for file in files:
            newest[file.period, None] = file
            newest.update({(file.period, r["_key"]): file for r in self.rows[file.observations]})
        replaces = source.key or source.restates is Restates.FILE
        whole = source.restates is Restates.FILE
        return [
            (file, row)
            for file in files
            for row in self.rows[file.observations]
            if not replaces or newest[file.period, None if whole else row["_key"]] is file
        ]

    def _groups(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut,
    ) -> Iterable[tuple[tuple[MeasurementPeriod, Dimension], list[tuple[ObservationFile, Row]]]]:
        groups: dict[tuple[MeasurementPeriod, Dimension], list[tuple[ObservationFile, Row]]]
        groups = defaultdict(list)
        effective = [
            (file, row)
            for file, row in self._effective(source, files)
            if row["_valid"] and not _is_left_out(row, source, file, left_out)
        ]
        for period in periods:
            rows = [(f, r) for f, r in effective if _lies_in(r, source, f, period, dated=True)]
            last = max((_day(*place) for place in rows), default=None)
            for file, row in rows:
                if kpi.snapshot and _day(file, row) != last:
                    continue
                for names in ((), *kpi.by):
                    dimension = tuple((name, _text(row.get(name)) or "") for name in names)
                    groups[period, dimension].append((file, row))
        return groups.items()


def _day(file: ObservationFile, row: Row) -> date:
    """Return the day of a row, or the last one of its file's period."""
    day = row["_day"]
    return day if isinstance(day, date) else file.period.end


def _lies_in(
    row: Row, source: Source, file: ObservationFile, period: MeasurementPeriod, *, dated: bool
) -> bool:
    """Say where a row lies: on its day, else where its file's period does."""
    day = row["_day"]
    if isinstance(day, date):
        return day in period
    if source.day_column is not None:
        return not dated and file.period.overlaps(period)
    return file.period.end in period and period.start <= file.period.start


def _is_left_out(row: Row, source: Source, file: ObservationFile, left_out: LeftOut) -> bool:
    if source.day_column is None:
        return left_out.whole_days.issuperset(file.period.days())
    at = row.get(source.day_column)
    if isinstance(at, datetime) and any(begin <= at < end for begin, end in left_out.windows):
        return True
    return row["_day"] in left_out.whole_days


def _measured(
    kpi: Kpi,
    period: MeasurementPeriod,
    dimension: Dimension,
    rows: Sequence[tuple[ObservationFile, Row]],
) -> Measurement:
    numerator, denominator = (_evaluate(e, rows) for e in (kpi.numerator, kpi.denominator))
    value = _evaluate(kpi.value, rows)
    return Measurement(
        kpi=kpi.id,
        service=kpi.service,
        period=period,
        dimension=dimension,
        unit=kpi.unit,
        value=value if kpi.value else ratio(numerator, denominator, kpi.unit),
        numerator=numerator,
        denominator=denominator,
        volume=Fraction(len(rows)) if kpi.value else denominator or Fraction(0),
        submissions=tuple(dict.fromkeys(file.submission for file, _ in rows)),
    )


def _evaluate(
    expression: Expression | None, rows: Sequence[tuple[ObservationFile, Row]]
) -> Fraction | None:
    if expression is None:
        return None
    match = re.fullmatch(r'(sum|MIN|COUNT)\((?:DISTINCT )?"(\w+)"\)', expression.sql)
    assert match, f"{expression.sql} is more than this fake can count"
    found = _amounts(match[2], rows)
    if match[1] == "COUNT":
        return Fraction(len(set(found) if "DISTINCT" in expression.sql else found))
    if match[1] == "MIN":
        return min(found, default=None)
    return _sum(match[2], rows)


def _sum(column: str, rows: Sequence[tuple[ObservationFile, Row]]) -> Fraction | None:
    found = _amounts(column, rows)
    return sum(found, Fraction(0)) if found else None


def _amounts(column: str, rows: Sequence[tuple[ObservationFile, Row]]) -> list[Fraction]:
    return [Fraction(str(row[column])) for _, row in rows if row.get(column) is not None]


def _text(cell: Cell) -> str | None:
    return as_text(cell) if isinstance(cell, Decimal) else None if cell is None else str(cell)
