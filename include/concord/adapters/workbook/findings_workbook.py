"""A workbook that lists what was found, for files that cannot be given back marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from concord.domain.annotation import SheetWords, worst_first
from concord.domain.finding import Finding, Severity

_OPTIONS = {
    "in_memory": True,
    # Text of a delivered file must stay text: neither formula nor link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# No day of ours: equal findings give equal bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = (12, 22, 34, 34, 90)
_COLOURS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C", Severity.INFO: "#DDEBF7"}


def findings_workbook(findings: Iterable[Finding], words: SheetWords) -> bytes:
    """Return an .xlsx file with one sheet: severity, place, found, expected, what to do."""
    target = BytesIO()
    workbook = Workbook(target, _OPTIONS)
    workbook.set_properties({"created": _CREATED})
    head = workbook.add_format({"bold": True, "bg_color": "#E7E6E6"})
    wrapped = {"text_wrap": True, "valign": "top"}
    plain = workbook.add_format(wrapped)
    colours = {
        severity: workbook.add_format({**wrapped, "bg_color": colour})
        for severity, colour in _COLOURS.items()
    }
    sheet = workbook.add_worksheet(words.sheet)
    sheet.write_row(0, 0, words.header, head)
    for number, finding in enumerate(worst_first(findings), start=1):
        severity, *rest = words.row(finding)
        sheet.write_string(number, 0, severity, colours[finding.severity])
        for column, text in enumerate(rest, start=1):
            sheet.write_string(number, column, text, plain)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return target.getvalue()
