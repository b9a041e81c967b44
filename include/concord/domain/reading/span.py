"""In which period the rows of a file lie, and whether it is the one the file is named for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.rows import ObservedRow
from concord.domain.source import Source
from concord.domain.table import Table

_SHOWN_PERIODS = 6
_BETWEEN_DATE_SYSTEMS = timedelta(days=1462)


@dataclass(slots=True, kw_only=True)
class Span:
    """The periods of the rows read so far, with the first row of each."""

    source: Source
    named: MeasurementPeriod | None
    _counts: Counter[MeasurementPeriod] = field(default_factory=Counter)
    _first: dict[MeasurementPeriod, int] = field(default_factory=dict)
    _days: dict[date, MeasurementPeriod] = field(default_factory=dict)

    def count(self, row: ObservedRow) -> None:
        """Take note of a row's day, if it has one."""
        if row.day is None:
            return
        period = self._days.get(row.day)
        if period is None:
            period = MeasurementPeriod.containing(row.day, self.source.covers)
            self._days[row.day] = period
        self._counts[period] += 1
        self._first.setdefault(period, row.number)

    @property
    def period(self) -> MeasurementPeriod | None:
        """The named period, else the only one of the rows, else None."""
        if self.named is not None:
            return self.named
        return next(iter(self._counts)) if len(self._counts) == 1 else None

    def finding(self, table: Table) -> Finding | None:
        """Return what is wrong with the rows' periods, None when all lie in one, as named."""
        if self.period is None and not self._counts:
            return _unknown()
        others = [period for period in self._counts if period != self.period]
        if not others:
            return None
        if self._is_shifted():
            return self._shifted(table)
        return self._outside(table, sorted(others))

    def _is_shifted(self) -> bool:
        """Say whether all days would fit, had they not been copied between date systems."""
        if self.named is None:
            return False
        start, end = self.named.start, self.named.end
        earlier = (start <= day + _BETWEEN_DATE_SYSTEMS <= end for day in self._days)
        later = (start <= day - _BETWEEN_DATE_SYSTEMS <= end for day in self._days)
        return all(earlier) or all(later)

    def _shifted(self, table: Table) -> Finding:
        shown = f"{min(self._days)} to {max(self._days)}"
        return Finding(
            severity=Severity.ERROR,
            rule="date-system",
            where=table.address(min(self._first.values())),
            found=shown,
            expected=f"rows of {self.named} only",
            message=(
                f"All days ({shown}) lie exactly 1,462 days beside {self.named}: they were copied "
                "between workbooks that count days from 1900 and from 1904. Please correct the "
                "days and send the file again. The file waits for a decision until then."
            ),
        )

    def _outside(self, table: Table, others: list[MeasurementPeriod]) -> Finding:
        shown = ", ".join(
            f"{period} ({self._counts[period]:,} rows)" for period in others[:_SHOWN_PERIODS]
        )
        found = shown + (", …" if len(others) > _SHOWN_PERIODS else "")
        length = self.source.covers.value
        if self.named is not None:
            says = f"The file is named for {self.named}, but rows lie in {found}."
        else:
            says = f"The file's name states no period, and its rows lie in several: {found}."
        return Finding(
            severity=Severity.ERROR,
            rule="outside-period",
            where=table.address(min(self._first[period] for period in others)),
            found=found,
            expected=f"rows of {self.named or f'one {length}'} only",
            message=(
                f"{says} Please send one file for each {length}, named for it. "
                "The file waits for a decision until then."
            ),
        )


def _unknown() -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="period-unknown",
        where="",
        found="no period",
        expected="a period in the file's name, or dated rows",
        message=(
            "Neither the file's name nor its rows tell which period it is for. Please name the "
            "file as agreed and send it again. The file waits for a decision until then."
        ),
    )
