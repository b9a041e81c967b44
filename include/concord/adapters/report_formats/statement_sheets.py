"""The sheets beside a statement: every entry that it adds up, and what is open about it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from concord.adapters.report_formats.sheet import Formats, local_time
from concord.domain.ledger import BALANCE, EntryKind, LedgerEntry, Statement
from concord.domain.notation import day, named

ENTRIES = "Entries"
AMOUNT = "#,##0.00;[Red]-#,##0.00"
_HEADER = (
    "Service", "Currency", "Kind", "Amount", "Month concerned", "Posted to", "Regime", "Cause",
    "By", "When", "Refers to", "Entry",
)  # fmt: skip
_WIDTHS = (14, 10, 13, 16, 16, 14, 16, 48, 14, 18, 34, 46)


def kind_word(kind: EntryKind) -> str:
    """Return how a kind is written in the sheet of entries."""
    return named(kind)


def write_entries(sheet: Worksheet, formats: Formats, statements: Sequence[Statement]) -> None:
    """Write every entry of the statements, one a row; those in italics move no balance."""
    _header(sheet, formats, _HEADER, _WIDTHS)
    row = 1
    for statement in statements:
        for entry in statement.entries:
            _entry(sheet, formats, row, entry, statement.zone)
            row += 1
    if row > 1:
        sheet.autofilter(0, 0, row - 1, len(_HEADER) - 1)


def _entry(sheet: Worksheet, formats: Formats, row: int, entry: LedgerEntry, zone: str) -> None:
    moves = entry.kind in BALANCE
    style = formats.get(num_format=AMOUNT, italic=not moves)
    wrapped = formats.get(text_wrap=True, indent=1)
    texts = {
        0: entry.line.service,
        1: entry.line.currency,
        2: kind_word(entry.kind),
        4: str(entry.period),
        5: str(entry.posted_to),
        6: entry.line.regime,
        7: entry.cause,
        8: entry.by,
        10: entry.cites,
        11: entry.key,
    }
    for column, text in texts.items():
        if text:
            sheet.write_string(row, column, text, wrapped)
    sheet.write_number(row, 3, float(entry.amount), style)
    when = formats.get(num_format="d mmm yyyy hh:mm", align="left", indent=1)
    sheet.write_datetime(row, 9, local_time(entry.at, zone), when)


def write_open_points(sheet: Worksheet, formats: Formats, statements: Sequence[Statement]) -> None:
    """Write disputes, and changes that wait."""
    header = ("What", "Number", "Service", "Month", "Currency", "Amount", "Owner", "Act by", "Why")
    _header(sheet, formats, header, (20, 9, 14, 12, 10, 16, 14, 14, 70))
    row = 1
    for statement in statements:
        for dispute in statement.disputes:
            what = "Dispute" if dispute.is_open else "Dispute, over"
            due = "" if dispute.due is None else day(dispute.due)
            words = (dispute.line.service, str(dispute.period), dispute.line.currency)
            _point(sheet, formats, row, (what, dispute.number, *words), dispute.left)
            _rest(sheet, formats, row, (dispute.owner, due, dispute.reason))
            row += 1
        for change in statement.waiting:
            words = (change.line.service, str(change.event.period), change.line.currency)
            point = ("Change that waits", change.number, *words)
            _point(sheet, formats, row, point, change.amount)
            _rest(sheet, formats, row, ("", "", change.event.note))
            row += 1


def _point(
    sheet: Worksheet, formats: Formats, row: int, cells: tuple[str | int, ...], amount: object
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, formats.get(align="left", indent=1))
        else:
            sheet.write_string(row, column, cell, formats.get(indent=1))
    style = formats.get(num_format=AMOUNT)
    sheet.write_number(row, len(cells), float(str(amount)), style)


def _rest(sheet: Worksheet, formats: Formats, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, start=6):
        if text:
            sheet.write_string(row, column, text, formats.get(text_wrap=True, indent=1))


def _header(
    sheet: Worksheet, formats: Formats, labels: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    common = {"bold": True, "bg_color": "#E9EEF4", "bottom": 1, "bottom_color": "#9AA8B6"}
    words, figures = formats.get(**common, indent=1), formats.get(**common, align="right")
    for column, (label, width) in enumerate(zip(labels, widths, strict=True)):
        sheet.write_string(0, column, label, figures if label == "Amount" else words)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
