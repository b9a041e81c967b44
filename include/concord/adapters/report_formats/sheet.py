"""Sheets as reports need them: typed cells one after the other, printed as they are read."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from concord.adapters.report_formats.look import SHADES
from concord.domain.letter import Tone
from concord.domain.notation import period_name
from concord.domain.quantity import PERCENT, SECONDS
from concord.domain.report import MonthlyReport

OPTIONS = {
    "in_memory": True,
    # Text of a delivered file must stay text: neither formula nor link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FONT = "Calibri"
_WIDEST = 60
_NARROWEST = 9
_PAPER_A4 = 9
_ROW_HEIGHT = 18
_OUTCOMES = (("Met", Tone.GOOD), ("Missed", Tone.WARNING), ("Defaulted", Tone.BAD))


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """Return the format with these properties beside the common ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]


class Sheet:
    """A worksheet written cell by cell, row by row, whose columns fit what stands in them."""

    def __init__(
        self, workbook: Workbook, formats: Formats, name: str, report: MonthlyReport
    ) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self.name = name
        self.formats = formats
        self.row = self.column = 0
        self._first_row = 0
        self._widths: dict[int, int] = {}
        self._print_setup(report)

    def _print_setup(self, report: MonthlyReport) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(_PAPER_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(_ROW_HEIGHT)
        # An ampersand starts a code in headers and footers: a name must not.
        name = report.partner_name.replace("&", "&&")
        month = period_name(report.period)
        self.sheet.set_footer(f"&L{name}, {month}, version {report.version}&RPage &P of &N")

    def title(self, title: str, sentence: str) -> None:
        """Write a title and a sentence over label and value pairs."""
        self.sheet.set_column(0, 0, 34)
        self.sheet.set_column(1, 1, 84)
        self.sheet.write_string(0, 0, title, self.formats.get(bold=True, font_size=16))
        self.sheet.write_string(1, 0, sentence, self.formats.get(font_size=11))
        self.sheet.set_row(0, 26)
        self.row = 3

    def pair(self, label: str, value: str | Decimal | Fraction | float | None) -> None:
        """Write one label with its value."""
        grey = self.formats.get(font_color="#66727F")
        self.sheet.write_string(self.row, 0, label, grey)
        if isinstance(value, str):
            self.sheet.write_string(self.row, 1, value, self.formats.get(text_wrap=True))
        elif value is not None:
            pattern = "#,##0" if isinstance(value, int) else "#,##0.00"
            style = self.formats.get(num_format=pattern, align="left", bold=True)
            self.sheet.write_number(self.row, 1, float(value), style)
        self.row += 1

    def header(self, labels: tuple[str, ...], figures: frozenset[str] = frozenset()) -> None:
        """Write the header row and keep it in view, on paper too; `figures` stand right."""
        common = {"bold": True, "bg_color": "#E9EEF4", "bottom": 1, "bottom_color": "#9AA8B6"}
        words = self.formats.get(**common, indent=1)
        numbers = self.formats.get(**common, align="right")
        for column, label in enumerate(labels):
            style = numbers if label in figures else words
            self.sheet.write_string(self.row, column, label, style)
            # Room for the filter's button.
            self._widths[column] = max(_NARROWEST, len(label) + 5)
        self.sheet.freeze_panes(self.row + 1, 0)
        self.sheet.repeat_rows(self.row)
        self.row += 1
        self._first_row = self.row

    def text(self, text: str) -> None:
        """Write words; whatever they begin with, they stay words."""
        if text:
            style = self.formats.get(text_wrap=len(text) > _WIDEST, indent=1)
            self.sheet.write_string(self.row, self.column, text, style)
        self._step(len(text))

    def figure(
        self,
        value: Fraction | Decimal | None,
        unit: str,
        *,
        signed: bool = False,
        shown: str = "",
    ) -> None:
        """Write a KPI's value: percentages as a fraction with a percent format."""
        if value is None:
            self._step(1)
            return
        cell = value / 100 if unit == PERCENT else value
        digits = self._pattern(unit, value, shown)
        pattern = f"+{digits};-{digits};{digits}" if signed else digits
        style = self.formats.get(num_format=pattern)
        self.sheet.write_number(self.row, self.column, float(cell), style)
        self._step(10)

    @staticmethod
    def _pattern(unit: str, value: Fraction | Decimal, shown: str) -> str:
        """Return the number format, with as many decimals as the mail shows."""
        places = {PERCENT: 2, SECONDS: 1}.get(unit, 0 if value == int(value) else 2)
        digits = shown.split(" ", maxsplit=1)[0].rpartition(".")[2] if "." in shown else ""
        places = max(places, len(digits))
        decimals = f".{'0' * places}" if places else ""
        return f"0{decimals}%" if unit == PERCENT else f"#,##0{decimals}"

    def share(self, value: Fraction | None) -> None:
        """Write a share between 0 and 1 in percent."""
        if value is not None:
            style = self.formats.get(num_format="0.0%")
            self.sheet.write_number(self.row, self.column, float(value), style)
        self._step(8)

    def money(self, amount: Decimal, *, total: bool = False) -> None:
        """Write an amount; its currency stands in a cell of its own."""
        style = self.formats.get(num_format="#,##0.00", bold=total)
        self.sheet.write_number(self.row, self.column, float(amount), style)
        self._step(14)

    def count(self, count: int) -> None:
        """Write a whole number."""
        style = self.formats.get(num_format="#,##0")
        self.sheet.write_number(self.row, self.column, count, style)
        self._step(len(f"{count:,}"))

    def moment(self, local: datetime | None) -> None:
        """Write a moment on the report's clock."""
        if local is not None:
            style = self.formats.get(num_format="d mmm yyyy hh:mm", align="left", indent=1)
            self.sheet.write_datetime(self.row, self.column, local, style)
        self._step(18)

    def _step(self, width: int) -> None:
        self._widths[self.column] = max(self._widths.get(self.column, 0), min(width + 2, _WIDEST))
        self.column += 1

    def next_row(self) -> None:
        """Go to the next row's first column."""
        self.row += 1
        self.column = 0

    def colour_outcomes(self, column: int) -> None:
        """Tint outcomes by their words."""
        for word, tone in _OUTCOMES:
            shade = SHADES[tone]
            style = self.formats.get(font_color=shade.ink, bg_color=shade.tint)
            rule = {"type": "text", "criteria": "begins with", "value": word, "format": style}
            self._condition(column, rule)

    def bars(self, column: int) -> None:
        """Show shares as bars from nothing to the whole."""
        rule = {
            "type": "data_bar",
            "bar_color": "#A9BACB",
            "bar_solid": True,
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 1,
        }
        self._condition(column, rule)

    def _condition(self, column: int, rule: dict[str, object]) -> None:
        if self.row > self._first_row:
            self.sheet.conditional_format(self._first_row, column, self.row - 1, column, rule)

    def finish(self) -> None:
        """Fit the columns, and offer a filter on the rows."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)
        if self.row > self._first_row:
            last = max(self._widths)
            self.sheet.autofilter(self._first_row - 1, 0, self.row - 1, last)


def local_time(moment: datetime | None, zone: str) -> datetime | None:
    """Return the wall-clock time in `zone`, as cells hold it."""
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
