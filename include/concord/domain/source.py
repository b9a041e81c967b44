"""Sources: which files a partner delivers, when, and how their cells are to be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.coverage import WHOLE_PERIOD, Coverage
from concord.domain.delivery_rule import STANDARD_REMINDERS, DeliveryReminders
from concord.domain.period import MeasurementPeriod, PeriodLength, is_plausible
from concord.domain.printed_ratio import PrintedRatio
from concord.domain.quantity import DueRule, moment_after


class ColumnType(StrEnum):
    """What a column's cells mean.

    `COUNT` is a whole number of at least zero, `NUMBER` any decimal, `PERCENT` percent
    points, `DURATION` seconds, `TIMESTAMP` a wall-clock moment in the source's zone.
    """

    DATE = "date"
    TIMESTAMP = "timestamp"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    DURATION = "duration"

    @property
    def is_numeric(self) -> bool:
        """Say whether the column can be summed."""
        return self in {
            ColumnType.COUNT,
            ColumnType.NUMBER,
            ColumnType.PERCENT,
            ColumnType.DURATION,
        }


class DurationUnit(StrEnum):
    """In what a delivered duration is written when its cell is a plain number."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in expressions, the headers it may stand under, and its rules.

    `at_most` names another column, whose value in the same row is never exceeded; percentages
    that `may_exceed_100` can.  A `personal` column is kept by pseudonyms unless `named`.
    """

    name: str
    headers: tuple[str, ...]
    type: ColumnType
    one_of: tuple[str, ...] = ()
    at_most: str | None = None
    unit: DurationUnit | None = None
    required: bool = True
    may_exceed_100: bool = False
    prints: PrintedRatio | None = None
    personal: bool = False
    named: bool = False

    @property
    def is_hidden(self) -> bool:
        """Say whether what it holds must not be kept or shown as it is."""
        return self.personal and not self.named


class Restates(StrEnum):
    """What a newer file replaces: the rows whose keys it holds, or all rows of its period."""

    ROWS = "rows"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFormat:
    """How text in a delivery is written.  Declared in the agreement, never guessed."""

    decimal: str = "."
    thousands: str = ""
    date_order: str = ""
    null_tokens: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRule:
    """Which sheet holds the table (empty: the only one), and its header row (None: found)."""

    name: str = ""
    header_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFolder:
    """Where a source's files are dropped: a connection's id and a folder below it."""

    connection: str
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of delivery: files, rhythm, layout and rules of its rows.

    `day_column` is the date or timestamp column by which rows fall into periods; None when
    rows belong to the period in the file's name as a whole.  `key` identifies a row.  Past
    `final_after` a correction counts with approval only.
    """

    id: str
    service: str
    drive: DriveFolder
    files: FilePattern
    covers: PeriodLength
    zone: ZoneInfo
    calendar: BusinessCalendar
    columns: tuple[Column, ...]
    day_column: str | None = None
    due: DueRule | None = None
    final_after: DueRule | None = None
    reminders: DeliveryReminders = STANDARD_REMINDERS
    sheet: SheetRule = SheetRule()
    text: TextFormat = TextFormat()
    coverage: Coverage = WHOLE_PERIOD
    key: tuple[str, ...] = ()
    restates: Restates = Restates.ROWS
    totals_rows: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of that name.  Raises KeyError for a name that is not declared."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def hides_people(self) -> bool:
        """Say whether any of its columns must not be kept or shown as it is."""
        return any(column.is_hidden for column in self.columns)

    def due_at(self, period: MeasurementPeriod) -> datetime | None:
        """Return when the delivery for `period` is due, or None where nothing is agreed."""
        return self._at(self.due, period)

    def final_at(self, period: MeasurementPeriod) -> datetime | None:
        """Return from when on corrections for `period` need approval, or None for never."""
        return self._at(self.final_after, period)

    def _at(self, rule: DueRule | None, period: MeasurementPeriod) -> datetime | None:
        if rule is None:
            return None
        return datetime.combine(rule.day(period.end, self.calendar), rule.at, self.zone)

    def raised_at(self, period: MeasurementPeriod) -> datetime | None:
        """Return when a missing delivery for `period` becomes an issue, or None for never."""
        due, later = self.due_at(period), self.reminders.escalate_after
        return due if due is None or later is None else moment_after(due, later, self.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePattern:
    """File names of a source: `*` and `?` as usual, `{period:%Y-%m}` where the period stands.

    The period's format takes `%Y`, `%y`, `%m`, `%d`, `%b`, `%B` and `%q` (quarter).
    """

    text: str

    def period_of(self, name: str, length: PeriodLength) -> MeasurementPeriod | None:
        """Return the period a matching name states; None without one, or if it is no date."""
        match = _compiled(self.text).fullmatch(unicodedata.normalize("NFC", name))
        if match is None:
            return None
        parts = {group: value for group, value in match.groupdict().items() if value}
        day = _day_of(parts)
        if day is None or not is_plausible(day):
            return None
        return MeasurementPeriod.containing(day, length)

    def matches(self, name: str) -> bool:
        """Say whether a file of this name belongs to the source (case does not matter)."""
        return _compiled(self.text).fullmatch(unicodedata.normalize("NFC", name)) is not None

    @property
    def names_period(self) -> bool:
        """Say whether the file's name states its period."""
        return "{period" in self.text


_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CODES = {
    "%Y": r"(?P<Y>\d{4})",
    "%y": r"(?P<y>\d{2})",
    "%m": r"(?P<m>0[1-9]|1[0-2])",
    "%d": r"(?P<d>0[1-9]|[12]\d|3[01])",
    "%b": r"(?P<b>" + "|".join(name[:3] for name in _MONTH_NAMES) + ")",
    "%B": r"(?P<B>" + "|".join(_MONTH_NAMES) + ")",
    "%q": r"(?P<q>[1-4])",
}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_pieces(pattern)), re.IGNORECASE | re.DOTALL)


def _pieces(pattern: str) -> Iterator[str]:
    for piece in re.split(r"(\{period:[^}]*\}|\*|\?)", unicodedata.normalize("NFC", pattern)):
        if piece.startswith("{period:"):
            for code in re.split(r"(%[YymdbBq])", piece[len("{period:") : -1]):
                yield _CODES.get(code, re.escape(code))
        else:
            yield {"*": ".*", "?": "."}.get(piece, re.escape(piece))


def _day_of(parts: dict[str, str]) -> date | None:
    year = int(parts["Y"]) if "Y" in parts else 2000 + int(parts["y"]) if "y" in parts else None
    if year is None:
        return None
    month = 1
    if "m" in parts:
        month = int(parts["m"])
    elif name := (parts.get("B") or parts.get("b")):
        month = [known[: len(name)] for known in _MONTH_NAMES].index(name.lower()) + 1
    elif "q" in parts:
        month = 3 * int(parts["q"]) - 2
    try:
        return date(year, month, int(parts.get("d", "1")))
    except ValueError:
        return None


CellValue = str | Decimal | date | datetime | None
"""A typed value of an accepted row; None where the cell holds a declared null token."""
